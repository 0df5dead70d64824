package org.cxrwatch.report;

/**
 * A name and what is known of it.
 *
 * @param name what
 * @param value in words
 */
record Fact(String name, String value) {}
