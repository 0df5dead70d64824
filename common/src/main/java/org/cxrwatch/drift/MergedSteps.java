package org.cxrwatch.drift;

import org.cxrwatch.summary.AdaptiveHistogram;

/** Walks the values of two histograms of the same resolution upwards, with both distribution functions. */
final class MergedSteps {

    private final AdaptiveHistogram reference;
    private final AdaptiveHistogram window;
    private int atReference;
    private int atWindow;
    private long referenceBelow;
    private long windowBelow;
    private double value;

    MergedSteps(NumericComparison comparison) {
        this.reference = comparison.referenceValues();
        this.window = comparison.windowValues();
    }

    /** Goes to the next value of either; false after the last. */
    boolean advance() {
        boolean referenceLeft = atReference < reference.size();
        boolean windowLeft = atWindow < window.size();
        if (!(referenceLeft || windowLeft)) {
            return false;
        }
        double nextReference = referenceLeft ? reference.lowerAt(atReference) : Double.POSITIVE_INFINITY;
        double nextWindow = windowLeft ? window.lowerAt(atWindow) : Double.POSITIVE_INFINITY;
        value = nextReference <= nextWindow ? reference.valueAt(atReference) : window.valueAt(atWindow);
        if (nextReference <= nextWindow) {
            referenceBelow += reference.countAt(atReference++);
        }
        if (nextWindow <= nextReference) {
            windowBelow += window.countAt(atWindow++);
        }
        return true;
    }

    /** The value the walk has come to. */
    double value() {
        return value;
    }

    /** |F_R − F_C| at this value and up to the next one. */
    double gap() {
        return Math.abs((double) referenceBelow / reference.total() - (double) windowBelow / window.total());
    }
}
