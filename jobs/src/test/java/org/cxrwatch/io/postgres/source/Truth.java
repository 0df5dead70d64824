package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is committed in {@code predictions}, asked from the database itself. */
public record Truth(List<Row> rows) {

    /** One row; its time is local to the service, to the microsecond. */
    public record Row(
            UUID id, Optional<String> imageId, LocalDateTime time, String modelVersion, Optional<String> label) {

        /** What tells the prediction from every other, in files too. */
        public Identity identity() {
            return new Identity(imageId.orElseGet(id::toString), time.truncatedTo(ChronoUnit.MILLIS), modelVersion);
        }
    }

    /** docs/source-contract.md §2: the image's id, or the row's; the time to the millisecond; the model version. */
    public record Identity(String id, LocalDateTime time, String modelVersion) {}

    /** Copies the list. */
    public Truth {
        rows = List.copyOf(rows);
    }

    /** Reads it in one snapshot. */
    public static Truth read(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT id, image_id, timestamp, model_version, actual_label FROM predictions")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getObject(1, UUID.class),
                        Optional.ofNullable(found.getString(2)),
                        found.getObject(3, LocalDateTime.class),
                        found.getString(4),
                        Optional.ofNullable(found.getString(5))));
            }
        }
        return new Truth(rows);
    }

    /** Every prediction once. */
    public Set<Identity> identities() {
        return rows.stream().map(Row::identity).collect(Collectors.toSet());
    }

    /** The label each row has now; empty for none. */
    public Map<UUID, Optional<String>> labelsByRow() {
        return rows.stream().collect(Collectors.toMap(Row::id, Row::label));
    }

    /** The label each prediction has now, of those that have one; rows of one prediction must agree. */
    public Map<Identity, String> labels() {
        Map<Identity, String> labels = new HashMap<>();
        for (Row row : rows) {
            row.label().ifPresent(label -> {
                String other = labels.put(row.identity(), label);
                if (other != null && !other.equals(label)) {
                    throw new IllegalStateException("two labels for " + row.identity());
                }
            });
        }
        return labels;
    }
}
