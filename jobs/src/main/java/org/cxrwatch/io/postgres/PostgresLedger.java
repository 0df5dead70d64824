package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.PlannedFile;

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
            Map<Long, List<PlannedFile>> files =
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
    public Map<String, PlannedFile> taken(String source) {
        return database.transaction(session -> {
            Map<String, PlannedFile> taken = new LinkedHashMap<>();
            session.list(SQL.text("taken"), PostgresLedger::file, source).forEach(file -> taken.put(file.path(), file));
            return taken;
        });
    }

    @Override
    public Batch plan(String source, ArrivalBasis basis, List<PlannedFile> files, Instant at) {
        return database.transaction(session -> {
            session.update(SQL.text("lock"));
            long number = session.find(SQL.text("plan"), row -> row.number("batch"), source, StoredTime.of(at), basis)
                    .orElseThrow();
            List<List<Object>> rows = new ArrayList<>();
            for (PlannedFile file : files) {
                rows.add(List.of(
                        number, file.path(), rows.size(), file.kind(), file.size(), file.modified(), file.namedDay()));
            }
            session.batch(SQL.text("plan_file"), rows);
            return new Batch(number, source, BatchState.PLANNED, StoredTime.of(at), basis, files, Map.of());
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
                        row.text("quarantine")),
                plannedSince));
    }

    @Override
    public List<Delivery> deliveries(Instant arrivedBy) {
        return database.transaction(session -> session.list(SQL.text("deliveries"), PostgresLedger::delivery)).stream()
                .filter(delivery -> !delivery.arrival().at().isAfter(arrivedBy))
                .toList();
    }

    private static Delivery delivery(Columns row) throws SQLException {
        return new Delivery(batch(row, List.of()).arrivalOf(file(row)), row.number("rows"), row.number("rejected"));
    }

    private record Standing(BatchState state, SortedMap<String, Long> counts) {

        static Standing read(Columns row) throws SQLException {
            return new Standing(row.constant("state", BatchState.class), JsonNumbers.counts(row.text("counts")));
        }
    }

    private static Batch batch(Columns row, List<PlannedFile> files) throws SQLException {
        return new Batch(
                row.number("batch"),
                row.text("source"),
                row.constant("state", BatchState.class),
                row.instant("planned_at"),
                row.constant("basis", ArrivalBasis.class),
                files,
                JsonNumbers.counts(row.text("counts")));
    }

    private static PlannedFile file(Columns row) throws SQLException {
        return new PlannedFile(
                row.text("path"),
                row.constant("kind", PlannedFile.Kind.class),
                row.number("size"),
                row.instant("modified"),
                row.findDay("named_day"));
    }
}
