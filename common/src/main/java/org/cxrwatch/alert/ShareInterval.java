package org.cxrwatch.alert;

import org.cxrwatch.model.Score;

/** Gives the interval of a share at another confidence than the one that scores carry. */
@FunctionalInterface
public interface ShareInterval {

    /**
     * The share with its interval.
     *
     * @param share between 0 and 1
     * @param n rows it rests on
     * @param confidence between 0 and 1
     */
    Score.Measured of(double share, long n, double confidence);
}
