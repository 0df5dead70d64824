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

    private record Row(long id, int attempts, Message message, Instant free, boolean settled) {}

    MemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    void add(Message message) {
        if (rows.stream().noneMatch(row -> row.message().dedupKey().equals(message.dedupKey()))) {
            rows.add(new Row(rows.size() + 1L, 0, message, Instant.EPOCH, false));
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
                        false);
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
        boolean over = delivery.status() != Channel.Delivery.Status.RETRY;
        if (!row.settled() && (sent || row.attempts() == message.attempt())) {
            rows.set(
                    index,
                    new Row(
                            row.id(),
                            row.attempts(),
                            row.message(),
                            clock.instant().plus(again),
                            over));
        }
    }
}
