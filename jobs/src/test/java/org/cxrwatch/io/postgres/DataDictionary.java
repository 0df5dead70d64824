package org.cxrwatch.io.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.cxrwatch.GeneratedPage;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.LakeTables;

/** Writes docs/data-dictionary.md: every table, view, function and column, in the words of its own comment. */
final class DataDictionary {

    private static final String INTRODUCTION = """
            # Data dictionary

            Every table and column there is, in the words of its own comment. The page is made from the code: a comment is
            changed there, and `DataDictionaryIT` writes the page anew with `-Dexamples=write`
            ([how](../CONTRIBUTING.md#pages-that-are-made-from-the-code)).

            [How to read the tables](data-scientists.md) tells of `as_of`, of rows that were corrected and of labels that
            hold; [what may be relied on](lake-contract.md) tells what stays as it is.

            ## The lake

            Delta tables, each a folder below `lake` in the home, or below `lake.path`. A table is made when the first row
            of it is written. All times are UTC. Where the column *null* says yes, there may be no value.
            """;

    private static final String DATABASE = """

            ## The results database

            PostgreSQL, schema `monitoring`. The role `monitoring_reader` may read the views and call the functions
            `…_known_at`; `monitoring_writer` may also read and write the tables. Views show what is known now.
            """;

    /** A table or view, or one of its columns. */
    private record Described(
            String relation, String kind, String column, String type, boolean nullable, String about) {}

    private final List<Described> columns;
    private final List<String> functions;

    DataDictionary(ResultsDatabase database) {
        this.columns = database
                .transaction(session -> session.list(
                        """
                SELECT c.relname, c.relkind::text AS kind, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
                    NOT a.attnotnull AS nullable, coalesce(col_description(c.oid, a.attnum), '') AS about,
                    coalesce(obj_description(c.oid, 'pg_class'), '') AS relation_about
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'monitoring'::regnamespace AND c.relkind IN ('r', 'v')
                    AND c.relname <> 'flyway_schema_history'
                ORDER BY c.relname, a.attnum
                """,
                        row -> List.of(
                                new Described(
                                        row.text("relname"),
                                        row.text("kind"),
                                        "",
                                        "",
                                        false,
                                        row.text("relation_about")),
                                new Described(
                                        row.text("relname"),
                                        row.text("kind"),
                                        row.text("attname"),
                                        row.text("type"),
                                        row.flag("nullable"),
                                        row.text("about")))))
                .stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
        this.functions = database.transaction(session -> session.list("""
                SELECT '| `' || proname || '(' || pg_get_function_identity_arguments(oid) || ')` | '
                    || coalesce(obj_description(oid, 'pg_proc'), '') || ' |' AS line
                FROM pg_proc WHERE pronamespace = 'monitoring'::regnamespace ORDER BY proname
                """, row -> row.text("line")));
    }

    /** Tables, views and columns without a comment. */
    List<String> unexplained() {
        return columns.stream()
                .filter(each -> each.about().isBlank())
                .map(each -> each.relation() + "." + each.column())
                .toList();
    }

    String text() {
        String lake = LakeTables.all().stream().map(DataDictionary::lakeTable).collect(Collectors.joining());
        return INTRODUCTION + lake + DATABASE + "\n### Tables\n" + relations("r") + "\n### Views\n" + relations("v")
                + functions.stream()
                        .collect(
                                Collectors.joining("\n", "\n### Functions\n\n| function | gives |\n|---|---|\n", "\n"));
    }

    private static String lakeTable(LakeTable table) {
        String parted =
                table.partitions().isEmpty() ? "" : " Parted by `" + String.join("`, `", table.partitions()) + "`.";
        return heading(table.name(), table.comment() + "." + parted)
                + Stream.of(table.schema().fields())
                        .map(DataDictionary::lakeColumn)
                        .collect(Collectors.joining());
    }

    private static String lakeColumn(StructField field) {
        return line(
                field.name(),
                field.dataType().simpleString(),
                field.nullable(),
                field.getComment().getOrElse(() -> ""));
    }

    private static String heading(String name, String about) {
        return "\n### " + name + "\n\n" + GeneratedPage.cell(about)
                + "\n\n| column | type | null | meaning |\n|---|---|---|---|\n";
    }

    private static String line(String column, String type, boolean nullable, String about) {
        return "| `" + column + "` | `" + type + "` | " + (nullable ? "yes" : "") + " | " + GeneratedPage.cell(about)
                + " |\n";
    }

    private String relations(String kind) {
        return columns.stream()
                .filter(each -> each.kind().equals(kind) && each.column().isEmpty())
                .map(each -> alike(each)
                        .map(table -> "\n#### monitoring." + each.relation() + "\n\n" + each.about()
                                + " Columns as in `" + table + "`.\n")
                        .orElseGet(() -> own(each)))
                .collect(Collectors.joining());
    }

    private String own(Described relation) {
        Function<Described, String> line = relation.kind().equals("r")
                ? each -> line(each.column(), each.type(), each.nullable(), each.about())
                : each -> "| `" + each.column() + "` | `" + each.type() + "` | " + GeneratedPage.cell(each.about())
                        + " |\n";
        String head = relation.kind().equals("r")
                ? heading("monitoring." + relation.relation(), relation.about())
                : "\n### monitoring." + relation.relation() + "\n\n" + GeneratedPage.cell(relation.about())
                        + "\n\n| column | type | meaning |\n|---|---|---|\n";
        return "\n#" + head.strip() + "\n"
                + columnsOf(relation.relation()).map(line).collect(Collectors.joining());
    }

    private Stream<Described> columnsOf(String relation) {
        return columns.stream()
                .filter(each ->
                        each.relation().equals(relation) && !each.column().isEmpty());
    }

    /** The table of which a view shows all columns, as they are. */
    private Optional<String> alike(Described view) {
        String table = view.relation().replaceFirst("^current_", "");
        Function<Described, List<String>> said = each -> List.of(each.column(), each.type(), each.about());
        Map<Boolean, Long> found = columnsOf(table)
                .map(said)
                .collect(Collectors.partitioningBy(
                        columnsOf(view.relation()).map(said).toList()::contains, Collectors.counting()));
        return view.kind().equals("v")
                        && found.get(true) > 0
                        && found.get(false) == 0
                        && found.get(true) == columnsOf(view.relation()).count()
                ? Optional.of(table)
                : Optional.empty();
    }
}
