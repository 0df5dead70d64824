package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.Resolution;

/** The answers of some days and their labels, summed. */
record LabelledPeriod(Scope scope, long predictions, List<LabelPart> labels) {

    /** Of every version that answered in a slice, and of all together if there are several. */
    static List<LabelledPeriod> of(CellSums cells, PeriodOptions.Period period, Slice slice, Instant asOf) {
        Map<String, LabelledPeriod> versions = new TreeMap<>();
        for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
            for (String version : cells.versionsOn(day)) {
                WindowParts parts = WindowParts.ofDay(cells, version, day, asOf);
                LabelPart labels = parts.labels().get(slice);
                LabelledPeriod one = new LabelledPeriod(
                        Scope.version(version), parts.rows(slice), labels == null ? List.of() : List.of(labels));
                if (one.predictions() > 0 || !one.labels().isEmpty()) {
                    versions.merge(version, one, LabelledPeriod::plus);
                }
            }
        }
        List<LabelledPeriod> periods = new ArrayList<>(versions.values());
        if (periods.size() > 1) {
            LabelledPeriod all = periods.stream().reduce(LabelledPeriod::plus).orElseThrow();
            periods.add(0, new LabelledPeriod(Scope.SERVICE, all.predictions(), all.labels()));
        }
        return periods;
    }

    private LabelledPeriod plus(LabelledPeriod other) {
        List<LabelPart> sum = new ArrayList<>(labels);
        sum.addAll(other.labels());
        return new LabelledPeriod(
                scope,
                predictions + other.predictions,
                sum.isEmpty()
                        ? List.of()
                        : List.of(sum.stream().reduce(LabelledPeriod::together).orElseThrow()));
    }

    /** Days whose cells are old are kept less finely than the others. */
    private static LabelPart together(LabelPart left, LabelPart right) {
        return (LabelPart) Part.together(left, right);
    }

    /** Answers and the labels that stand. */
    Outcomes outcomes(String positiveClass) {
        LabelPart all =
                labels.stream().reduce(LabelledPeriod::together).orElseGet(() -> LabelPart.empty(Resolution.BASELINE));
        return Outcomes.of(all.standing(), positiveClass, predictions);
    }
}
