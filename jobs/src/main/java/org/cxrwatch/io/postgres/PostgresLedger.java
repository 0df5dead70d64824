package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.XidWindow;

/** {@code ledger} and {@code ledger_file}. */
final class PostgresLedger implements Ledger {

    private static final Sql SQL = Sql.file("ledger");

    private final ResultsDatabase database;

    PostgresLedger(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Batch> inState(Set<BatchState> states) {
        Session.TypedArray names =
                Session.TypedArray.texts(states.stream().map(Enum::name).toList());
        return database.transaction(session -> {
            Map<Long, List<Piece>> files =
                    session
                            .list(SQL.text("files_in_state"), row -> Map.entry(row.number("batch"), file(row)), names)
                            .stream()
                            .collect(Collectors.groupingBy(
                                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
            return session.list(
                    SQL.text("in_state"), row -> batch(row, files.getOrDefault(row.number("batch"), List.of())), names);
        });
    }

    @Override
    public Taken taken(String source) {
        return database.transaction(session -> {
            Map<String, Piece> newest = new LinkedHashMap<>();
            Set<String> unused = new HashSet<>();
            session.list(SQL.text("taken"), row -> Map.entry(file(row), row.flag("unused")), source)
                    .forEach(file -> {
                        newest.put(file.getKey().path(), file.getKey());
                        if (file.getValue()) {
                            unused.add(file.getKey().path());
                        }
                    });
            Optional<Batch> position =
                    session.find(SQL.text("position"), row -> batch(row, List.of()), source, XidWindow.Mode.REPAIR);
            return new Taken(newest, position, unused);
        });
    }

    @Override
    public Batch plan(Plan plan, Instant at) {
        return database.transaction(session -> {
            session.update(SQL.text("lock"));
            long number = session.find(
                            SQL.text("plan"),
                            row -> row.number("batch"),
                            plan.source(),
                            StoredTime.of(at),
                            plan.basis())
                    .orElseThrow();
            List<List<Object>> rows = new ArrayList<>();
            for (Piece piece : plan.pieces()) {
                rows.add(List.of(
                        number,
                        piece.path(),
                        rows.size(),
                        piece.kind(),
                        piece.bytes().offset(),
                        piece.bytes().size(),
                        piece.bytes().whole(),
                        piece.version(),
                        piece.modified(),
                        piece.namedDay()));
            }
            session.batch(SQL.text("plan_file"), rows);
            plan.window().ifPresent(window -> session.update(SQL.text("plan_window"), window(number, window)));
            return Batch.planned(number, plan, StoredTime.of(at));
        });
    }

    @Override
    public void advance(long batch, BatchState to, Map<String, Long> counts) {
        database.transaction(session -> {
            Standing standing = session.find(SQL.text("lock_batch"), Standing::read, batch)
                    .orElseThrow(() -> new IllegalStateException("The ledger has no batch " + batch + "."));
            int steps = to.ordinal() - standing.state().ordinal();
            if (steps > 1) {
                throw new IllegalStateException("Batch " + batch + " is " + standing.state() + " and cannot become "
                        + to + " before it was " + BatchState.values()[to.ordinal() - 1] + ".");
            }
            if (steps == 1) {
                SortedMap<String, Long> sums = standing.counts();
                counts.forEach((name, count) -> sums.merge(name, count, Long::sum));
                session.update(SQL.text("advance"), to, JsonNumbers.write(sums), batch);
            }
            return batch;
        });
    }

    @Override
    public void noteFiles(long batch, List<FileOutcome> outcomes) {
        database.transaction(session -> {
            session.batch(
                    SQL.text("note_file"),
                    outcomes.stream()
                            .map(file -> List.<Object>of(
                                    file.rows(),
                                    file.rejected(),
                                    file.waitingBytes(),
                                    file.quarantine(),
                                    file.refused().rows(),
                                    file.refused().why(),
                                    batch,
                                    file.path()))
                            .toList());
            return batch;
        });
    }

    @Override
    public List<FileOutcome> fileFindings(Instant plannedSince) {
        return database.transaction(session -> session.list(
                SQL.text("findings"),
                row -> new FileOutcome(
                        row.text("path"),
                        row.number("rows"),
                        row.number("rejected"),
                        row.number("waiting_bytes"),
                        row.text("quarantine"),
                        new Ledger.Refused(row.number("refused"), row.text("refusal"))),
                plannedSince));
    }

    @Override
    public List<Delivery> deliveries(Instant arrivedBy) {
        return database.transaction(session -> session.list(SQL.text("deliveries"), PostgresLedger::delivery)).stream()
                .filter(delivery -> !delivery.arrival().at().isAfter(arrivedBy))
                .toList();
    }

    private static Delivery delivery(Columns row) throws SQLException {
        return new Delivery(
                batch(row, List.of()).arrivalOf(file(row)),
                row.number("rows"),
                row.number("rejected"),
                row.number("refused"));
    }

    private record Standing(BatchState state, SortedMap<String, Long> counts) {

        static Standing read(Columns row) throws SQLException {
            return new Standing(row.constant("state", BatchState.class), JsonNumbers.counts(row.text("counts")));
        }
    }

    private static Batch batch(Columns row, List<Piece> files) throws SQLException {
        return new Batch(
                row.number("batch"),
                new Plan(row.text("source"), row.constant("basis", ArrivalBasis.class), files, window(row)),
                row.constant("state", BatchState.class),
                row.instant("planned_at"),
                JsonNumbers.counts(row.text("counts")));
    }

    private static Object[] window(long batch, XidWindow window) {
        return new Object[] {
            batch,
            window.mode(),
            window.server().system(),
            window.server().timeline(),
            window.server().database(),
            window.from(),
            window.to(),
            window.next(),
            StoredTime.of(window.watermark()),
            window.days().map(XidWindow.Days::first),
            window.days().map(XidWindow.Days::last)
        };
    }

    private static Optional<XidWindow> window(Columns row) throws SQLException {
        Optional<String> mode = row.findText("mode");
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> last = row.findDay("last_day");
        return Optional.of(new XidWindow(
                XidWindow.Mode.valueOf(mode.get()),
                new XidWindow.Server(row.text("system_id"), row.number("timeline"), row.number("database_oid")),
                row.number("xid_from"),
                row.number("xid_to"),
                row.number("xid_next"),
                row.instant("watermark"),
                row.findDay("first_day").map(first -> new XidWindow.Days(first, last.orElse(first)))));
    }

    private static Piece file(Columns row) throws SQLException {
        return new Piece(
                row.text("path"),
                row.constant("kind", Piece.Kind.class),
                new Piece.Bytes(row.number("byte_offset"), row.number("size"), row.number("bytes_whole")),
                row.text("version"),
                row.instant("modified"),
                row.findDay("named_day"));
    }
}
