package org.cxrwatch.alert;

import java.util.OptionalDouble;
import org.cxrwatch.window.Window;

/**
 * The requests of an hour beside those of the same hour of past weeks.
 *
 * @param window the hour
 * @param requests how many came, whatever their version and status
 * @param usual how many usually come; empty if too few weeks are known or too few requests usual
 * @param probability of so few or fewer if nothing had changed; 1 where {@code usual} is empty
 */
public record HourTraffic(Window window, long requests, OptionalDouble usual, double probability) {}
