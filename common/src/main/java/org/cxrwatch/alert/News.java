package org.cxrwatch.alert;

/**
 * A change that people are told of.
 *
 * @param transition the change
 * @param episode the episode after it
 */
public record News(Transition transition, Episode episode) {}
