package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Accuracy;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.PerformanceMetric;
import org.cxrwatch.performance.Sensitivity;
import org.cxrwatch.performance.Specificity;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code predictions accuracy}. */
@Command(
        name = "accuracy",
        description =
                "How often the answers were right: over the whole period (the last four weeks evaluated, or the days"
                        + " asked for) by all labels that arrived, and day by day as evaluated.")
final class PredictionsAccuracyCommand implements Callable<Integer> {

    private static final int FOUR_WEEKS = 28 * 24;
    private static final List<PerformanceMetric> METRICS =
            List.of(new Accuracy(), new Sensitivity(), new Specificity());

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    PredictionsAccuracyCommand(Workplace place) {
        this.place = place;
    }

    /** A version's day, as evaluated. */
    private record Day(WindowSlice where, Map<String, MetricScore> metrics) {}

    @Override
    public Integer call() {
        String positive = place.settings().classes().positive();
        Instant at = asOf.find().orElseGet(place::now);
        Slice slice = selection.slice().orElse(Slice.ALL);
        try (Ports ports = place.open("predictions accuracy")) {
            ports.expiries().expired().requireNight(at);
            History history = ports.history();
            Instant end = HistoryQuery.lastEvaluated(history, asOf).orElse(at);
            PeriodOptions.Period asked = period.days(end, FOUR_WEEKS);
            CellSums cells = new CellSums(ports.cells()
                    .load(new Cells.Range(
                            asked.firstDay(), asked.lastDay(), EnumSet.of(PartKind.DISTRIBUTION, PartKind.LABEL), at)));
            List<LabelledPeriod> totals = LabelledPeriod.of(cells, asked, slice, at).stream()
                    .filter(each -> selection.scope().isEmpty()
                            || selection.scope().get().equals(each.scope()))
                    .toList();
            place.answer(facts(
                    asked,
                    slice,
                    new Found(
                            totals,
                            days(history, asked, slice),
                            positive,
                            place.settings().leastRows())));
        }
        return ExitCode.DONE.number();
    }

    /** What there is to say. */
    private record Found(List<LabelledPeriod> totals, List<Day> days, String positive, long leastRows) {}

    private List<Day> days(History history, PeriodOptions.Period asked, Slice slice) {
        History.Query query = History.Query.between(asked.from(), asked.to())
                .withKinds(Set.of(WindowKind.DAY))
                .withSlice(slice);
        query = selection.scope().isPresent()
                ? query.withScope(selection.scope().get())
                : query;
        query = asOf.find().isPresent() ? query.withAsOf(asOf.find().get()) : query;
        Map<WindowSlice, Map<String, MetricScore>> days = new LinkedHashMap<>();
        for (MetricScore score : history.metrics(query)) {
            if (METRICS.stream().anyMatch(metric -> metric.name().equals(score.metric()))) {
                days.computeIfAbsent(score.where(), fresh -> new TreeMap<>()).put(score.metric(), score);
            }
        }
        List<Day> rows = new ArrayList<>();
        days.forEach((where, metrics) -> rows.add(new Day(where, metrics)));
        return rows;
    }

    private static Facts facts(PeriodOptions.Period asked, Slice slice, Found found) {
        List<String> lines = new ArrayList<>();
        lines.add("From " + asked.firstDay() + " to " + asked.lastDay() + ", " + slice + ":");
        if (found.totals().isEmpty()) {
            lines.add(
                    "  No answers are known. `cxrwatch status` says which days have predictions; `cxrwatch performance"
                            + " summary` shows the slices of a day.");
        }
        List<Map<String, Object>> totals = new ArrayList<>();
        for (LabelledPeriod total : found.totals()) {
            Outcomes outcomes = total.outcomes(found.positive());
            lines.add("  " + total.scope() + ": " + labelled(outcomes));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("model_version", total.scope().toString());
            fields.put("predictions", outcomes.predictions());
            fields.put("labelled", outcomes.labelled());
            for (PerformanceMetric metric : METRICS) {
                MetricValue value = metric.score(outcomes).restingOn(found.leastRows());
                lines.add("    " + sentence(metric.name(), value.score(), value.n()));
                fields.put(metric.name(), fields(value.score(), value.n()));
            }
            totals.add(fields);
        }
        lines.add("By day, as each was last evaluated:");
        byDay(found.days()).text().lines().forEach(lines::add);
        return Facts.said(lines)
                .with("window_start", asked.from())
                .with("window_end", asked.to())
                .with("slice_key", slice.key())
                .with("slice_value", slice.value())
                .with("totals", totals)
                .with(
                        "days",
                        found.days().stream()
                                .map(PredictionsAccuracyCommand::fields)
                                .toList());
    }

    private static String labelled(Outcomes outcomes) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d answers are labelled so far (%.1f %%)%s",
                outcomes.labelled(),
                outcomes.predictions(),
                outcomes.predictions() == 0 ? 0 : 100.0 * outcomes.labelled() / outcomes.predictions(),
                outcomes.labelled() == 0 ? "; accuracy is known once labels arrive" : "");
    }

    private static String sentence(String metric, Score score, long n) {
        return metric + " "
                + score.measured()
                        .map(value -> ShownText.number(value.value()) + " (" + ShownText.number(value.lower()) + " to "
                                + ShownText.number(value.upper()) + ") of " + n)
                        .orElseGet(() -> "not measured: "
                                + score.absence().map(Readings::word).orElse(""));
    }

    private static Listing<Day> byDay(List<Day> days) {
        Listing<Day> listing = new Listing<>(days, "  " + HistoryQuery.NOTHING)
                .column("window_start", "DAY", day -> day.where().window().start())
                .column("model_version", "SCOPE", day -> day.where().scope().toString());
        for (PerformanceMetric metric : METRICS) {
            listing.column(
                            metric.name(),
                            metric.name().toUpperCase(Locale.ROOT),
                            day -> shown(day.metrics().get(metric.name())))
                    .column(
                            metric.name() + "_n",
                            "N",
                            day -> Optional.ofNullable(day.metrics().get(metric.name()))
                                    .map(MetricScore::n));
        }
        return listing;
    }

    private static String shown(MetricScore score) {
        return score == null
                ? ""
                : score.score()
                        .measured()
                        .map(value -> ShownText.number(value.value()) + " (" + ShownText.number(value.lower()) + " to "
                                + ShownText.number(value.upper()) + ")")
                        .orElseGet(
                                () -> score.score().absence().map(Reason::name).orElse(""));
    }

    private static Map<String, Object> fields(Day day) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("window_start", day.where().window().start());
        fields.put("model_version", day.where().scope().toString());
        day.metrics().forEach((name, score) -> fields.put(name, fields(score.score(), score.n())));
        return fields;
    }

    private static Map<String, Object> fields(Score score, long n) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", score.measured().map(Score.Measured::value));
        fields.put("lower", score.measured().map(Score.Measured::lower));
        fields.put("upper", score.measured().map(Score.Measured::upper));
        fields.put("n", n);
        fields.put("reason", score.absence().map(Reason::name));
        return fields;
    }
}
