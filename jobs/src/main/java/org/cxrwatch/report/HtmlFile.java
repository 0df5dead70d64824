package org.cxrwatch.report;

/**
 * A page.
 *
 * @param name of its file
 * @param html all of it: it needs nothing beside it
 */
public record HtmlFile(String name, String html) {}
