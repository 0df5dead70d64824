package org.cxrwatch.port;

import java.util.List;
import org.cxrwatch.multivariate.PrincipalAxes;

/** Learns from rows of numbers. The same rows in the same order give the same answer. */
public interface RowLearner {

    /** Rows of a group that something can be learnt from. */
    int LEAST_ROWS = 2;

    /**
     * The principal axes of standardised rows, all of them.
     *
     * @param rows two or more, of the same features, finite
     * @throws IllegalArgumentException if they are fewer or not of the same length
     */
    PrincipalAxes axes(List<double[]> rows);

    /**
     * Learns to tell rows of the second group from rows of the first.
     *
     * @param first two rows or more
     * @param second two rows or more of the same features
     * @throws IllegalArgumentException if they are fewer or not of the same length
     */
    Classifier classifier(List<double[]> first, List<double[]> second);

    /** Refuses groups that nothing can be learnt from: fewer than two rows, or rows of other lengths. */
    static void check(List<List<double[]>> groups) {
        for (List<double[]> rows : groups) {
            if (rows.size() < LEAST_ROWS) {
                throw new IllegalArgumentException(
                        "Two rows or more of a group can be learnt from, got " + rows.size() + ".");
            }
        }
        int features = groups.get(0).get(0).length;
        if (groups.stream().flatMap(List::stream).anyMatch(row -> row.length != features)) {
            throw new IllegalArgumentException(
                    "Rows that are learnt from have the same features, " + features + " like the first of them.");
        }
    }

    /** What was learnt. */
    interface Classifier {

        /** How much a row looks like the second group: more is more. */
        double score(double[] row);

        /** The share of each feature in that, 0 to 1, all together 1; 0 each if nothing tells them apart. */
        List<Double> weights();
    }
}
