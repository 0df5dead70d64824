package org.cxrwatch.job;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.port.MetricsGateway.Gauge;

/**
 * The numbers that monitoring systems are given. Names and labels are an interface: those that begin with
 * {@code chest_xray_} are on panels that are older than cxrwatch, and keep their meaning.
 */
enum PushedGauge {
    MODEL_ACCURACY(
            "chest_xray_model_accuracy",
            "Share of right answers of the last complete day, of the version that answered most, by the labels known.",
            "model_version"),
    PREDICTIONS(
            "chest_xray_predictions_total",
            "Requests of the last complete day to the version that answered most; successes by class, one an image.",
            "prediction_class",
            "status"),
    RESPONSE_TIME(
            "chest_xray_response_time_seconds",
            "Seconds that successful requests of the last complete day took.",
            "percentile"),
    THROUGHPUT("chest_xray_throughput_rps", "Requests a second, as a mean over the last complete day."),
    ERROR_RATE("chest_xray_error_rate", "Share of requests of the last complete day that failed or timed out, 0 to 1."),
    CPU_USAGE(
            "chest_xray_cpu_usage_percent",
            "CPU in use, as a mean over all samples of all hosts of the last complete day."),
    MEMORY_USAGE(
            "chest_xray_memory_usage_percent",
            "Memory in use, as a mean over all samples of all hosts of the last complete day."),
    GPU_MEMORY(
            "chest_xray_gpu_memory_mb",
            "GPU memory in use, in MB, as a mean over all samples of all hosts of the last complete day."),
    ACTIVE_ALERTS(
            "chest_xray_active_alerts", "Alerts that are open now, acknowledged ones too.", "alert_type", "severity"),
    DRIFT_SCORE(
            "chest_xray_drift_score",
            "Distance of the last complete day from the baseline, 0 to 1, of the version that answered most.",
            "drift_type"),

    ACCURACY_LOWER(
            "cxrwatch_accuracy_lower_bound",
            "Lower end of the 95 % interval of the accuracy of the last complete day.",
            "model_version"),
    ACCURACY_UPPER(
            "cxrwatch_accuracy_upper_bound",
            "Upper end of the 95 % interval of the accuracy of the last complete day.",
            "model_version"),
    ACCURACY_LABELLED(
            "cxrwatch_accuracy_labelled_predictions",
            "Labelled predictions that the accuracy of the last complete day rests on.",
            "model_version"),
    ESTIMATED_ACCURACY(
            "cxrwatch_estimated_accuracy",
            "Accuracy of the last complete day as estimated without labels; absent where the estimate is doubted.",
            "model_version"),
    LABEL_COVERAGE(
            "cxrwatch_label_coverage",
            "Share of the answers of the last complete day that have a label.",
            "model_version"),
    ANSWERS("cxrwatch_answers", "Answers of the last complete day, one an image.", "model_version"),
    OPEN_CASES("cxrwatch_open_cases", "Cases that are open now, by the worst severity of their alerts.", "severity"),
    OUTBOX_MESSAGES(
            "cxrwatch_outbox_messages",
            "Messages to people: pending, or given up within the last seven days (dead).",
            "state"),
    EVALUATED_UNTIL(
            "cxrwatch_evaluated_until_timestamp_seconds",
            "End of the last complete day that was evaluated, Unix time."),
    REQUESTS_UNTIL(
            "cxrwatch_requests_until_timestamp_seconds",
            "End of the last hour with requests of the week before that, Unix time."),

    LAST_SUCCESS("cxrwatch_last_success_timestamp_seconds", "When a command succeeded last, Unix time.", "command"),
    LAST_DURATION("cxrwatch_last_success_duration_seconds", "How long that run of the command took.", "command");

    private final String text;
    private final String help;
    private final String labels;

    PushedGauge(String text, String help, String... labels) {
        this.text = text;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    /** Its name. */
    String text() {
        return text;
    }

    /** The number, with the values of its labels in their order. */
    Gauge of(double value, String... values) {
        List<String> names = labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
        if (values.length != names.size()) {
            throw new IllegalArgumentException(text + " has the labels " + names + ", not " + List.of(values) + ".");
        }
        SortedMap<String, String> labelled = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            labelled.put(names.get(i), values[i]);
        }
        return new Gauge(text, help, labelled, value);
    }
}
