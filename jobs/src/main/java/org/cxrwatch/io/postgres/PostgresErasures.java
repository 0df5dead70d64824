package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.port.ErasedIds;
import org.cxrwatch.port.Erasures;

/** {@code erasure} and {@code erased_id}. */
final class PostgresErasures implements Erasures {

    private static final Sql SQL = Sql.file("erasure");

    private final ResultsDatabase database;

    PostgresErasures(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public ErasedIds ids() {
        return database.transaction(session -> new ErasedIds(
                session.find(SQL.text("salt"), row -> row.text("salt")).orElseThrow(),
                new HashSet<>(session.list(SQL.text("hashes"), row -> row.text("hash")))));
    }

    /** {@inheritDoc} The earlier attempts end with this one: their days are among its own. */
    @Override
    public Erasure begin(Request request, SortedSet<LocalDate> days) {
        return database.transaction(session -> {
            List<Erasure> left = session.list(
                    SQL.text("unfinished"),
                    row -> new Erasure(
                            row.number("erasure"), "", "", request.at(), 0, days(row), Map.of(), Optional.empty()),
                    Session.TypedArray.texts(request.hashes()));
            SortedSet<LocalDate> all = new TreeSet<>(days);
            left.forEach(earlier -> all.addAll(earlier.days()));
            long number = session.find(
                            SQL.text("begin"),
                            row -> row.number("erasure"),
                            request.reason(),
                            request.by(),
                            request.at(),
                            texts(all))
                    .orElseThrow();
            session.batch(
                    SQL.text("begin_id"),
                    request.hashes().stream()
                            .sorted()
                            .map(hash -> List.<Object>of(hash, number))
                            .toList());
            session.update(
                    SQL.text("replaced"),
                    request.at(),
                    Session.TypedArray.numbers(
                            left.stream().map(Erasure::number).toList()));
            return new Erasure(
                    number,
                    request.reason(),
                    request.by(),
                    request.at(),
                    request.hashes().size(),
                    all,
                    Map.of(),
                    Optional.empty());
        });
    }

    @Override
    public int finish(long number, Map<String, Long> rows, Instant at) {
        return database.transaction(session -> {
            session.update(SQL.text("finish"), JsonNumbers.write(rows), at, number);
            return session.update(SQL.text("mark"), number);
        });
    }

    @Override
    public List<Erasure> list() {
        return database.transaction(session -> session.list(
                SQL.text("list"),
                row -> new Erasure(
                        row.number("erasure"),
                        row.text("reason"),
                        row.text("asked_by"),
                        row.instant("asked_at"),
                        row.smallNumber("ids"),
                        days(row),
                        new TreeMap<>(JsonNumbers.counts(row.text("rows"))),
                        row.findInstant("finished_at"))));
    }

    private static SortedSet<LocalDate> days(Columns row) throws SQLException {
        SortedSet<LocalDate> days = new TreeSet<>();
        row.texts("days").forEach(day -> days.add(LocalDate.parse(day)));
        return days;
    }

    private static Session.TypedArray texts(Collection<LocalDate> days) {
        return Session.TypedArray.texts(days.stream().map(LocalDate::toString).toList());
    }
}
