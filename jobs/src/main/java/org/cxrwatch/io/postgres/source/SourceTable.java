package org.cxrwatch.io.postgres.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.port.Piece.Kind;

/**
 * A table that is read: its name, the columns it must have, and of which types.
 *
 * @param name of the table
 * @param kind what its rows are
 * @param required types that a column may have, by the columns that must be there
 * @param optional the same, of those that may be absent
 */
record SourceTable(String name, Kind kind, Map<String, Set<String>> required, Map<String, Set<String>> optional) {

    static final String TIMESTAMP = "timestamp";
    static final String METADATA = "metadata";

    private static final Set<String> TEXT = Set.of("text", "varchar", "bpchar", "name");
    private static final Set<String> ID = Set.of("uuid", "text", "varchar", "bpchar", "int4", "int8");
    private static final Set<String> NUMBER = Set.of("float4", "float8", "numeric", "int2", "int4", "int8");
    private static final Set<String> TIME = Set.of("timestamp", "timestamptz");
    private static final Set<String> OBJECT = Set.of("json", "jsonb", "text", "varchar");

    static final SourceTable PREDICTIONS = new SourceTable(
            "predictions",
            Kind.PREDICTION,
            Map.of(
                    "id",
                    ID,
                    "prediction",
                    TEXT,
                    "confidence",
                    NUMBER,
                    TIMESTAMP,
                    TIME,
                    "processing_time",
                    NUMBER,
                    "status",
                    TEXT,
                    "actual_label",
                    TEXT,
                    METADATA,
                    OBJECT,
                    "model_version",
                    TEXT),
            Map.of("image_id", ID, "image_hash", TEXT, "error_message", TEXT));

    static final SourceTable SYSTEM_METRICS =
            new SourceTable("system_metrics", Kind.SYSTEM, Map.of(TIMESTAMP, TIME), Map.of("host", TEXT));

    /** The tables whose rows are taken. */
    static final List<SourceTable> ALL = List.of(PREDICTIONS, SYSTEM_METRICS);

    static SourceTable of(Kind kind) {
        return ALL.stream().filter(table -> table.kind == kind).findFirst().orElseThrow();
    }

    /** The types this column may have; empty if it is not one of those that are known. */
    Optional<Set<String>> types(String column) {
        return Optional.ofNullable(required.get(column)).or(() -> Optional.ofNullable(optional.get(column)));
    }

    /**
     * The columns to read, of those that are there: the known ones, and every number of system metrics.
     *
     * @param present what is there, by name
     */
    List<Column> columns(Map<String, Present> present) {
        List<Column> columns = new ArrayList<>();
        Stream.concat(required.keySet().stream(), optional.keySet().stream())
                .filter(present::containsKey)
                .sorted()
                .forEach(name -> columns.add(new Column(name, present.get(name))));
        if (kind == Kind.SYSTEM) {
            present.forEach((name, as) -> {
                if (NUMBER.contains(as.type()) && !name.equals("id")) {
                    columns.add(new Column(name, as));
                }
            });
        }
        return columns;
    }

    /**
     * What a column is like.
     *
     * @param type as the catalogue calls it
     * @param longest how many characters a text may have at most; below 0 if there is no limit, or it is no text
     */
    record Present(String type, int longest) implements java.io.Serializable {}

    /**
     * A column that is read.
     *
     * @param name of it
     * @param as what it is like
     */
    record Column(String name, Present as) implements java.io.Serializable {

        /** Longer values are cut: no log of the service has them, and memory is bounded. */
        private static final int LONGEST_TEXT = 1_001;

        private static final int MOST_BYTES = 4 << 20;

        String type() {
            return as.type();
        }

        boolean isNumber() {
            return NUMBER.contains(type()) && !name.equals("id") && !name.equals("image_id");
        }

        boolean isTime() {
            return TIME.contains(type());
        }

        boolean hasZone() {
            return type().equals("timestamptz");
        }

        /** What is selected for it. */
        String selected() {
            String column = Query.quoted(name);
            if (isNumber()) {
                return column + "::double precision";
            }
            if (isTime()) {
                return column;
            }
            if (name.equals(METADATA)) {
                // As bytes, which JSON is read from without being made text first.
                return "CASE WHEN pg_column_size(" + column + ") > " + MOST_BYTES
                        + " THEN '\"too long\"'::bytea ELSE convert_to(" + column + "::text, 'UTF8') END";
            }
            return isShort() ? column + "::text" : "left(" + column + "::text, " + LONGEST_TEXT + ")";
        }

        private boolean isShort() {
            return !TEXT.contains(type()) || (as.longest() >= 0 && as.longest() <= LONGEST_TEXT);
        }
    }
}
