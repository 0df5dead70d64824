package org.cxrwatch.port;

import java.util.List;
import org.cxrwatch.multivariate.PrincipalAxes;

/** Learns from rows of numbers. The same rows in the same order give the same answer. */
public interface RowLearner {

    /** The principal axes of standardised rows, all of them; of two rows or more. */
    PrincipalAxes axes(List<double[]> rows);

    /** Learns to tell rows of the second group from rows of the first; of two rows or more each. */
    Classifier classifier(List<double[]> first, List<double[]> second);

    /** What was learnt. */
    interface Classifier {

        /** How much a row looks like the second group: more is more. */
        double score(double[] row);

        /** The share of each feature in that, 0 to 1, all together 1; 0 each if nothing tells them apart. */
        List<Double> weights();
    }
}
