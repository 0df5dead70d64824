package org.cxrwatch.report;

/**
 * A day in a list of days.
 *
 * @param day which; leads to its page
 * @param tone how bad it was
 * @param what was open, in a few words
 * @param requests how many there were, and how many failed
 * @param accuracy with its interval and what it rests on
 */
record DayRow(Link day, Tone tone, String what, String requests, String accuracy) {}
