package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;

/** One of the {@link HospitalWriters}. It labels its own rows only, so that it knows what every one has in the end. */
final class Writer implements Callable<Void> {

    private static final int MOST_ROWS = 50;
    private static final int MOST_LABELS = 20;
    private static final int ROLLED_BACK_PERCENT = 5;
    private static final int LATE_PERCENT = 3;
    private static final int SENT_AGAIN_PERCENT = 5;
    private static final int HOT_ROWS = 40;

    private final HospitalWriters all;
    private final Connection connection;
    private final SplittableRandom random;
    private final List<PredictionRow> rows = new ArrayList<>();
    private final Map<UUID, Optional<String>> labels = new HashMap<>();

    Writer(HospitalWriters all, Connection connection, int number) {
        this.all = all;
        this.connection = connection;
        this.random = new SplittableRandom(all.plan().seed() * 1_000 + number);
    }

    Map<UUID, Optional<String>> written() {
        return labels;
    }

    @Override
    public Void call() throws SQLException, InterruptedException {
        try (connection) {
            connection.setAutoCommit(false);
            while (all.goesOn()) {
                if (!rows.isEmpty() && isOneOf(labelPercent())) {
                    label();
                } else {
                    insert();
                }
            }
        }
        return null;
    }

    private int labelPercent() {
        return switch (all.plan().mode()) {
            case MIXED -> 30;
            case HOT_HEAVY -> 85;
        };
    }

    private void insert() throws SQLException, InterruptedException {
        int count = random.nextInt(1, MOST_ROWS + 1);
        boolean late = isOneOf(LATE_PERCENT);
        List<PredictionRow> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDateTime now = all.nextTime();
            LocalDateTime time = late ? now.minusDays(1) : now;
            fresh.add(
                    !rows.isEmpty() && isOneOf(SENT_AGAIN_PERCENT)
                            ? PredictionRow.one(rows, random).sentAgain(random, time)
                            : PredictionRow.random(random, time));
        }
        int half = count / 2;
        write(fresh.subList(0, half));
        sample(fresh.get(0).time());
        holdNowAndThen();
        write(fresh.subList(half, count));
        if (committed()) {
            rows.addAll(fresh);
            fresh.forEach(row -> labels.put(row.id(), Optional.empty()));
            all.count(count);
        }
    }

    private void write(List<PredictionRow> some) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PredictionRow.INSERT)) {
            for (PredictionRow row : some) {
                row.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void sample(LocalDateTime time) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO system_metrics (timestamp, cpu_percent, memory_percent, gpu_memory_mb, disk_usage_percent,"
                        + " request_count, error_count, active_connections, response_time_avg_ms, cache_hit_rate)"
                        + " VALUES (?, ?, 45.5, NULL, 47.8, 14367, 0, 8, 171.84, 0.8)")) {
            insert.setObject(1, time);
            insert.setDouble(2, random.nextInt(0, 10_000) / 100.0);
            insert.executeUpdate();
        }
    }

    private void label() throws SQLException, InterruptedException {
        Map<UUID, Optional<String>> changed = new HashMap<>();
        TreeSet<UUID> chosen = new TreeSet<>();
        for (int i = random.nextInt(1, MOST_LABELS + 1); i > 0; i--) {
            chosen.add(labelled().id());
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE predictions SET actual_label = ? WHERE id = ?")) {
            for (UUID id : chosen) {
                Optional<String> next = next(labels.get(id));
                update.setObject(1, next.orElse(null), Types.VARCHAR);
                update.setObject(2, id);
                update.addBatch();
                changed.put(id, next);
            }
            update.executeBatch();
        }
        holdNowAndThen();
        if (committed()) {
            labels.putAll(changed);
        }
    }

    private PredictionRow labelled() {
        return switch (all.plan().mode()) {
            case MIXED -> PredictionRow.one(rows, random);
            case HOT_HEAVY -> rows.get(random.nextInt(Math.max(0, rows.size() - HOT_ROWS), rows.size()));
        };
    }

    /** Set where there is none; of those that are there, some are taken back and the others changed. */
    private Optional<String> next(Optional<String> now) {
        if (now.isEmpty()) {
            return Optional.of(random.nextBoolean() ? "NORMAL" : "PNEUMONIA");
        }
        return random.nextInt(3) == 0
                ? Optional.empty()
                : now.map(label -> label.equals("NORMAL") ? "PNEUMONIA" : "NORMAL");
    }

    private void holdNowAndThen() throws InterruptedException {
        if (isOneOf(all.plan().heldPercent())) {
            all.hold(random.nextLong(all.plan().longest().toNanos() + 1));
        }
    }

    private boolean committed() throws SQLException {
        if (isOneOf(ROLLED_BACK_PERCENT)) {
            connection.rollback();
            return false;
        }
        connection.commit();
        return true;
    }

    private boolean isOneOf(int percent) {
        return random.nextInt(100) < percent;
    }
}
