package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Reason;
import org.cxrwatch.multivariate.ComparableRows;
import org.cxrwatch.multivariate.FeatureShare;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.port.RowLearner;
import org.cxrwatch.port.RowSamples;

/**
 * Asks of a sample of rows whether many features together differ from the baseline. What is learnt of a baseline is
 * kept for the next window that is compared with it.
 */
public final class MultivariateDrift {

    /** Any number would do, as long as it is always the same. */
    private static final long SEED = 20260901;

    private final RowSamples samples;
    private final RowLearner learner;
    private final int mostRows;
    private Optional<Learnt> last = Optional.empty();

    /**
     * Asks of samples.
     *
     * @param samples where rows are drawn
     * @param learner learns from them
     * @param mostRows rows drawn of either side at most, at least 100; the baseline's are spread over its days
     */
    public MultivariateDrift(RowSamples samples, RowLearner learner, int mostRows) {
        this.samples = samples;
        this.learner = learner;
        this.mostRows = mostRows;
    }

    /**
     * What is asked.
     *
     * @param modelVersion whose answers
     * @param from first instant of the window
     * @param to the first instant after it
     * @param reference what they are compared with
     * @param asOf only what had arrived by then counts
     */
    public record Question(String modelVersion, Instant from, Instant to, ReferenceDays reference, Instant asOf) {}

    /**
     * The days of a baseline.
     *
     * @param modelVersion whose baseline it is
     * @param days its days, those of incidents left out
     */
    public record ReferenceDays(String modelVersion, Set<LocalDate> days) {

        /** Copies the set. */
        public ReferenceDays {
            days = Set.copyOf(days);
        }
    }

    /**
     * What came of it.
     *
     * @param finding what was found
     * @param known rows that the window has; a sample of them was looked at
     * @param baselineKnown rows that the baseline has
     */
    public record Found(MultivariateFinding finding, long known, long baselineKnown) {}

    /** What was learnt of the days of a baseline, by these features. */
    private record Learnt(
            RowSample baseline, List<String> features, ReconstructedDays reconstructed, SeparatedDays separated) {}

    /** Draws and compares. */
    public Found find(Question question) {
        if (question.reference().days().isEmpty()) {
            return new Found(MultivariateFinding.none(Reason.TOO_FEW_ROWS), 0, 0);
        }
        RowSamples.Drawn drawn = samples.draw(query(question));
        ComparableRows rows = ComparableRows.of(drawn.baseline(), drawn.window());
        MultivariateFinding finding = rows.obstacle()
                .map(reason -> MultivariateFinding.none(reason, rows))
                .orElseGet(() -> compare(drawn.baseline(), rows));
        return new Found(finding, drawn.window().known(), drawn.baseline().known());
    }

    private RowSamples.Query query(Question question) {
        ReferenceDays reference = question.reference();
        return new RowSamples.Query(
                new RowSamples.Period(question.modelVersion(), question.from(), question.to(), mostRows),
                new RowSamples.Days(
                        reference.modelVersion(),
                        reference.days(),
                        Math.max(1, mostRows / reference.days().size())),
                question.asOf(),
                SEED);
    }

    private MultivariateFinding compare(RowSample baseline, ComparableRows rows) {
        Learnt learnt = last.filter(each -> each.features().equals(rows.features())
                        && each.baseline().equals(baseline))
                .orElseGet(() -> new Learnt(
                        baseline,
                        rows.features(),
                        new ReconstructedDays(learner, rows.baseline()),
                        new SeparatedDays(learner, rows.baseline())));
        last = Optional.of(learnt);
        SeparatedDays.Separated separated = learnt.separated().measure(rows.window(), rows.shareOfOneDay());
        return new MultivariateFinding(
                learnt.reconstructed().measure(rows.window(), rows.shareOfOneDay()),
                separated.measure(),
                new MultivariateFinding.Rows(
                        rows.baseline().values().stream().mapToInt(List::size).sum(),
                        rows.baseline().size(),
                        rows.window().size(),
                        rows.leftOut(),
                        learnt.reconstructed().axes()),
                shares(rows.features(), learnt.reconstructed().growth(rows.window()), separated.weights()),
                rows.unusable());
    }

    private static List<FeatureShare> shares(List<String> features, double[] growth, List<Double> weights) {
        List<FeatureShare> shares = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            shares.add(new FeatureShare(features.get(i), growth[i], weights.get(i)));
        }
        shares.sort(Comparator.comparingDouble(FeatureShare::weight).reversed());
        return shares;
    }
}
