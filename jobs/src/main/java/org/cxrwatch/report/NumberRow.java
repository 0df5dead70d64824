package org.cxrwatch.report;

/**
 * A metric of a day.
 *
 * @param name as people call it
 * @param value as a number, or why there is none
 * @param interval its 95 % interval; empty if it has none
 * @param whisker the same drawn, safe to be put into a page as it stands; empty if it is no share
 * @param beside what it rests on, and what it was the day before
 */
record NumberRow(String name, String value, String interval, String whisker, Beside beside) {

    /**
     * What one reads beside a number.
     *
     * @param n rows it rests on
     * @param yesterday the day before
     */
    record Beside(String n, String yesterday) {}
}
