package org.cxrwatch.notice;

import org.cxrwatch.model.AlertSeverity;

/**
 * Somebody who is told.
 *
 * @param name of the receiver, as configured; also the name of its channel
 * @param channel by which technology, e.g. {@code email}
 * @param least the least severity they are told of
 */
public record Receiver(String name, String channel, AlertSeverity least) {

    /** Whoever reads the log. */
    public static final Receiver LOG = new Receiver("log", "log", AlertSeverity.WARNING);

    /** Whether they are told of something this urgent. */
    boolean hears(AlertSeverity severity) {
        return severity.compareTo(least) >= 0;
    }
}
