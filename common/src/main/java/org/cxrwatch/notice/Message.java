package org.cxrwatch.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cxrwatch.model.AlertSeverity;

/**
 * What one receiver is told at once: one row of {@code notification}.
 *
 * @param dedupKey says the same thing once: of two messages with one key the second is dropped
 * @param purpose why it is sent
 * @param channel by which technology, e.g. {@code email}
 * @param receiver who: its name in the configuration
 * @param severity of what it tells first
 * @param asOf the night
 * @param subject one line
 * @param lines the same as plain text
 * @param notice what it tells
 */
public record Message(
        String dedupKey,
        Purpose purpose,
        String channel,
        String receiver,
        AlertSeverity severity,
        Instant asOf,
        String subject,
        List<String> lines,
        Notice notice) {

    /** Why a message is sent. */
    public enum Purpose {
        /** Something changed. */
        ALERT,
        /** Nobody acknowledged it in time. */
        ESCALATION,
        /** What is open, once a week. */
        DIGEST,
        /** Somebody tries a channel. */
        TEST;

        /** As tables and channels write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lines. */
    public Message {
        lines = List.copyOf(lines);
    }

    /** Whether it tells of what happened: a digest only lists it, also what nobody is to be told of. */
    public boolean isOfNews() {
        return purpose == Purpose.ALERT || purpose == Purpose.ESCALATION;
    }

    /** Whether its lines say all that it has to say; of a digest the cases are part of it only. */
    public boolean isToldByLines() {
        return purpose == Purpose.DIGEST || notice.cases().isEmpty();
    }
}
