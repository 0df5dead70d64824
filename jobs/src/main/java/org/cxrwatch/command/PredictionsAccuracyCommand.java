package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.History;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predictions accuracy}. */
@Command(
        name = "accuracy",
        description =
                "How often the answers were right: over the whole period (the last four weeks evaluated, or the days"
                        + " asked for) by all labels that arrived, corrected where labels depend on the score, and day"
                        + " by day as evaluated.")
final class PredictionsAccuracyCommand implements Callable<Integer> {

    private static final int FOUR_WEEKS = 28 * 24;

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(
            names = "--reliability",
            description = "Also what scores promise beside what labels show, bin by bin: are scores probabilities?")
    private boolean reliability;

    @Option(
            names = "--threshold",
            paramLabel = "S",
            description = "Also what labels would say were answers positive from this score on, e.g. 0.7.")
    private Double threshold;

    PredictionsAccuracyCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        List<AccuracyPart> parts = parts(place.settings());
        Instant at = asOf.find().orElseGet(place::now);
        try (Ports ports = place.open("predictions accuracy")) {
            ports.expiries().expired().requireNight(at);
            History history = ports.history();
            Instant end = HistoryQuery.lastEvaluated(history, asOf).orElse(at);
            PeriodOptions.Period asked = period.days(end, FOUR_WEEKS);
            List<LabelledPeriod> totals = totals(ports.cells(), asked, at);
            place.answer(facts(asked, totals, parts, AccuracyByDay.of(history, asked, selection, asOf.find())));
        }
        return ExitCode.DONE.number();
    }

    /** What is said of each total. */
    private List<AccuracyPart> parts(Settings settings) {
        String positive = settings.classes().positive();
        long leastRows = settings.leastRows();
        List<AccuracyPart> parts = new ArrayList<>();
        parts.add(new AccuracyOfLabelled(positive, leastRows));
        parts.add(new CorrectedForLabelling(positive, leastRows));
        if (reliability) {
            parts.add(new ReliabilityTable(positive, leastRows));
        }
        if (threshold != null) {
            parts.add(new ThresholdTable(threshold, positive, leastRows));
        }
        return parts;
    }

    private Slice slice() {
        return selection.slice().orElse(Slice.ALL);
    }

    private List<LabelledPeriod> totals(Cells cells, PeriodOptions.Period asked, Instant at) {
        CellSums sums = new CellSums(cells.load(new Cells.Range(
                asked.firstDay(), asked.lastDay(), EnumSet.of(PartKind.DISTRIBUTION, PartKind.LABEL), at)));
        return LabelledPeriod.of(sums, asked, slice(), at).stream()
                .filter(each ->
                        selection.scope().isEmpty() || selection.scope().get().equals(each.scope()))
                .toList();
    }

    private Facts facts(
            PeriodOptions.Period asked, List<LabelledPeriod> totals, List<AccuracyPart> parts, AccuracyByDay days) {
        List<String> lines = new ArrayList<>();
        lines.add("From " + asked.firstDay() + " to " + asked.lastDay() + ", " + slice() + ":");
        if (totals.isEmpty()) {
            lines.add(
                    "  No answers are known. `cxrwatch status` says which days have predictions; `cxrwatch performance"
                            + " summary` shows the slices of a day.");
        }
        List<Map<String, Object>> fields = new ArrayList<>();
        for (LabelledPeriod total : totals) {
            Map<String, Object> ofTotal = new LinkedHashMap<>();
            parts.forEach(part -> lines.addAll(part.lines(total)));
            parts.forEach(part -> ofTotal.putAll(part.fields(total)));
            fields.add(ofTotal);
        }
        lines.add("By day, as each was last evaluated:");
        days.table().lines().forEach(lines::add);
        return Facts.said(lines)
                .with("window_start", asked.from())
                .with("window_end", asked.to())
                .with("slice_key", slice().key())
                .with("slice_value", slice().value())
                .with("totals", fields)
                .with("days", days.fields());
    }
}
