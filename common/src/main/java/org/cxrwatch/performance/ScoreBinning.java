package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cxrwatch.model.Reason;

/** How labelled predictions are put into bins by their score. */
public enum ScoreBinning {
    /**
     * As many in each bin, equal scores together: {@code sklearn.calibration.calibration_curve(strategy="quantile")}.
     */
    EQUAL_COUNT("") {
        @Override
        int binOf(ScoreSteps steps, int step, long below) {
            return new EqualCount(steps.rows(), BINS).binAbove(below);
        }
    },
    /** Tenths of [0, 1], upper edges included: {@code strategy="uniform"} there. */
    EQUAL_WIDTH("_width") {
        @Override
        int binOf(ScoreSteps steps, int step, long below) {
            int bin = 0;
            while (bin < BINS - 1 && (bin + 1.0) / BINS < steps.probabilityAt(step)) {
                bin++;
            }
            return bin;
        }
    };

    /** The most bins. */
    public static final int BINS = 10;

    private final String suffix;

    ScoreBinning(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of a metric that bins so ends in. */
    String suffix() {
        return suffix;
    }

    /**
     * A number that bins of labelled scores give; none of fewer rows than {@link #BINS}, as most bins would hold one.
     */
    MetricValue score(Outcomes outcomes, Function<ReliabilityCurve, MetricValue> formula) {
        ReliabilityCurve curve = ReliabilityCurve.of(outcomes, this);
        long n = curve.rows();
        return n < BINS ? MetricValue.none(n == 0 ? outcomes.absence() : Reason.TOO_FEW_ROWS, n) : formula.apply(curve);
    }

    /** The bin of a step that so many rows lie below. */
    abstract int binOf(ScoreSteps steps, int step, long below);

    /** The bins that are not empty, by score. */
    List<ReliabilityBin> bins(ScoreSteps steps) {
        List<ReliabilityBin> bins = new ArrayList<>();
        int from = 0;
        int current = 0;
        long below = 0;
        for (int i = 0; i < steps.size(); i++) {
            int bin = binOf(steps, i, below);
            if (bin != current && i > from) {
                bins.add(ReliabilityBin.of(steps, from, i));
                from = i;
            }
            current = bin;
            below += steps.rowsAt(i);
        }
        if (from < steps.size()) {
            bins.add(ReliabilityBin.of(steps, from, steps.size()));
        }
        return bins;
    }
}
