package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.schema.KnownShape;
import org.cxrwatch.schema.SourceChange;

/** {@code source_position} and {@code source_comparison}, and by {@link SourceColumns} what is known of columns. */
final class PostgresSourceChecks implements SourceChecks {

    private static final Sql SQL = Sql.file("source_check");

    private final ResultsDatabase database;

    PostgresSourceChecks(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public void note(Position position) {
        database.transaction(session -> session.update(
                SQL.text("note_position"), position.source(), position.at(), position.watermark(), position.mode()));
    }

    @Override
    public List<Position> positions(Instant from, Instant to) {
        return database.transaction(session -> session.list(
                SQL.text("positions"),
                row -> new Position(
                        row.text("source"),
                        row.instant("at"),
                        row.instant("watermark"),
                        row.constant("mode", XidWindow.Mode.class)),
                from,
                to));
    }

    @Override
    public void note(List<Compared> compared) {
        database.transaction(session -> {
            session.batch(
                    SQL.text("note_compared"),
                    compared.stream()
                            .map(one -> List.<Object>of(
                                    one.source(),
                                    one.at(),
                                    one.day(),
                                    one.modelVersion(),
                                    one.sourceRows(),
                                    one.lakeRows(),
                                    one.missing(),
                                    one.deleted()))
                            .toList());
            return compared;
        });
    }

    @Override
    public List<KnownShape> shapes(String source) {
        return database.transaction(session -> new SourceColumns(session).shapes(source));
    }

    @Override
    public void note(long batch, Collection<KnownShape> shapes, List<SourceChange> changes) {
        database.transaction(session -> {
            new SourceColumns(session).note(batch, shapes, changes);
            return batch;
        });
    }

    @Override
    public List<SourceChange> changes(long batch) {
        return database.transaction(
                session -> session.list(SQL.text("changes_of_batch"), SourceColumns::change, batch));
    }

    @Override
    public List<SourceChange> changes(Instant from, Instant to) {
        return database.transaction(session -> session.list(SQL.text("changes"), SourceColumns::change, from, to));
    }

    @Override
    public List<Compared> comparisons(Instant from, Instant to) {
        return database.transaction(session -> session.list(
                SQL.text("comparisons"),
                row -> new Compared(
                        row.text("source"),
                        row.instant("at"),
                        row.day("day"),
                        row.text("model_version"),
                        row.number("source_rows"),
                        row.number("lake_rows"),
                        row.number("missing"),
                        row.number("deleted")),
                from,
                to));
    }
}
