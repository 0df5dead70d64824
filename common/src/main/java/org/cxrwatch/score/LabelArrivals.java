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

    /** The share of its final labels that a day usually has once it teaches what came after an age. */
    private static final double COMPLETE = 0.98;

    /** Days up to which no line is drawn through them. */
    private static final int LEAST_DAYS = 7;

    private final LabelMaturity maturity;
    private final LabelTriangle triangle;
    private final Map<Integer, Long> rowsByAge = new TreeMap<>();
    private final Map<Integer, Spread> atAge = new TreeMap<>();
    private final Map<Integer, Later> afterAge = new TreeMap<>();

    /**
     * How alike the rows of a day are.
     *
     * @param correlation ρ of {@link BetaBinomial}
     * @param cautious the same, 1.6 standard errors above
     * @param days it was learnt from
     */
    record Spread(double correlation, double cautious, int days) {

        private static final double CAUTION = 1.6;

        /** Nothing known. */
        static final Spread UNKNOWN = new Spread(0, 0, 0);

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
            return new Spread(correlation(factor, usual), correlation(upper, usual), count);
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

    /** How many labels come after an age, and how that differs from day to day. */
    Later after(int age) {
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

    private Later learnAfter(int age) {
        List<Past> days = new ArrayList<>();
        double before = usualAt(Slice.ALL, age);
        rowsByAge.forEach((old, rows) -> {
            long known = triangle.within(old, age);
            double share = (usualAt(Slice.ALL, old) - before) / (1 - before);
            boolean over = old > age && triangle.expectedShare(old) >= COMPLETE;
            if (over && share > 0 && share < 1 && rows > known) {
                days.add(new Past(old, rows - known, triangle.within(old, old) - known, share));
            }
        });
        return Later.of(days, age);
    }

    /**
     * A day that is over.
     *
     * @param old its age tonight
     * @param open rows without a label at an age
     * @param came labels that came after it
     * @param share of the open rows that usually gets one
     */
    private record Past(int old, long open, long came, double share) {

        double usual() {
            return open * share;
        }

        Counted against(double factor) {
            return new Counted(open, came, cut(share * factor));
        }

        private static double cut(double share) {
            return Math.min(0.999, Math.max(0.001, share));
        }
    }

    /**
     * What comes after an age.
     *
     * @param factor how many times the usual, at the day itself: past days' factors grow or shrink by a like share a
     * day, so that delays that lengthen from week to week are followed
     * @param widening by what the variance is larger as that growth is not known
     * @param spread how much days differ from it
     */
    record Later(double factor, double widening, Spread spread) {

        private static final double LEAST = 0.25;
        private static final double LARGEST = 4;

        private static Later of(List<Past> days, int age) {
            double weights = days.stream().mapToDouble(Past::usual).sum();
            if (days.size() <= LEAST_DAYS) {
                return new Later(
                        1, 1, Spread.of(days.stream().map(day -> day.against(1)).toList()));
            }
            double middle =
                    days.stream().mapToDouble(day -> day.usual() * day.old()).sum() / weights;
            double level = days.stream().mapToDouble(Past::came).sum() / weights;
            double squares = 0;
            double products = 0;
            for (Past day : days) {
                double away = day.old() - middle;
                squares += day.usual() * away * away;
                products += away * (day.came() - day.usual() * level);
            }
            double slope = level > 0 ? products / squares / level : 0;
            double ahead = age - middle;
            double widening = 1 + 1.0 / days.size() + ahead * ahead * (weights / days.size()) / squares;
            return new Later(
                    cut(level * Math.exp(slope * ahead)),
                    widening,
                    Spread.of(days.stream()
                            .map(day -> day.against(cut(level * Math.exp(slope * (day.old() - middle)))))
                            .toList()));
        }

        private static double cut(double factor) {
            return Math.min(LARGEST, Math.max(LEAST, factor));
        }
    }
}
