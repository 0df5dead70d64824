package org.cxrwatch.estimate;

import java.util.Arrays;

/**
 * The probability of the positive class as a function of the score that never falls: isotonic regression by pool
 * adjacent violators, of the shares of positives at each score, weighted by rows. Equal scores are one point; between
 * points it is interpolated, beyond the outermost it stays as it is there. Range [0, 1]. Least n: one row. Source:
 * {@code sklearn.isotonic.IsotonicRegression(out_of_bounds="clip")}; Barlow and Brunk 1972,
 * doi:10.1080/01621459.1972.10481216.
 */
final class IsotonicFit {

    private final double[] scores;
    private final double[] shares;

    private IsotonicFit(double[] scores, double[] shares) {
        this.scores = scores;
        this.shares = shares;
    }

    /** Fits the first group's share. */
    static IsotonicFit of(ScoreCounts counts) {
        Pool pool = new Pool(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            if (counts.totalAt(i) > 0) {
                pool.add(counts.scoreAt(i), counts.firstAt(i), counts.totalAt(i));
            }
        }
        return pool.fit();
    }

    /** The probability at a score. */
    double at(double score) {
        int found = Arrays.binarySearch(scores, score);
        if (found >= 0) {
            return shares[found];
        }
        return between(-found - 1, score);
    }

    /** At a score above the point before the next one, and at most at that. */
    private double between(int next, double score) {
        if (next == 0) {
            return shares[0];
        }
        if (next == scores.length) {
            return shares[scores.length - 1];
        }
        if (score == scores[next]) {
            return shares[next];
        }
        double part = (score - scores[next - 1]) / (scores[next] - scores[next - 1]);
        return shares[next - 1] + part * (shares[next] - shares[next - 1]);
    }

    /** The probability at each of some scores, which ascend: in one pass over both. */
    double[] at(ScoreCounts rows) {
        double[] probabilities = new double[rows.size()];
        int next = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double score = rows.scoreAt(i);
            while (next < scores.length && scores[next] < score) {
                next++;
            }
            probabilities[i] = between(next, score);
        }
        return probabilities;
    }

    /** Blocks of neighbouring scores whose shares ascend. */
    private static final class Pool {

        private final double[] from;
        private final double[] to;
        private final double[] positives;
        private final double[] rows;
        private int size;

        Pool(int capacity) {
            this.from = new double[capacity];
            this.to = new double[capacity];
            this.positives = new double[capacity];
            this.rows = new double[capacity];
        }

        void add(double score, double positive, double total) {
            from[size] = score;
            to[size] = score;
            positives[size] = positive;
            rows[size++] = total;
            while (size > 1 && positives[size - 2] * rows[size - 1] >= positives[size - 1] * rows[size - 2]) {
                to[size - 2] = to[size - 1];
                positives[size - 2] += positives[size - 1];
                rows[size - 2] += rows[size - 1];
                size--;
            }
        }

        /** The ends of every block: what lies between is interpolated between equal shares. */
        IsotonicFit fit() {
            double[] scores = new double[2 * size];
            double[] shares = new double[2 * size];
            int points = 0;
            for (int block = 0; block < size; block++) {
                double share = positives[block] / rows[block];
                scores[points] = from[block];
                shares[points++] = share;
                if (to[block] > from[block]) {
                    scores[points] = to[block];
                    shares[points++] = share;
                }
            }
            return new IsotonicFit(Arrays.copyOf(scores, points), Arrays.copyOf(shares, points));
        }
    }
}
