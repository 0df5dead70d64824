package org.cxrwatch.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.notice.Message;

final class MemoryOutbox implements Outbox {

    private static final Comparator<Row> MOST_URGENT_FIRST = Comparator.comparing(
                    (Row row) -> row.message().severity(), Comparator.reverseOrder())
            .thenComparing(Row::id);

    private final Clock clock;
    private final List<Row> rows = new ArrayList<>();

    private enum State {
        PENDING,
        SENT,
        DEAD,
        DROPPED
    }

    /** A message; when it can be taken, or when it was settled; why its last attempt failed. */
    private record Row(long id, int attempts, Message message, Instant free, State state, String detail) {

        Row in(State other, Instant at, String why) {
            return new Row(id, attempts, message, at, other, why);
        }
    }

    MemoryOutbox(Clock clock) {
        this.clock = clock;
    }

    void add(Message message) {
        if (rows.stream().noneMatch(row -> row.message().dedupKey().equals(message.dedupKey()))) {
            rows.add(new Row(rows.size() + 1L, 0, message, Instant.EPOCH, State.PENDING, ""));
        }
    }

    @Override
    public List<Pending> lease(int limit, Duration lease, Set<String> notTo) {
        List<Row> due = rows.stream()
                .filter(row -> row.state() == State.PENDING && !row.free().isAfter(clock.instant()))
                .filter(row -> !notTo.contains(row.message().receiver()))
                .sorted(MOST_URGENT_FIRST)
                .limit(limit)
                .toList();
        List<Pending> leased = new ArrayList<>();
        for (Row row : due) {
            put(new Row(
                    row.id(),
                    row.attempts() + 1,
                    row.message(),
                    clock.instant().plus(lease),
                    State.PENDING,
                    row.detail()));
            leased.add(new Pending(row.id(), row.attempts() + 1, row.message()));
        }
        return leased;
    }

    private void put(Row row) {
        rows.set((int) row.id() - 1, row);
    }

    @Override
    public void settle(Pending message, Channel.Delivery delivery, Duration again) {
        Row row = rows.get((int) message.id() - 1);
        boolean sent = delivery.status() == Channel.Delivery.Status.SENT;
        if (sent || (row.state() == State.PENDING && row.attempts() == message.attempt())) {
            boolean retry = delivery.status() == Channel.Delivery.Status.RETRY;
            Instant at = retry ? clock.instant().plus(again) : clock.instant();
            put(row.in(state(delivery.status()), at, delivery.detail()));
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

    @Override
    public List<Dead> dead() {
        return rows.stream()
                .filter(row -> row.state() == State.DEAD)
                .map(row -> new Dead(row.id(), row.attempts(), row.detail(), row.free(), row.message()))
                .toList();
    }

    @Override
    public int retryDead() {
        List<Row> dead = rows.stream().filter(row -> row.state() == State.DEAD).toList();
        dead.forEach(row -> put(new Row(row.id(), 0, row.message(), Instant.EPOCH, State.PENDING, row.detail())));
        return dead.size();
    }

    @Override
    public int dropDead() {
        List<Row> dead = rows.stream().filter(row -> row.state() == State.DEAD).toList();
        dead.forEach(row -> put(row.in(State.DROPPED, clock.instant(), row.detail())));
        return dead.size();
    }

    @Override
    public List<Message> telling(AlertKey key, int episode) {
        return rows.stream()
                .map(Row::message)
                .filter(message -> message.notice().cases().stream()
                        .flatMap(told -> told.alerts().stream())
                        .anyMatch(alert -> alert.key().equals(key) && alert.episode() == episode))
                .toList();
    }
}
