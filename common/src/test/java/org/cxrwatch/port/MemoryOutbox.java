package org.cxrwatch.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.notice.Message;

final class MemoryOutbox implements Outbox {

    private final Clock clock;
    private final List<Row> rows = new ArrayList<>();

    private enum State {
        PENDING,
        SENT,
        DEAD
    }

    /** A message; when it can be taken, or when it was settled. */
    private record Row(long id, int attempts, Message message, Instant free, State state) {

        boolean settled() {
            return state != State.PENDING;
        }
    }

    MemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    void add(Message message) {
        if (rows.stream().noneMatch(row -> row.message().dedupKey().equals(message.dedupKey()))) {
            rows.add(new Row(rows.size() + 1L, 0, message, Instant.EPOCH, State.PENDING));
        }
    }

    @Override
    public List<Pending> lease(int limit, Duration lease) {
        List<Pending> leased = new ArrayList<>();
        for (int i = 0; i < rows.size() && leased.size() < limit; i++) {
            Row row = rows.get(i);
            if (!row.settled() && !row.free().isAfter(clock.instant())) {
                Row taken = new Row(
                        row.id(),
                        row.attempts() + 1,
                        row.message(),
                        clock.instant().plus(lease),
                        State.PENDING);
                rows.set(i, taken);
                leased.add(new Pending(taken.id(), taken.attempts(), taken.message()));
            }
        }
        return leased;
    }

    @Override
    public void settle(Pending message, Channel.Delivery delivery, Duration again) {
        int index = (int) message.id() - 1;
        Row row = rows.get(index);
        boolean sent = delivery.status() == Channel.Delivery.Status.SENT;
        if (!row.settled() && (sent || row.attempts() == message.attempt())) {
            rows.set(
                    index,
                    new Row(
                            row.id(),
                            row.attempts(),
                            row.message(),
                            clock.instant().plus(again),
                            state(delivery.status())));
        }
    }

    private static State state(Channel.Delivery.Status status) {
        return switch (status) {
            case SENT -> State.SENT;
            case RETRY -> State.PENDING;
            case REJECTED -> State.DEAD;
        };
    }

    @Override
    public Depth depth(Instant since) {
        return new Depth(
                rows.stream().filter(row -> row.state() == State.PENDING).count(),
                rows.stream()
                        .filter(row -> row.state() == State.DEAD && !row.free().isBefore(since))
                        .count());
    }
}
