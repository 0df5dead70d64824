package org.cxrwatch.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.model.ClocksAhead;

/** Reads what is asked of rows; columns that no row can have are refused, as a rule must not be without effect. */
record ContractSettings(SettingReader reader) {

    private static final int MANY = 1_000_000;
    private static final String FREE = "metadata.";
    private static final String STATS = "metadata.image_stats.";

    private static final Set<String> PREDICTION_COLUMNS = Set.of(
            "confidence",
            "prediction",
            "processing_time",
            "image_hash",
            "actual_label",
            "metadata.image_stats.NAME",
            "metadata.NAME");

    private static final Set<String> LABEL_COLUMNS = Set.of("labelled_at", "source");

    private static final Set<String> SYSTEM_COLUMNS = Set.of(
            "host",
            "cpu_percent",
            "memory_percent",
            "gpu_memory_mb",
            "gpu_percent",
            "disk_usage_percent",
            "request_count",
            "error_count",
            "active_connections",
            "response_time_avg_ms",
            "cache_hit_rate");

    private static final Set<String> PREDICTION_NUMBERS =
            Set.of("confidence", "processing_time", "metadata.image_stats.NAME");

    Settings.Contract contract() {
        return new Settings.Contract(
                reader.duration("contract.clock-ahead", Duration.ZERO, ClocksAhead.MOST),
                new Settings.RejectLimit(
                        reader.number("reject.limit", 0, 1), reader.count("reject.least-rows", 1, MANY)),
                predictions(),
                labels(),
                systemMetrics());
    }

    private Settings.Columns predictions() {
        String path = "contract.predictions";
        return new Settings.Columns(
                required(path + ".required", Columns.PREDICTIONS),
                ranges(path + ".ranges", Columns.PREDICTION_RANGES),
                allowed(path + ".allowed"),
                reader.choice(path + ".on-violation", Settings.OnViolation.class));
    }

    private Settings.Columns labels() {
        return new Settings.Columns(
                required("contract.labels.required", Columns.LABELS), Map.of(), Map.of(), Settings.OnViolation.REPORT);
    }

    private Settings.Columns systemMetrics() {
        String path = "contract.system-metrics";
        return new Settings.Columns(
                required(path + ".required", Columns.SYSTEM),
                ranges(path + ".ranges", Columns.SYSTEM),
                Map.of(),
                Settings.OnViolation.REPORT);
    }

    /**
     * Which columns a rule may name.
     *
     * @param names of the known ones; NAME stands for any
     * @param others which others it may name
     */
    private record Columns(Set<String> names, Predicate<String> others) {

        private static final Columns PREDICTIONS = new Columns(PREDICTION_COLUMNS, name -> name.startsWith(FREE));
        private static final Columns PREDICTION_RANGES =
                new Columns(PREDICTION_NUMBERS, name -> name.startsWith(STATS));
        private static final Columns LABELS = new Columns(LABEL_COLUMNS, name -> false);

        /** Hosts may log any number: a name is refused only if it is nearly that of a known one. */
        private static final Columns SYSTEM = new Columns(
                SYSTEM_COLUMNS, name -> NearestName.find(name, SYSTEM_COLUMNS).isEmpty());

        boolean has(String name) {
            return !name.endsWith(".") && !name.endsWith("NAME") && (names.contains(name) || others.test(name));
        }

        String remedy(String name) {
            Optional<String> near =
                    name.equals("processing_time_ms") ? Optional.of("processing_time") : NearestName.find(name, names);
            String seconds = near.filter("processing_time"::equals).isPresent() ? " (in seconds)" : "";
            return near.map(known -> "Did you mean " + known + seconds + "? ").orElse("") + "There are: "
                    + String.join(", ", names.stream().sorted().toList()) + ".";
        }
    }

    private List<String> required(String path, Columns columns) {
        List<String> names = reader.names(path);
        names.stream().filter(name -> !columns.has(name)).findFirst().ifPresent(name -> {
            throw reader.refused(path, "names " + name + ", which is no column of these rows", columns.remedy(name));
        });
        return names;
    }

    private Map<String, Settings.Range> ranges(String path, Columns columns) {
        Map<String, Settings.Range> ranges = new TreeMap<>();
        reader.columns(path).forEach((name, value) -> {
            if (!columns.has(name)) {
                throw reader.refused(path, name, value, "is about no column of numbers", columns.remedy(name));
            }
            ranges.put(name, range(path, name, value));
        });
        return ranges;
    }

    private Settings.Range range(String path, String name, ConfigValue value) {
        String remedy = "Write the smallest and the largest number, such as [0, 100].";
        boolean two = value instanceof ConfigList list
                && list.size() == 2
                && list.stream().allMatch(each -> each.valueType() == ConfigValueType.NUMBER);
        if (!two) {
            throw reader.refused(path, name, value, "is not a range of two numbers", remedy);
        }
        List<?> ends = ((ConfigList) value).unwrapped();
        Settings.Range range =
                new Settings.Range(((Number) ends.get(0)).doubleValue(), ((Number) ends.get(1)).doubleValue());
        if (!(range.least() <= range.most())) {
            throw reader.refused(path, name, value, "is empty: the first number is larger than the second", remedy);
        }
        return range;
    }

    private Map<String, List<String>> allowed(String path) {
        Map<String, List<String>> allowed = new TreeMap<>();
        reader.columns(path).forEach((name, value) -> {
            if (!name.startsWith(FREE) || name.startsWith(STATS) || name.length() == FREE.length()) {
                throw reader.refused(
                        path, name, value, "is about no attribute", "Name one as it is logged, such as metadata.site.");
            }
            if (!(value instanceof ConfigList list) || list.isEmpty()) {
                throw reader.refused(
                        path,
                        name,
                        value,
                        "lists no values, which would allow none",
                        "Write the values it may have, such as [north, south], or leave the line out.");
            }
            allowed.put(
                    name,
                    list.stream().map(each -> String.valueOf(each.unwrapped())).toList());
        });
        return allowed;
    }
}
