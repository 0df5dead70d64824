package org.cxrwatch.alert;

import org.cxrwatch.model.AlertSeverity;

/**
 * From where on it is how urgent.
 *
 * @param severity how urgent
 * @param bound in the metric's unit
 */
public record Level(AlertSeverity severity, double bound) {}
