package org.cxrwatch.spark.expression;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cxrwatch.error.NearestName;

/**
 * What expressions may read of an answered request: columns of table {@code prediction}. What tells who a patient is,
 * and what was found later, is not among it: it must not get into summaries.
 */
final class PredictionNames {

    /** The column of image statistics. */
    static final String FEATURES = "features";

    /** The column of everything else that the metadata says. */
    static final String ATTRIBUTES = "attributes";

    /** The column of what was answered. */
    static final String CLASS = "predicted_class";

    /** Both maps, of which only single entries may be read. */
    static final Set<String> MAPS = Set.of(FEATURES, ATTRIBUTES);

    static final StructType SCHEMA = new StructType()
            .add("model_version", DataTypes.StringType)
            .add("at", DataTypes.TimestampType)
            .add(CLASS, DataTypes.StringType)
            .add("confidence", DataTypes.DoubleType)
            .add("positive_score", DataTypes.DoubleType)
            .add("latency_seconds", DataTypes.DoubleType)
            .add(ATTRIBUTES, mapTo(DataTypes.StringType))
            .add(FEATURES, mapTo(DataTypes.DoubleType));

    static final String THERE_ARE = "There are: predicted_class, confidence, positive_score, latency_seconds, at,"
            + " model_version, features.NAME for image statistics and attributes.NAME for what else the metadata says.";

    private static final Set<String> COLUMNS = Set.of(SCHEMA.fieldNames());

    /** What the log calls otherwise. */
    private static final Map<String, String> OF_THE_LOG = Map.of(
            "prediction",
            "predicted_class",
            "processing_time",
            "latency_seconds",
            "processing_time_ms",
            "latency_seconds",
            "timestamp",
            "at");

    private static final Set<String> OF_FAILURES = Set.of("status", "error_message");
    private static final Set<String> LABELS = Set.of("actuallabel", "label", "labels", "groundtruth", "actualclass");

    /** Read without regard to case, _ and other marks. */
    private static final Pattern IDENTIFIER = Pattern.compile(
            ".*(patient|person|study|series|image|instance|exam|accession|subject|visit|encounter|prediction|record)"
                    + ".*(id|uid|uuid|number|nr|name|key|hash)"
                    + "|.*(mrn|ssn|birth|accession|e?mail|phone|address|insurance|surname|firstname|lastname).*"
                    + "|dob|pid|id|name");

    private PredictionNames() {}

    private static DataType mapTo(DataType value) {
        return DataTypes.createMapType(DataTypes.StringType, value, true);
    }

    /**
     * What is wrong with a name.
     *
     * @param why in words
     * @param remedy what to write
     */
    record Fault(String why, String remedy) {}

    /** What is wrong with a name as written, {@code attributes.site} in its parts; empty if it may be read. */
    static Optional<Fault> fault(List<String> parts) {
        String column = parts.get(0).toLowerCase(Locale.ROOT);
        if (COLUMNS.contains(column)) {
            return MAPS.contains(column) && parts.size() > 1 ? faultOfEntry(parts.get(1)) : Optional.empty();
        }
        String written = String.join(".", parts);
        Optional<Fault> forbidden = faultOfEntry(parts.get(parts.size() - 1));
        if (forbidden.isPresent() || OF_FAILURES.contains(column)) {
            return forbidden.or(() -> Optional.of(new Fault(
                    written + " is about failures, and only answered requests are counted here",
                    "Leave it out; error_rate and timeout_rate count failures.")));
        }
        return Optional.of(new Fault("a prediction has no column " + written, remedy(parts, column)));
    }

    /** What is wrong with reading an entry of features or attributes; empty if it may be read. */
    static Optional<Fault> faultOfEntry(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (LABELS.contains(plain)) {
            return Optional.of(new Fault(
                    name + " is a label, which comes after the prediction is counted",
                    "Leave it out; accuracy, sensitivity and the like are there already."));
        }
        return IDENTIFIER.matcher(plain).matches()
                ? Optional.of(new Fault(
                        name + " may say who a patient is, and summaries must not",
                        "Leave it out, or have the service log what is wanted under a name of its own."))
                : Optional.empty();
    }

    private static String remedy(List<String> parts, String column) {
        List<String> metadata = column.equals("metadata") ? parts.subList(1, parts.size()) : parts;
        boolean isStatistic = !metadata.isEmpty() && metadata.get(0).equalsIgnoreCase("image_stats");
        if (isStatistic && metadata.size() > 1) {
            return "Write " + FEATURES + "." + metadata.get(1) + ". " + THERE_ARE;
        }
        if (column.equals("metadata") && !metadata.isEmpty()) {
            return "Write " + ATTRIBUTES + "." + metadata.get(0) + ". " + THERE_ARE;
        }
        TreeMap<String, String> meant = new TreeMap<>(OF_THE_LOG);
        new TreeSet<>(COLUMNS).forEach(name -> meant.put(name, name));
        return NearestName.find(column, meant.keySet())
                        .map(near -> "Did you mean " + meant.get(near) + (MAPS.contains(near) ? ".NAME" : "") + "? ")
                        .orElse("")
                + THERE_ARE;
    }
}
