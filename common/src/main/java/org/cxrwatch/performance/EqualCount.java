package org.cxrwatch.performance;

/**
 * Bins of equally many rows: the bin of a value is the number of inner edges below it, edge k being the quantile k/most
 * by linear interpolation ({@code numpy.quantile}). As the edge is an order statistic or lies between two, ranks alone
 * decide; equal values are in one bin, so that there may be fewer bins.
 *
 * @param rows all rows
 * @param most the most bins
 */
record EqualCount(long rows, int most) {

    /** The bin, from 0, of a value that so many rows lie below. */
    int binAbove(long below) {
        int bin = 0;
        while (bin < most - 1 && (rows - 1) * (bin + 1) / most < below) {
            bin++;
        }
        return bin;
    }
}
