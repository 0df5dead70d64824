package org.cxrwatch.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cxrwatch.model.Slice;
import org.cxrwatch.sequential.ChartFamily.Series;
import org.cxrwatch.sequential.ShareDay;

/**
 * Labelled days of a made-up hospital of four sites: sensitivity and specificity of 0.80 to 0.97 at each, a mood of the
 * day, weekends with half of the rows.
 */
final class LabelledHospital {

    /** Nothing happens. */
    static final double NO_FALL = 0;

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final List<Slice> SITES =
            List.of(new Slice("site", "a"), new Slice("site", "b"), new Slice("site", "c"), new Slice("site", "d"));

    private final SplittableRandom random;
    private final DayMood mood;
    private final int rows;
    private final double[][] levels = new double[SITES.size()][2];
    private final double prevalence;

    /** Draws one; each site has so many labelled rows a weekday. */
    LabelledHospital(long seed, DayMood mood, int rows) {
        this.random = new SplittableRandom(seed);
        this.mood = mood;
        this.rows = rows;
        this.prevalence = 0.3 + 0.4 * random.nextDouble();
        for (double[] level : levels) {
            level[0] = 0.80 + 0.17 * random.nextDouble();
            level[1] = 0.80 + 0.17 * random.nextDouble();
        }
    }

    /** Right answers and rows of one slice and day, of positives and negatives. */
    private static final class Tally {
        private final long[] hits = new long[2];
        private final long[] n = new long[2];

        void add(Tally other) {
            for (int i = 0; i < 2; i++) {
                hits[i] += other.hits[i];
                n[i] += other.n[i];
            }
        }
    }

    /**
     * The series of the family: sensitivity, specificity and accuracy of all and of each site.
     *
     * @param baselineDays days of the baseline
     * @param days later days
     * @param fall by so much sensitivity and specificity of the first site are lower on all later days
     */
    List<Series> family(int baselineDays, int days, double fall) {
        List<List<Tally>> tallies = new ArrayList<>();
        for (int day = 0; day < baselineDays + days; day++) {
            tallies.add(day(day, day < baselineDays ? NO_FALL : fall));
        }
        List<Series> family = new ArrayList<>();
        for (int slice = 0; slice <= SITES.size(); slice++) {
            for (String metric : List.of("sensitivity", "specificity", "accuracy")) {
                List<ShareDay> shares = new ArrayList<>();
                for (int day = 0; day < tallies.size(); day++) {
                    shares.add(
                            share(metric, FIRST.plusDays(day), tallies.get(day).get(slice)));
                }
                family.add(new Series(
                        slice == 0 ? Slice.ALL : SITES.get(slice - 1),
                        metric,
                        shares.subList(0, baselineDays),
                        shares.subList(baselineDays, shares.size())));
            }
        }
        return family;
    }

    private static ShareDay share(String metric, LocalDate day, Tally tally) {
        return switch (metric) {
            case "sensitivity" -> new ShareDay(day, tally.hits[0], tally.n[0]);
            case "specificity" -> new ShareDay(day, tally.hits[1], tally.n[1]);
            default -> new ShareDay(day, tally.hits[0] + tally.hits[1], tally.n[0] + tally.n[1]);
        };
    }

    /** All, then each site. */
    private List<Tally> day(int number, double fall) {
        double everywhere = mood.deviation() * random.nextGaussian();
        Tally all = new Tally();
        List<Tally> slices = new ArrayList<>(List.of(all));
        boolean weekend = FIRST.plusDays(number).getDayOfWeek().getValue() > 5;
        for (int site = 0; site < SITES.size(); site++) {
            double here = everywhere + mood.deviation() * random.nextGaussian();
            Tally tally = new Tally();
            int[] labelled = new int[2];
            for (int row = 0; row < (weekend ? rows / 2 : rows); row++) {
                labelled[random.nextDouble() < prevalence ? 0 : 1]++;
            }
            for (int kind = 0; kind < 2; kind++) {
                double level = levels[site][kind] - (site == 0 ? fall : 0);
                double share = 1 / (1 + Math.exp(-Math.log(level / (1 - level)) - here));
                tally.n[kind] = labelled[kind];
                for (int row = 0; row < labelled[kind]; row++) {
                    tally.hits[kind] += random.nextDouble() < share ? 1 : 0;
                }
            }
            slices.add(tally);
            all.add(tally);
        }
        return slices;
    }
}
