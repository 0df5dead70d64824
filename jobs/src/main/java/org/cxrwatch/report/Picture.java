package org.cxrwatch.report;

/**
 * A drawing and the numbers it was made of.
 *
 * @param title what it shows
 * @param note what stands beside the title; may be empty
 * @param tone how bad what it shows is
 * @param svg the drawing, safe to be put into a page as it stands
 * @param table the numbers
 */
record Picture(String title, String note, Tone tone, String svg, DataTable table) {}
