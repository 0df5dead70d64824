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

    /**
     * The largest gap from here on; the walk is over then. Not {@link #advance} in a loop: of the object that loop
     * keeps in registers, Java 17's optimising compiler loses track with the G1 collector, and the process ends with a
     * SIGSEGV in {@code StackValue::create_stack_value} (17.0.15, seen three times).
     */
    double largestGap() {
        double largest = 0;
        int nextReference = atReference;
        int nextWindow = atWindow;
        long ofReference = referenceBelow;
        long ofWindow = windowBelow;
        int referenceSize = reference.size();
        int windowSize = window.size();
        while (nextReference < referenceSize || nextWindow < windowSize) {
            double inReference =
                    nextReference < referenceSize ? reference.lowerAt(nextReference) : Double.POSITIVE_INFINITY;
            double inWindow = nextWindow < windowSize ? window.lowerAt(nextWindow) : Double.POSITIVE_INFINITY;
            if (inReference <= inWindow) {
                ofReference += reference.countAt(nextReference++);
            }
            if (inWindow <= inReference) {
                ofWindow += window.countAt(nextWindow++);
            }
            largest = Math.max(
                    largest, Math.abs((double) ofReference / reference.total() - (double) ofWindow / window.total()));
        }
        return largest;
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
