package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Outcomes;
import org.cxrwatch.performance.VerificationBias;
import org.cxrwatch.performance.VerificationStrata;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.Resolution;

/**
 * The answers of some days and their labels, summed.
 *
 * @param scope whose
 * @param answers successful predictions, if there are any
 * @param labels of them, if there are any
 */
record LabelledPeriod(Scope scope, Optional<DistributionPart> answers, Optional<LabelPart> labels) {

    /** Of every version that answered in a slice, and of all together if there are several. */
    static List<LabelledPeriod> of(CellSums cells, PeriodOptions.Period period, Slice slice, Instant asOf) {
        Map<String, LabelledPeriod> versions = new TreeMap<>();
        for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
            for (String version : cells.versionsOn(day)) {
                WindowParts parts = WindowParts.ofDay(cells, version, day, asOf);
                LabelledPeriod one = new LabelledPeriod(
                        Scope.version(version),
                        Optional.ofNullable(parts.distributions().get(slice)),
                        Optional.ofNullable(parts.labels().get(slice)));
                if (one.answers().isPresent() || one.labels().isPresent()) {
                    versions.merge(version, one, LabelledPeriod::plus);
                }
            }
        }
        List<LabelledPeriod> periods = new ArrayList<>(versions.values());
        if (periods.size() > 1) {
            LabelledPeriod all = periods.stream().reduce(LabelledPeriod::plus).orElseThrow();
            periods.add(0, new LabelledPeriod(Scope.SERVICE, all.answers(), all.labels()));
        }
        return periods;
    }

    private LabelledPeriod plus(LabelledPeriod other) {
        return new LabelledPeriod(
                scope,
                together(answers, other.answers).map(DistributionPart.class::cast),
                together(labels, other.labels).map(LabelPart.class::cast));
    }

    /** Days whose cells are old are kept less finely than the others. */
    private static Optional<Part> together(Optional<? extends Part> left, Optional<? extends Part> right) {
        return Stream.of(left, right)
                .flatMap(part -> part.<Part>map(each -> each).stream())
                .reduce(Part::together);
    }

    /** Answers and the labels that stand. */
    Outcomes outcomes(String positiveClass) {
        return Outcomes.of(
                standing(), positiveClass, answers.map(DistributionPart::rows).orElse(0L));
    }

    /** Whether labels come to some answers rather than to others, and what that does to sensitivity and specificity. */
    VerificationBias bias(String positiveClass) {
        return VerificationBias.of(standing(), known(), positiveClass);
    }

    /** The answers, by what was said and how sure, and how many of each are labelled. */
    VerificationStrata strata(String positiveClass) {
        return VerificationStrata.of(standing(), known(), positiveClass);
    }

    private DistributionPart known() {
        return answers.orElseGet(() -> DistributionPart.empty(Resolution.BASELINE));
    }

    private LabelledScores standing() {
        return labels.orElseGet(() -> LabelPart.empty(Resolution.BASELINE)).standing();
    }
}
