package org.cxrwatch.estimate;

/**
 * What labels of all rows would show; expectations need not be whole.
 *
 * @param truePositives positive, and said so
 * @param falsePositives said to be positive, and not
 * @param falseNegatives positive, and not said so
 * @param trueNegatives neither
 * @param auroc the share of pairs in the right order, ties by halves; NaN without a positive or a negative
 */
record LabelledOutcome(
        double truePositives, double falsePositives, double falseNegatives, double trueNegatives, double auroc) {

    double rows() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }
}
