package org.cxrwatch.score;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;

/**
 * Whether a window's labels are complete enough to judge accuracy by: what was observed against what is usual in the
 * end. It looks at coverage, not at age alone, so that an outage of labelling keeps a window immature.
 */
public final class LabelMaturity {

    private final Policy policy;
    private final LabelTriangle triangle;
    private final Map<Slice, Double> usualFinal;

    /**
     * Levels of maturity.
     *
     * @param leastShare observed over usual final coverage from which a window is mature, 0 to 1
     * @param leastLabels labels it needs besides
     * @param leastDays days the triangle must be old
     */
    public record Policy(double leastShare, long leastLabels, int leastDays) {

        /** The defaults of the design. */
        public static final Policy DEFAULT = new Policy(0.5, 30, 7);
    }

    /**
     * Rows and labels of one day and slice, as known.
     *
     * @param slice which rows
     * @param age of the day, in days before the night's day
     * @param rows successful predictions
     * @param labels labels that hold
     */
    public record DayCount(Slice slice, int age, long rows, long labels) {}

    /** Learns the usual final coverage of every slice from the days given, of any version. */
    public LabelMaturity(Policy policy, LabelTriangle triangle, Iterable<DayCount> days) {
        this.policy = policy;
        this.triangle = triangle;
        Map<Slice, Double> labels = new TreeMap<>();
        Map<Slice, Double> due = new TreeMap<>();
        for (DayCount day : days) {
            labels.merge(day.slice(), (double) day.labels(), Double::sum);
            due.merge(day.slice(), day.rows() * triangle.expectedShare(day.age()), Double::sum);
        }
        this.usualFinal = new TreeMap<>();
        due.forEach((slice, rows) -> usualFinal.put(slice, rows > 0 ? labels.get(slice) / rows : 0));
    }

    /** Whether enough days are known to tell what is usual. */
    public boolean isKnown() {
        return triangle.oldest() >= policy.leastDays();
    }

    /** The share of a slice's predictions that is labelled in the end, as usual; 0 if nothing is known. */
    public double usualFinalCoverage(Slice slice) {
        return usualFinal.getOrDefault(slice, 0.0);
    }

    /** Observed coverage over the usual final one; NaN if that is not known. */
    public double maturity(Slice slice, long rows, long labels) {
        double usual = usualFinalCoverage(slice);
        return isKnown() && usual > 0 && rows > 0 ? labels / (rows * usual) : Double.NaN;
    }

    /** Why accuracy may not be judged: labels are still to come, or will stay too few; empty if it may. */
    public Optional<Reason> obstacle(Slice slice, long rows, long labels) {
        if (isMature(slice, rows, labels)) {
            return Optional.empty();
        }
        boolean haveCome = maturity(slice, rows, labels) >= policy.leastShare();
        return Optional.of(haveCome ? Reason.TOO_FEW_ROWS : Reason.LABELS_IMMATURE);
    }

    /** Whether accuracy may be judged. */
    public boolean isMature(Slice slice, long rows, long labels) {
        return labels >= policy.leastLabels() && maturity(slice, rows, labels) >= policy.leastShare();
    }

    /** Whether a slice of so many rows will be judged once its labels have come. */
    public boolean willBeMature(Slice slice, long rows) {
        return isKnown() && rows * usualFinalCoverage(slice) >= policy.leastLabels();
    }

    Policy policy() {
        return policy;
    }
}
