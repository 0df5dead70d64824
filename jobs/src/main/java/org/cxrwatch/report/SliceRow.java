package org.cxrwatch.report;

/**
 * A part of the traffic on a day.
 *
 * @param name of the slice
 * @param tone how bad it was
 * @param drift how far images, answers and accuracy moved
 * @param accuracy as a number with its interval, and drawn
 * @param site the page of that site, if it is one; a link that is not there otherwise
 */
record SliceRow(String name, Tone tone, Drift drift, Accuracy accuracy, Link site) {

    /**
     * How far what moved, in [0, 1], or why that is not known.
     *
     * @param data images
     * @param prediction answers
     * @param concept accuracy
     */
    record Drift(String data, String prediction, String concept) {}

    /**
     * How often it was right.
     *
     * @param text with its interval, or why it is not known
     * @param n labelled predictions
     * @param whisker the same drawn; empty if it is not known
     */
    record Accuracy(String text, String n, String whisker) {}
}
