package org.cxrwatch.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand. */
public final class MovedClock extends Clock {

    private Instant at;

    /** At this instant, until it is moved. */
    public MovedClock(String at) {
        this.at = Instant.parse(at);
    }

    /** Some time goes by. */
    public void pass(Duration time) {
        at = at.plus(time);
    }

    void set(Instant other) {
        at = other;
    }

    @Override
    public Instant instant() {
        return at;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return InstantSource.fixed(at).withZone(zone);
    }
}
