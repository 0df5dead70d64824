package org.cxrwatch.report;

/**
 * A way to another page.
 *
 * @param text what it says
 * @param file the name of the page's file, in the same folder
 * @param there whether that file is there
 */
record Link(String text, String file, boolean there) {}
