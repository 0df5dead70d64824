package org.cxrwatch.alert;

import java.time.Instant;
import java.util.List;
import org.cxrwatch.model.AlertSeverity;

/**
 * What one receiver is told of one case: one row of {@code notification}.
 *
 * @param dedupKey says the same thing once: of two messages with one key the second is dropped
 * @param channel by which technology, e.g. {@code log}
 * @param receiver who
 * @param severity of the worst transition in it
 * @param asOf the night
 * @param subject one line
 * @param lines the text
 */
public record Message(
        String dedupKey,
        String channel,
        String receiver,
        AlertSeverity severity,
        Instant asOf,
        String subject,
        List<String> lines) {

    /** Copies the lines. */
    public Message {
        lines = List.copyOf(lines);
    }
}
