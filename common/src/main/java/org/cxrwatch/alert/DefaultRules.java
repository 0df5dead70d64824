package org.cxrwatch.alert;

import static org.cxrwatch.model.AlertSeverity.CRITICAL;
import static org.cxrwatch.model.AlertSeverity.EMERGENCY;
import static org.cxrwatch.model.AlertSeverity.INFO;
import static org.cxrwatch.model.AlertSeverity.WARNING;
import static org.cxrwatch.window.WindowKind.DAY;
import static org.cxrwatch.window.WindowKind.HOUR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.alert.Coverage.Subjects;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.traffic.TrafficPolicy;
import org.cxrwatch.window.WindowKind;

/**
 * The rules that are in force unless somebody says otherwise. Latencies are in seconds, shares between 0 and 1,
 * loads in percent, as the metrics they read.
 */
public final class DefaultRules {

    /** Share of labelled answers that were right. */
    public static final String ACCURACY = "accuracy";

    /** Mean seconds of successful requests. */
    public static final String LATENCY = "latency_mean";

    /** Share of requests that failed or took too long. */
    public static final String ERROR_RATE = "error_rate";

    /** Requests of an hour, or of a day at a slice, as a share of that hour's or weekday's usual. */
    public static final String REQUESTS = "requests";

    /** Something that asks for the first time. */
    public static final String NEW = "new";

    /** Something that asks again after it was silent. */
    public static final String RETURNED = "returned";

    /** Processor load of a host. */
    public static final String CPU = "cpu_percent";

    /** Memory load of a host. */
    public static final String MEMORY = "memory_percent";

    /** Memory that a host's graphics processors hold. */
    public static final String GPU_MEMORY = "gpu_memory_mb";

    /** Share of a host's disks that is used. */
    public static final String DISK = "disk_usage_percent";

    /** What fills up, and is watched for rising unless somebody says otherwise. */
    public static final List<String> RISING = List.of(GPU_MEMORY, MEMORY, DISK);

    /** Hours since a version's first prediction. */
    public static final String BASELINE = "baseline";

    /** Labels of a day as a share of those that are usual at its age. */
    public static final String LABELS = "label_coverage";

    /** What is measured of images: features, and metrics that users define. */
    public static final String MEASURED = "measured";

    /** Share of delivered rows that could not be used. */
    public static final String REJECTED = "rejected_rate";

    /** Seconds since the oldest transaction of a source began that is still open: rows after it wait. */
    public static final String WATERMARK_AGE = "watermark_age_seconds";

    /** How often a source's transactions were found to be numbered anew. */
    public static final String SOURCE_RESETS = "source_resets";

    /** Predictions that a source holds and the lake does not. */
    public static final String ROWS_MISSING = "source_rows_missing";

    /** Predictions that a source does not hold any more. */
    public static final String ROWS_DELETED = "source_rows_deleted";

    /** Usable rows that were not taken, as too many beside them could not be used. */
    public static final String ROWS_REFUSED = "rows_refused";

    /** Columns that are gone, of another kind, in another unit, or say what is not allowed. */
    public static final String SCHEMA_CHANGES = "schema_changes";

    private static final double ACCURACY_FLOOR = 0.80;
    private static final long LABELLED_ROWS = 30;
    private static final double SLOW_SECONDS = 2;
    private static final double VERY_SLOW_SECONDS = 5;
    private static final double ERROR_SHARE = 0.05;

    /** Twenty-four hours of five slices are looked at every night: at 95 % some would fail by chance each month. */
    private static final double HOURLY_CONFIDENCE = 0.999;

    /** One wrong warning in a hundred nights of 24 hours each. */
    private static final double TRAFFIC_CONFIDENCE = 1 - 0.01 / 24;

    private static final double HALF_OF_USUAL = 0.5;
    private static final double HIGH_LOAD = 90;
    private static final double FULL_LOAD = 95;
    private static final long TREND_DAYS = 5;
    private static final double GAINED = 0.20;
    private static final double TREND_CONFIDENCE = 0.99;
    private static final double REJECTED_SHARE = 0.01;
    private static final double BASELINE_HOURS = 168;
    private static final Duration USUALLY_HELD = Duration.ofHours(1);
    private static final List<Level> DRIFT_LEVELS =
            List.of(new Level(INFO, 0.1), new Level(WARNING, 0.2), new Level(CRITICAL, 0.3), new Level(EMERGENCY, 0.5));

    private DefaultRules() {}

    /** All of them; sites are the values of the attribute {@code site}. */
    public static Rules rules() {
        return rules(Set.of("site"), TrafficPolicy.DEFAULT, DRIFT_LEVELS, USUALLY_HELD, RISING);
    }

    /**
     * All of them.
     *
     * @param hourly the attributes whose values have hourly service metrics
     * @param watched whose values are watched for falling silent
     * @param drift alert severities by excess, for drift that is decided
     * @param heldFor how long a transaction of a source may stay open
     * @param rising numbers of hosts that should not rise from day to day
     */
    public static Rules rules(
            Set<String> hourly, TrafficPolicy watched, List<Level> drift, Duration heldFor, List<String> rising) {
        List<Rule> rules = new ArrayList<>();
        rules.add(accuracy());
        rules.add(latency(hourly));
        rules.add(errors(HOUR, HOURLY_CONFIDENCE, hourly));
        rules.add(errors(DAY, Threshold.USUAL_CONFIDENCE, hourly));
        rules.add(failure(hourly));
        rules.add(traffic(HOUR, Coverage.allOf(Subjects.SERVICE), TRAFFIC_CONFIDENCE));
        rules.add(traffic(
                DAY,
                Coverage.keysOf(Subjects.SERVICE, Set.copyOf(watched.attributes())),
                1 - watched.falseAlarmRate()));
        rules.add(load(CPU));
        rules.add(load(MEMORY));
        rising.stream().distinct().map(DefaultRules::trend).forEach(rules::add);
        Stream.of(DriftKind.values()).map(kind -> drift(kind, drift)).forEach(rules::add);
        rules.add(baseline());
        rules.add(labels());
        rules.add(measured());
        rules.add(rejected());
        rules.add(life(NEW));
        rules.add(life(RETURNED));
        rules.add(source(WATERMARK_AGE, heldFor.toMillis() / 1000.0));
        Stream.of(SOURCE_RESETS, ROWS_MISSING, ROWS_DELETED, ROWS_REFUSED, SCHEMA_CHANGES)
                .map(metric -> source(metric, 0))
                .forEach(rules::add);
        return new Rules(rules);
    }

    /** Fires when the interval lies below the floor and clears when it lies above: in between nobody knows. */
    private static Rule accuracy() {
        Threshold threshold = Threshold.of(
                        Side.BELOW,
                        List.of(new Level(CRITICAL, ACCURACY_FLOOR)),
                        Reading.INTERVAL,
                        Threshold.USUAL_CONFIDENCE)
                .clearing(ACCURACY_FLOOR, Reading.INTERVAL);
        return rule(
                new About("accuracy_drop", AlertType.ACCURACY_DROP, ACCURACY),
                new Asked(DAY, Coverage.everySliceOf(Subjects.MODELS), Least.rows(LABELLED_ROWS)),
                threshold);
    }

    private static Rule latency(Set<String> hourly) {
        List<Level> levels = List.of(new Level(WARNING, SLOW_SECONDS), new Level(CRITICAL, VERY_SLOW_SECONDS));
        return rule(
                new About("high_latency", AlertType.HIGH_LATENCY, LATENCY),
                new Asked(HOUR, Coverage.keysOf(Subjects.SERVICE, hourly), Least.rows(20)),
                Threshold.point(Side.ABOVE, levels));
    }

    private static Rule errors(WindowKind window, double confidence, Set<String> hourly) {
        return rule(
                new About(over("high_error_rate", window), AlertType.HIGH_ERROR_RATE, ERROR_RATE),
                new Asked(window, Coverage.keysOf(Subjects.SERVICE, hourly), new Least(10, 3)),
                Threshold.of(Side.ABOVE, List.of(new Level(CRITICAL, ERROR_SHARE)), Reading.INTERVAL, confidence));
    }

    /** Nobody is answered: looked at by itself, as a share says how many are not. */
    private static Rule failure(Set<String> hourly) {
        return rule(
                new About("model_failure", AlertType.MODEL_FAILURE, ERROR_RATE),
                new Asked(HOUR, Coverage.keysOf(Subjects.SERVICE, hourly), Least.rows(10)),
                Threshold.point(Side.FROM, List.of(new Level(CRITICAL, 1))));
    }

    private static Rule traffic(WindowKind window, Coverage coverage, double confidence) {
        return rule(
                new About(over("low_throughput", window), AlertType.LOW_THROUGHPUT, REQUESTS),
                new Asked(window, coverage, Least.rows(0)),
                Threshold.of(Side.TO, List.of(new Level(WARNING, HALF_OF_USUAL)), Reading.TAIL, confidence));
    }

    /** Recorded and shown; nobody is woken by a new site. */
    private static Rule life(String what) {
        return rule(
                About.each(AlertType.LIFE_CYCLE, what),
                new Asked(DAY, Coverage.everySliceOf(Subjects.SERVICE), Least.rows(0)),
                Threshold.point(Side.FROM, List.of(new Level(INFO, 1))));
    }

    private static Rule load(String metric) {
        return rule(
                About.each(AlertType.SYSTEM_RESOURCE, metric),
                new Asked(HOUR, Coverage.allOf(Subjects.HOSTS), Least.rows(6)),
                Threshold.of(
                        Side.ABOVE,
                        List.of(new Level(WARNING, HIGH_LOAD), new Level(CRITICAL, FULL_LOAD)),
                        Reading.HALF_OF_SAMPLES,
                        Threshold.USUAL_CONFIDENCE));
    }

    private static Rule trend(String metric) {
        return rule(
                About.each(AlertType.SYSTEM_TREND, metric),
                new Asked(DAY, Coverage.allOf(Subjects.HOSTS), Least.rows(TREND_DAYS)),
                Threshold.of(Side.ABOVE, List.of(new Level(WARNING, GAINED)), Reading.TAIL, TREND_CONFIDENCE));
    }

    private static Rule drift(DriftKind kind, List<Level> levels) {
        return rule(
                new About("drift_" + kind.text(), AlertType.DRIFT_DETECTED, kind.text()),
                new Asked(DAY, Coverage.everySliceOf(Subjects.MODELS), Least.rows(10)),
                Threshold.point(Side.FROM, levels));
    }

    private static Rule baseline() {
        return rule(
                new About("no_baseline", AlertType.NO_BASELINE, BASELINE),
                new Asked(DAY, Coverage.allOf(Subjects.MODELS), Least.rows(100)),
                Threshold.point(Side.FROM, List.of(new Level(WARNING, BASELINE_HOURS))));
    }

    private static Rule labels() {
        return rule(
                new About("label_coverage", AlertType.LABEL_COVERAGE, LABELS),
                new Asked(DAY, Coverage.everySliceOf(Subjects.SERVICE), Least.rows(0)),
                Threshold.of(
                        Side.BELOW,
                        List.of(new Level(WARNING, LabelShortage.AT_MOST)),
                        Reading.TAIL,
                        1 - LabelShortage.FALSE_ALARM_RATE));
    }

    /** Three days in a row: a day without a feature is a rollback, three are a logger that nobody has seen. */
    private static Rule measured() {
        return rule(
                        new About("not_measured", AlertType.NOT_MEASURED, MEASURED),
                        new Asked(DAY, Coverage.allOf(Subjects.MODELS), Least.rows(MeasuredDay.ENOUGH)),
                        Threshold.point(Side.FROM, List.of(new Level(WARNING, 1))))
                .lasting(new Persistence(3, 1));
    }

    /** On evidence: a handful of broken lines in a small file is no alert. */
    private static Rule rejected() {
        return rule(
                About.each(AlertType.DATA_QUALITY, REJECTED),
                new Asked(DAY, Coverage.allOf(Subjects.SERVICE), Least.rows(1)),
                Threshold.of(
                        Side.ABOVE,
                        List.of(new Level(WARNING, REJECTED_SHARE)),
                        Reading.INTERVAL,
                        Threshold.USUAL_CONFIDENCE));
    }

    /** Of a source that was looked at: any number above the level is too many. */
    private static Rule source(String metric, double level) {
        return rule(
                About.each(AlertType.DATA_QUALITY, metric),
                new Asked(DAY, Coverage.allOf(Subjects.SERVICE), Least.rows(0)),
                Threshold.point(Side.ABOVE, List.of(new Level(WARNING, level))));
    }

    private record Asked(WindowKind window, Coverage coverage, Least least) {}

    /** What a rule is called, and what it makes of which metric. */
    private record About(String name, AlertType type, String metric) {

        /** Where a type has a rule a metric. */
        static About each(AlertType type, String metric) {
            return new About(type.text() + "_" + metric, type, metric);
        }
    }

    private static String over(String name, WindowKind window) {
        return name + "_" + window.name().toLowerCase(Locale.ROOT);
    }

    private static Rule rule(About about, Asked asked, Threshold threshold) {
        return new Rule(
                about.name(),
                about.type(),
                about.metric(),
                asked.window(),
                asked.coverage(),
                threshold,
                asked.least(),
                Persistence.of(asked.window()),
                Rules.runbook(about.type()));
    }
}
