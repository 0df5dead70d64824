package org.cxrwatch.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a distance is on average when nothing has changed: drawn, not computed. */
final class Chance {

    static final long REFERENCE = 3_000;
    static final long WINDOW = 400;
    private static final int DRAWS = 6_000;

    private Chance() {}

    static double meanSquare(double[] shares, CountMeasure distance) {
        RandomGenerator random = Samples.random(42);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            PairedCounts counts =
                    PairedCounts.ofCategories(draw(shares, REFERENCE, random), draw(shares, WINDOW, random));
            double value = distance.score(counts).number().orElseThrow();
            sum += value * value;
        }
        return sum / DRAWS;
    }

    private static List<Long> draw(double[] shares, long n, RandomGenerator random) {
        long[] counts = new long[shares.length];
        for (long row = 0; row < n; row++) {
            double left = random.nextDouble();
            int bin = 0;
            while (bin < shares.length - 1 && left >= shares[bin]) {
                left -= shares[bin++];
            }
            counts[bin]++;
        }
        List<Long> list = new ArrayList<>();
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }
}
