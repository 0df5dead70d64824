package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.schema.KnownColumn;
import org.cxrwatch.schema.KnownShape;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.SourceChange;
import org.cxrwatch.schema.ValueKind;

/** {@code source_shape}, {@code source_column} and {@code source_change}. */
final class SourceColumns {

    private static final Sql SQL = Sql.file("source_check");

    private final Session session;

    SourceColumns(Session session) {
        this.session = session;
    }

    List<KnownShape> shapes(String source) {
        Map<ShapeOf, TreeMap<String, KnownColumn>> columns = new TreeMap<>();
        session.list(
                        SQL.text("columns"),
                        row -> Map.entry(of(source, row), Map.entry(row.text("path"), column(row))),
                        source)
                .forEach(found -> columns.computeIfAbsent(found.getKey(), absent -> new TreeMap<>())
                        .put(found.getValue().getKey(), found.getValue().getValue()));
        return session.list(
                SQL.text("shapes"),
                row -> new KnownShape(
                        of(source, row),
                        row.number("batch"),
                        row.day("day"),
                        columns.getOrDefault(of(source, row), new TreeMap<>())),
                source);
    }

    /** Notes what was found in a batch, unless that was noted before. */
    void note(long batch, Collection<KnownShape> shapes, List<SourceChange> changes) {
        if (session.update(SQL.text("begin_changes"), batch) == 0) {
            return;
        }
        List<KnownShape> changed =
                shapes.stream().filter(shape -> shape.batch() == batch).toList();
        session.batch(
                SQL.text("note_shape"),
                changed.stream().map(SourceColumns::values).toList());
        session.batch(
                SQL.text("note_column"),
                changed.stream()
                        .flatMap(shape -> shape.columns().entrySet().stream()
                                .map(column -> values(shape.of(), column.getKey(), column.getValue())))
                        .toList());
        session.batch(
                SQL.text("note_change"),
                java.util.stream.IntStream.range(0, changes.size())
                        .mapToObj(i -> values(batch, i, changes.get(i)))
                        .toList());
    }

    static SourceChange change(Columns row) throws SQLException {
        return new SourceChange(
                of(row.text("source"), row),
                row.text("path"),
                row.constant("change", SourceChange.Change.class),
                new SourceChange.Words(row.text("before"), row.text("after")),
                new SourceChange.Seen(
                        row.day("until"),
                        row.day("since"),
                        row.text("file"),
                        new Arrival(
                                row.day("arrived_on"),
                                row.instant("arrived_at"),
                                row.constant("arrival_basis", ArrivalBasis.class))));
    }

    private static ShapeOf of(String source, Columns row) throws SQLException {
        return new ShapeOf(source, row.text("kind"), row.text("model_version"));
    }

    private static KnownColumn column(Columns row) throws SQLException {
        Set<KnownColumn.Told> told = EnumSet.noneOf(KnownColumn.Told.class);
        row.texts("told").forEach(name -> told.add(KnownColumn.Told.valueOf(name)));
        return new KnownColumn(
                row.texts("kinds").stream().map(ValueKind::valueOf).collect(Collectors.toCollection(TreeSet::new)),
                new KnownColumn.Days(row.day("first_seen"), row.day("last_seen")),
                row.number("rows"),
                row.number("present"),
                new KnownColumn.Absence(row.number("absent_rows"), row.findDay("absent_since")),
                told);
    }

    private static List<Object> values(KnownShape shape) {
        ShapeOf of = shape.of();
        return List.of(of.source(), of.kind(), of.modelVersion(), shape.batch(), shape.day());
    }

    private static List<Object> values(ShapeOf of, String path, KnownColumn column) {
        return List.of(
                of.source(),
                of.kind(),
                of.modelVersion(),
                path,
                names(column.kinds()),
                column.days().first(),
                column.days().last(),
                column.rows(),
                column.present(),
                column.absence().rows(),
                column.absence().since(),
                names(column.told()));
    }

    private static Session.TypedArray names(Collection<? extends Enum<?>> constants) {
        return Session.TypedArray.texts(
                constants.stream().map(Enum::name).sorted().toList());
    }

    private static List<Object> values(long batch, int position, SourceChange change) {
        SourceChange.Seen seen = change.seen();
        return List.of(
                batch,
                position,
                change.of().source(),
                change.of().kind(),
                change.of().modelVersion(),
                change.path(),
                change.change(),
                change.words().before(),
                change.words().after(),
                seen.until(),
                seen.since(),
                seen.file(),
                seen.arrival().on(),
                seen.arrival().at(),
                seen.arrival().basis());
    }
}
