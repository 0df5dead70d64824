package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.port.Piece;

/** What the tables of a source are like, and whether they may be read: said exactly before anything is planned. */
final class TableLayout {

    private static final String XID_TYPE = "xid8";

    private final DatabaseServer server;
    private final String schema;
    private final Optional<String> xidColumn;
    private final Query query;

    TableLayout(DatabaseServer server, SourceTerms terms, Connection connection) {
        this.server = server;
        this.schema = terms.schema();
        this.xidColumn = terms.xidColumn();
        this.query = new Query(connection);
    }

    /**
     * A table as it is.
     *
     * @param table which
     * @param parts where its rows are stored
     * @param columns what is read of them
     * @param tells how a row tells which transaction wrote it
     */
    record Described(SourceTable table, List<Part> parts, List<SourceTable.Column> columns, TellsTransaction tells) {}

    /** How a row tells which transaction wrote it. */
    enum TellsTransaction {
        /** As every row of PostgreSQL does. */
        BY_XMIN,
        /** By a column with an index. */
        BY_COLUMN
    }

    /** A table, if it can be read. */
    Described describe(SourceTable table) throws SQLException {
        List<Part> parts = parts(table);
        Map<String, SourceTable.Present> present = present(table);
        List<SourceTable.Column> columns = columns(table, present);
        return new Described(table, parts, columns, tells(table, present));
    }

    /**
     * Part of a table that is stored by itself: the table, or one of its partitions.
     *
     * @param table which table
     * @param name of the part
     * @param bytes how large it is
     * @param version changes when it is written anew, or set back
     */
    record Part(SourceTable table, String name, long bytes, TableVersion version) {

        private static final int PAGES_LOOKED_AT = 100;

        /** The same with its newest row. */
        Part with(Optional<TableVersion.Newest> newest) {
            return new Part(table, name, bytes, new TableVersion(version.file(), newest));
        }

        /** Where its last pages begin, which hold most of what is new. */
        String lastPages(long blockSize) {
            return "(" + Math.max(0, bytes / blockSize - PAGES_LOOKED_AT) + ",0)";
        }
    }

    /** All parts of a table. */
    private List<Part> parts(SourceTable table) throws SQLException {
        checkSchema();
        List<Stored> stored = query.list(
                "storage",
                row -> new Stored(
                        new Part(
                                table,
                                row.getString("name"),
                                row.getLong("size"),
                                TableVersion.of(row.getString("version"))),
                        row.getString("kind"),
                        row.getBoolean("readable"),
                        row.getBoolean("filtered")),
                schema,
                table.name());
        if (stored.isEmpty()) {
            throw missing(table);
        }
        for (Stored each : stored) {
            each.check(server, schema);
        }
        return stored.stream().map(Stored::part).toList();
    }

    private record Stored(Part part, String kind, boolean readable, boolean filtered) {

        void check(DatabaseServer server, String schema) {
            if (!kind.equals("r")) {
                throw new DataException(
                        part.name() + " in the source database " + server + " is not a table but "
                                + (kind.equals("f") ? "a foreign table" : "a view")
                                + ": its rows do not tell which transaction wrote them, so that none could be missed",
                        "Let sources.postgres.url name the database that the service writes to, or a replica of it");
            }
            if (!readable) {
                throw new ConfigurationException(
                        "In the source database " + server + " the role " + server.user() + " may not read "
                                + part.name(),
                        "Let its owner run: GRANT SELECT ON " + schema + "." + part.name() + " TO "
                                + Query.quoted(server.user()) + ";");
            }
            if (filtered) {
                throw new ConfigurationException(
                        "In the source database " + server + " policies of row security decide which rows of "
                                + part.name() + " the role " + server.user() + " sees, so that some may be missed",
                        "Let an administrator run: ALTER ROLE " + Query.quoted(server.user()) + " BYPASSRLS;");
            }
        }
    }

    private void checkSchema() throws SQLException {
        List<Boolean> usable = query.list("schema", row -> row.getBoolean("usable"), schema);
        if (usable.isEmpty()) {
            throw new ConfigurationException(
                    "The source database " + server + " has no schema " + schema,
                    "Set sources.postgres.schema to the one that holds the table predictions");
        }
        if (!usable.get(0)) {
            throw new ConfigurationException(
                    "In the source database " + server + " the role " + server.user() + " may not use the schema "
                            + schema,
                    "Let its owner run: GRANT USAGE ON SCHEMA " + schema + " TO " + Query.quoted(server.user()) + ";");
        }
    }

    private RuntimeException missing(SourceTable table) throws SQLException {
        List<String> there = query.list("relations", row -> row.getString("relname"), schema);
        return new ConfigurationException(
                "The source database " + server + " has no table " + table.name() + " in the schema " + schema
                        + nearest(table.name(), there),
                "Check that sources.postgres.url and sources.postgres.schema name the database that the service"
                        + " writes to, or set sources.postgres.read = no");
    }

    private Map<String, SourceTable.Present> present(SourceTable table) throws SQLException {
        Map<String, SourceTable.Present> present = new LinkedHashMap<>();
        query.list(
                        "columns",
                        row -> Map.entry(
                                row.getString("name"),
                                new SourceTable.Present(row.getString("type"), row.getInt("longest"))),
                        schema,
                        table.name())
                .forEach(column -> present.put(column.getKey(), column.getValue()));
        return present;
    }

    /** Whether there is the column that was asked for: predictions must have it, other tables may do without. */
    private TellsTransaction tells(SourceTable table, Map<String, SourceTable.Present> present) {
        String column = xidColumn.orElse("");
        Optional<String> type = Optional.ofNullable(present.get(column)).map(SourceTable.Present::type);
        if (column.isEmpty() || type.filter(XID_TYPE::equals).isPresent()) {
            return column.isEmpty() ? TellsTransaction.BY_XMIN : TellsTransaction.BY_COLUMN;
        }
        if (table.kind() != Piece.Kind.PREDICTION) {
            return TellsTransaction.BY_XMIN;
        }
        throw new ConfigurationException(
                "Table " + table.name() + " of the source database " + server
                        + (type.isEmpty()
                                ? " has no column " + column + nearest(column, present.keySet())
                                : " has a column " + column + " of type " + type.get() + "; it must be " + XID_TYPE),
                "Correct sources.postgres.xid-column, or leave it out: every row tells its transaction anyway, only not"
                        + " by an index");
    }

    /** The columns of a table that are read. */
    private List<SourceTable.Column> columns(SourceTable table, Map<String, SourceTable.Present> present) {
        Set<String> unknown = new TreeSet<>(present.keySet());
        unknown.removeIf(name -> table.types(name).isPresent());
        for (String name : new TreeSet<>(table.required().keySet())) {
            if (!present.containsKey(name)) {
                throw new DataException(
                        "Table " + table.name() + " of the source database " + server + " has no column " + name
                                + nearest(name, unknown),
                        "Ask the service's owners where it went and have it back, if only as a generated column of"
                                + " that name; nothing was read");
            }
        }
        checkTypes(table, new TreeMap<>(present));
        return table.columns(present);
    }

    private void checkTypes(SourceTable table, Map<String, SourceTable.Present> present) {
        present.forEach((name, as) -> table.types(name).ifPresent(allowed -> {
            if (!allowed.contains(as.type())) {
                throw new DataException(
                        "Column " + name + " of table " + table.name() + " in the source database " + server
                                + " is of type " + as.type() + "; one of "
                                + allowed.stream().sorted().collect(Collectors.joining(", ")) + " can be read",
                        "Ask the service's owners what the column holds now; nothing was read");
            }
        }));
    }

    private static String nearest(String name, Collection<String> there) {
        return NearestName.find(name, there)
                .map(other -> "; the nearest there is: " + other)
                .orElseGet(() -> there.isEmpty() ? "" : "; it has " + String.join(", ", there));
    }
}
