package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;

/**
 * How many labels a day of some age usually has, how many usually come later, and how much that differs from day to
 * day: Pearson's statistic of past days at that very age. Only days all of whose labels were seen to arrive teach; a
 * day teaches about an age it has passed, so that what has not come yet is never taken for what does not come.
 */
public final class LabelArrivals {

    /** Labels that may have come without being seen to before a day teaches nothing. */
    private static final double UNSEEN = 0.05;

    private final LabelMaturity maturity;
    private final LabelTriangle triangle;
    private final Map<Integer, Long> rowsByAge = new TreeMap<>();
    private final Map<Integer, Spread> atAge = new TreeMap<>();
    private final Map<Integer, Spread> afterAge = new TreeMap<>();

    /**
     * How alike the rows of a day are.
     *
     * @param correlation ρ of {@link BetaBinomial}
     * @param cautious the same, 1.6 standard errors above
     * @param days it was learnt from
     * @param rows of all these days
     */
    record Spread(double correlation, double cautious, int days, long rows) {

        private static final double CAUTION = 1.6;

        /** Nothing known. */
        static final Spread UNKNOWN = new Spread(0, 0, 0, 0);

        static Spread of(List<Counted> days) {
            double statistic = 0;
            long rows = 0;
            for (Counted day : days) {
                double off = day.hits() - day.n() * day.p();
                statistic += off * off / (day.n() * day.p() * (1 - day.p()));
                rows += day.n();
            }
            int count = days.size();
            double usual = (double) rows / Math.max(1, count);
            if (count < 2 || !(usual > 1)) {
                return UNKNOWN;
            }
            double factor = Math.max(1, statistic / (count - 1));
            double upper = factor * (1 + CAUTION * Math.sqrt(2.0 / (count - 1)));
            return new Spread(correlation(factor, usual), correlation(upper, usual), count, rows);
        }

        private static double correlation(double factor, double rows) {
            return Math.min(0.9, (factor - 1) / (rows - 1));
        }
    }

    private record Counted(long n, long hits, double p) {}

    /**
     * Learns from what a night knows.
     *
     * @param maturity usual final coverage
     * @param triangle when labels of {@code all} arrived
     * @param days rows and labels of the same days
     */
    public LabelArrivals(LabelMaturity maturity, LabelTriangle triangle, Iterable<DayCount> days) {
        this.maturity = maturity;
        this.triangle = triangle;
        Map<Integer, Long> labels = new TreeMap<>();
        for (DayCount day : days) {
            if (day.slice().isAll()) {
                rowsByAge.merge(day.age(), day.rows(), Long::sum);
                labels.merge(day.age(), day.labels(), Long::sum);
            }
        }
        rowsByAge.keySet().removeIf(age -> labels.get(age) - triangle.within(age, age) > UNSEEN * labels.get(age));
    }

    /** Whether enough is known of how labels come; without it nothing is said of labels to come. */
    public boolean isKnown() {
        return maturity.isKnown();
    }

    /** The share of a slice's rows that is usually labelled in the end; 0 if none ever was. */
    double usualFinal(Slice slice) {
        return Math.min(1, maturity.usualFinalCoverage(slice));
    }

    /** The share of a slice's rows that usually has its label at this age. */
    double usualAt(Slice slice, int age) {
        return usualFinal(slice) * triangle.expectedShare(age);
    }

    /** The share of the rows without a label at this age that usually gets one later: u (1 − F) / (1 − u F). */
    double stillToCome(Slice slice, int age) {
        double at = usualAt(slice, age);
        return at >= 1 ? 0 : (usualFinal(slice) - at) / (1 - at);
    }

    /** How the number of labels at an age differs from day to day. */
    Spread at(int age) {
        return atAge.computeIfAbsent(age, this::learnAt);
    }

    /** How the number of labels after an age differs from day to day. */
    Spread after(int age) {
        return afterAge.computeIfAbsent(age, this::learnAfter);
    }

    private Spread learnAt(int age) {
        List<Counted> days = new ArrayList<>();
        double usual = usualAt(Slice.ALL, age);
        rowsByAge.forEach((old, rows) -> {
            if (old > age && usual > 0 && usual < 1) {
                days.add(new Counted(rows, triangle.within(old, age), usual));
            }
        });
        return Spread.of(days);
    }

    /** Of what came between then and now: past days are cut off at tonight as well. */
    private Spread learnAfter(int age) {
        List<Counted> days = new ArrayList<>();
        double before = usualAt(Slice.ALL, age);
        rowsByAge.forEach((old, rows) -> {
            long known = triangle.within(old, age);
            double share = (usualAt(Slice.ALL, old) - before) / (1 - before);
            if (old > age && share > 0 && share < 1 && rows > known) {
                days.add(new Counted(rows - known, triangle.within(old, old) - known, share));
            }
        });
        return Spread.of(days);
    }
}
