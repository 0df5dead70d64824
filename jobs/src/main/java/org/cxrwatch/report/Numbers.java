package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.MetricScore;

/**
 * The numbers of a day with their intervals, beside those of the day before.
 *
 * @param metrics of one slice, of both days
 * @param day which day
 * @param scope the version that is looked at; empty if none answered
 * @param before what metrics were in the baseline, by name
 */
record Numbers(Metrics metrics, LocalDate day, Optional<Scope> scope, Map<String, Double> before) {

    private enum Form {
        SHARE,
        SECONDS,
        COUNT,
        NUMBER
    }

    private record Asked(String metric, String name, Form form) {}

    private static final List<Asked> ANSWERS = List.of(
            new Asked("accuracy", "Accuracy", Form.SHARE),
            new Asked("sensitivity", "Sensitivity", Form.SHARE),
            new Asked("specificity", "Specificity", Form.SHARE),
            new Asked("precision", "Precision (positive predictive value)", Form.SHARE),
            new Asked("npv", "Negative predictive value", Form.SHARE),
            new Asked("f1", "F1", Form.SHARE),
            new Asked("auroc", "Area under the ROC curve", Form.SHARE),
            new Asked("brier", "Brier score (0 is best)", Form.NUMBER),
            new Asked("ece", "Expected calibration error (0 is best)", Form.NUMBER),
            new Asked("prevalence_labelled", "Positive among the labelled", Form.SHARE));

    private static final List<Asked> LABELS = List.of(
            new Asked("label_coverage", "Answers that have a label", Form.SHARE),
            new Asked("label_maturity", "Labels here of those that will come", Form.SHARE),
            new Asked("label_coverage_final", "Answers that will have one", Form.SHARE));

    private static final List<Asked> ESTIMATES = List.of(
            new Asked("estimated_accuracy", "Accuracy, estimated without labels", Form.SHARE),
            new Asked("estimated_sensitivity", "Sensitivity, estimated", Form.SHARE),
            new Asked("estimated_specificity", "Specificity, estimated", Form.SHARE),
            new Asked("label_free_prevalence", "Positive, estimated", Form.SHARE));

    private static final List<Asked> SERVICE = List.of(
            new Asked("requests", "Requests", Form.COUNT),
            new Asked("error_rate", "Failed requests", Form.SHARE),
            new Asked("timeout_rate", "Timed out", Form.SHARE),
            new Asked("latency_mean", "Time to answer, mean", Form.SECONDS),
            new Asked("latency_p95", "Time to answer, 95 of 100 within", Form.SECONDS),
            new Asked("latency_p99", "Time to answer, 99 of 100 within", Form.SECONDS),
            new Asked("rejected_rate", "Rows that could not be used", Form.SHARE));

    /** Groups that have a number, or a reason why there is none. */
    List<NumberGroup> groups() {
        List<NumberGroup> groups = new ArrayList<>();
        groups.add(new NumberGroup(
                "Is it right?", "By the labels known so far; a tick marks the baseline.", rows(ANSWERS, scope)));
        groups.add(new NumberGroup("How much of it is labelled?", "", rows(LABELS, scope)));
        groups.add(new NumberGroup(
                "Before labels come",
                "Estimates by the scores alone; they hold as long as images are those of the baseline.",
                rows(ESTIMATES, scope)));
        groups.add(new NumberGroup(
                "Does it answer?", "All versions together.", rows(SERVICE, Optional.of(Scope.SERVICE))));
        groups.removeIf(group -> group.rows().isEmpty());
        return groups;
    }

    private List<NumberRow> rows(List<Asked> asked, Optional<Scope> of) {
        return asked.stream()
                .flatMap(
                        each -> of
                                .flatMap(whose -> metrics.find(whose, day, each.metric()))
                                .map(score -> row(each, score))
                                .stream())
                .toList();
    }

    private NumberRow row(Asked asked, MetricScore score) {
        Optional<Score.Measured> found = score.score().measured();
        boolean ranged = found.filter(at -> at.lower() < at.upper()).isPresent();
        boolean drawn = asked.form() == Form.SHARE && found.isPresent();
        return new NumberRow(
                asked.name(),
                text(asked.form(), score.score()),
                ranged
                        ? text(asked.form(), found.get().lower()) + " to "
                                + text(asked.form(), found.get().upper())
                        : "",
                drawn ? Whisker.svg(asked.name(), found.get(), Optional.ofNullable(before.get(asked.metric()))) : "",
                new NumberRow.Beside(String.format(Locale.ROOT, "%,d", score.n()), yesterday(asked, score)));
    }

    private String yesterday(Asked asked, MetricScore score) {
        return metrics.find(score.where().scope(), day.minusDays(1), asked.metric())
                .map(was -> text(asked.form(), was.score()))
                .orElse("–");
    }

    private static String text(Form form, Score score) {
        return score.measured().map(found -> text(form, found.value())).orElseGet(() -> Shown.score(score));
    }

    private static String text(Form form, double value) {
        return switch (form) {
            case SHARE -> Shown.percent(value);
            case SECONDS -> Shown.number(value) + " s";
            case COUNT, NUMBER -> Shown.number(value);
        };
    }
}
