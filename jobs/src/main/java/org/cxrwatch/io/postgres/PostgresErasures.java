package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * An earlier attempt.
     *
     * @param whole whether it asked for no other ids than are asked for now
     */
    private record Earlier(long number, SortedSet<LocalDate> days, Map<String, Long> rows, boolean whole) {}

    @Override
    public Erasure begin(Request request, SortedSet<LocalDate> days, Map<String, Long> rows) {
        return database.transaction(session -> {
            SortedSet<LocalDate> allDays = new TreeSet<>(days);
            Map<String, Long> mostRows = new TreeMap<>(rows);
            List<Earlier> left = unfinished(session, request.hashes());
            left.forEach(earlier -> allDays.addAll(earlier.days()));
            List<Earlier> replaced = left.stream().filter(Earlier::whole).toList();
            replaced.forEach(
                    earlier -> earlier.rows().forEach((table, count) -> mostRows.merge(table, count, Long::max)));
            long number = session.find(
                            SQL.text("begin"),
                            row -> row.number("erasure"),
                            request.reason(),
                            request.by(),
                            request.at(),
                            texts(allDays),
                            JsonNumbers.write(mostRows))
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
                            replaced.stream().map(Earlier::number).toList()));
            return new Erasure(
                    number,
                    request.reason(),
                    request.by(),
                    request.at(),
                    request.hashes().size(),
                    allDays,
                    mostRows,
                    Optional.empty());
        });
    }

    private static List<Earlier> unfinished(Session session, Set<String> hashes) {
        return session.list(
                SQL.text("unfinished"),
                row -> new Earlier(
                        row.number("erasure"), days(row), JsonNumbers.counts(row.text("rows")), row.flag("whole")),
                Session.TypedArray.texts(hashes),
                Session.TypedArray.texts(hashes));
    }

    @Override
    public int finish(long number, Instant at) {
        return database.transaction(session -> {
            session.update(SQL.text("finish"), at, number);
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
