package org.cxrwatch.config;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Coverage.Subjects;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.DriftMetric;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.estimate.EstimatedMetric;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.performance.PerformanceMetrics;
import org.cxrwatch.performance.ServiceMetric;
import org.cxrwatch.performance.ServiceMetrics;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.window.WindowKind;

/**
 * Something that a rule can read.
 *
 * @param name as rules and alerts name it
 * @param family what kind of number it is
 * @param windows in which windows it is scored
 * @param range where it can lie
 * @param interval whether it has one
 */
record RuleMetric(String name, Family family, Set<WindowKind> windows, Range range, Interval interval) {

    static final String HOST = "host:";
    static final String DRIFT = "drift:";

    private static final Set<WindowKind> DAYS = EnumSet.of(WindowKind.DAY, WindowKind.DAYS_7, WindowKind.DAYS_28);
    private static final Set<WindowKind> DAY = EnumSet.of(WindowKind.DAY);
    private static final Set<WindowKind> HOUR = EnumSet.of(WindowKind.HOUR);

    /** Metrics that are no shares, probabilities or scores from 0 to 1. */
    private static final Set<String> OPEN = Set.of(
            "requests",
            "throughput",
            MetricNames.REQUESTS_USUAL,
            "latency_mean",
            "latency_median",
            "latency_p95",
            "latency_p99",
            MetricNames.LABEL_MATURITY,
            MetricNames.ESTIMATE_ERROR,
            "calibration_in_the_large",
            "calibration_intercept",
            "calibration_slope",
            "log_loss",
            "mcc",
            "spiegelhalter_z");

    private static final Set<String> WITHOUT_INTERVAL = Set.of(
            "requests",
            "throughput",
            MetricNames.REQUESTS_USUAL,
            MetricNames.REQUESTS_P,
            MetricNames.LABEL_MATURITY,
            MetricNames.COVERAGE_BY_SCORE,
            MetricNames.ESTIMATE_ERROR,
            "spiegelhalter_z");

    /** Scored of days, and not of several of them together. */
    private static final Set<String> OF_DAYS = Set.of(
            MetricNames.FINAL_COVERAGE,
            MetricNames.FINAL_ACCURACY,
            MetricNames.PREVALENCE,
            MetricNames.BLACK_BOX_PREVALENCE,
            MetricNames.ESTIMATE_ERROR);

    private static final Set<String> OF_SOURCES = Set.of(
            DefaultRules.REJECTED,
            DefaultRules.WATERMARK_AGE,
            DefaultRules.SOURCE_RESETS,
            DefaultRules.ROWS_MISSING,
            DefaultRules.ROWS_DELETED,
            DefaultRules.ROWS_REFUSED,
            DefaultRules.SCHEMA_CHANGES);

    /** Hosts' numbers that are usual; any other that is logged can be named too. */
    private static final List<String> USUAL_OF_HOSTS =
            List.of(DefaultRules.CPU, DefaultRules.MEMORY, DefaultRules.GPU_MEMORY, DefaultRules.DISK);

    /** What kind of number it is. */
    enum Family {
        MODEL(Subjects.MODELS),
        DRIFT(Subjects.MODELS),
        SERVICE(Subjects.SERVICE),
        SOURCE(Subjects.SERVICE),
        HOST(Subjects.HOSTS);

        private final Subjects subjects;

        Family(Subjects subjects) {
            this.subjects = subjects;
        }

        Subjects subjects() {
            return subjects;
        }
    }

    /** Where a number can lie. */
    enum Range {
        UNIT,
        ANY
    }

    /** Whether a number has an interval. */
    enum Interval {
        KNOWN,
        NONE
    }

    /** All with names of their own, but for drift of features and numbers of hosts, which only data knows. */
    static Map<String, RuleMetric> known(Collection<String> custom) {
        Map<String, RuleMetric> known = new TreeMap<>();
        Stream<String> performance = PerformanceMetrics.all().stream().map(PerformanceMetric::name);
        Stream<String> beside = Stream.of(
                MetricNames.LABEL_MATURITY,
                MetricNames.FINAL_COVERAGE,
                MetricNames.FINAL_ACCURACY,
                MetricNames.SENSITIVITY_CORRECTED,
                MetricNames.SPECIFICITY_CORRECTED,
                MetricNames.COVERAGE_BY_SCORE,
                MetricNames.PREVALENCE,
                MetricNames.BLACK_BOX_PREVALENCE,
                MetricNames.ESTIMATE_ERROR);
        Stream.of(performance, beside, custom.stream())
                .flatMap(names -> names)
                .forEach(name -> put(known, name, Family.MODEL, OF_DAYS.contains(name) ? DAY : DAYS));
        for (EstimatedMetric metric : EstimatedMetric.values()) {
            Range range = metric.text().endsWith("tives") ? Range.ANY : Range.UNIT;
            known.put(metric.text(), new RuleMetric(metric.text(), Family.MODEL, DAY, range, Interval.KNOWN));
        }
        MetricNames.CHARTED.stream()
                .flatMap(share ->
                        Stream.of(MetricNames.CHART_LOW, MetricNames.CHART_HIGH).map(share::concat))
                .forEach(name -> known.put(name, new RuleMetric(name, Family.MODEL, DAY, Range.ANY, Interval.NONE)));
        ServiceMetrics.all().stream()
                .map(ServiceMetric::name)
                .forEach(name -> put(known, name, Family.SERVICE, EnumSet.allOf(WindowKind.class)));
        Stream.of(MetricNames.REQUESTS_USUAL, MetricNames.REQUESTS_P)
                .forEach(name -> put(known, name, Family.SERVICE, DAY));
        OF_SOURCES.forEach(name -> known.put(name, ofSource(name)));
        return known;
    }

    private static RuleMetric ofSource(String name) {
        return name.equals(DefaultRules.REJECTED)
                ? new RuleMetric(name, Family.SOURCE, DAY, Range.UNIT, Interval.KNOWN)
                : new RuleMetric(name, Family.SOURCE, DAY, Range.ANY, Interval.NONE);
    }

    private static void put(Map<String, RuleMetric> known, String name, Family family, Set<WindowKind> windows) {
        known.put(
                name,
                new RuleMetric(
                        name,
                        family,
                        windows,
                        OPEN.contains(name) ? Range.ANY : Range.UNIT,
                        WITHOUT_INTERVAL.contains(name) ? Interval.NONE : Interval.KNOWN));
    }

    /**
     * What users can write: names that are known, {@code drift:KIND}, {@code drift:KIND:SUBJECT}, {@code host:NAME}.
     */
    static Optional<RuleMetric> find(String written, Map<String, RuleMetric> known) {
        if (written.startsWith(HOST) && !written.substring(HOST.length()).isBlank()) {
            String name = written.substring(HOST.length());
            return Optional.of(new RuleMetric(name, Family.HOST, HOUR, Range.ANY, Interval.NONE));
        }
        if (written.startsWith(DRIFT)) {
            return DriftMetric.find(written.substring(DRIFT.length()))
                    .filter(RuleMetric::isLookedFor)
                    .map(drift -> new RuleMetric(drift.toString(), Family.DRIFT, DAYS, Range.UNIT, Interval.NONE));
        }
        return Optional.ofNullable(known.get(written));
    }

    /** Features are known to data alone; what answers and accuracy are called is known here. */
    private static boolean isLookedFor(DriftMetric drift) {
        return drift.subject().isEmpty()
                || switch (drift.kind()) {
                    case DATA -> true;
                    case PREDICTION ->
                        Set.of("positive_score", "class_share")
                                .contains(drift.subject().get());
                    case CONCEPT -> drift.subject().get().equals(MetricNames.ACCURACY);
                };
    }

    /** All that can be written, for hints. */
    static Set<String> names(Map<String, RuleMetric> known) {
        Set<String> names =
                Stream.of(DriftKind.values()).map(kind -> DRIFT + kind.text()).collect(Collectors.toSet());
        USUAL_OF_HOSTS.forEach(name -> names.add(HOST + name));
        names.addAll(known.keySet());
        return names;
    }

    /** What an alert of it is called: as the defaults call it, where one is like it. */
    AlertType type(Side side) {
        boolean above = side == Side.ABOVE;
        return switch (family) {
            case DRIFT -> AlertType.DRIFT_DETECTED;
            case HOST -> AlertType.SYSTEM_RESOURCE;
            case SOURCE -> AlertType.DATA_QUALITY;
            case MODEL ->
                name.equals(MetricNames.ACCURACY) && !above ? AlertType.ACCURACY_DROP : AlertType.CUSTOM_METRIC;
            case SERVICE -> {
                boolean slow = name.startsWith("latency_") || name.startsWith("share_above_");
                boolean failing = name.equals(DefaultRules.ERROR_RATE) || name.equals("timeout_rate");
                yield !above || !(slow || failing)
                        ? AlertType.CUSTOM_METRIC
                        : slow ? AlertType.HIGH_LATENCY : AlertType.HIGH_ERROR_RATE;
            }
        };
    }
}
