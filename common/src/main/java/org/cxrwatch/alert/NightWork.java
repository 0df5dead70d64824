package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the work of the nights has gone, and what of it reached people.
 *
 * @param began when rows were first taken or a night first tried
 * @param succeeded when the last night that succeeded ended
 * @param failed the latest night, if it failed
 * @param givenUp messages that nobody will be sent any more, by receiver
 */
public record NightWork(
        Optional<Instant> began, Optional<Instant> succeeded, Optional<Failure> failed, List<GivenUp> givenUp) {

    /** Copies the list. */
    public NightWork {
        givenUp = List.copyOf(givenUp);
    }

    /**
     * A night that failed.
     *
     * @param command which did
     * @param at when
     * @param why in words, without a patient's data
     */
    public record Failure(String command, Instant at, String why) {}

    /**
     * What a receiver was not told.
     *
     * @param receiver its name
     * @param messages how many
     * @param last when the latest was given up
     * @param why the channel's words of the latest
     */
    public record GivenUp(String receiver, int messages, Instant last, String why) {}

    /** Since when no night has succeeded, if that is longer ago than this. */
    Optional<Instant> lateSince(Duration after, Instant now) {
        return succeeded.or(() -> began).filter(since -> since.plus(after).isBefore(now));
    }
}
