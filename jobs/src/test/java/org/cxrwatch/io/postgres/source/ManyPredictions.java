package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** As many predictions as years bring, and how fast PostgreSQL itself can give them away. */
public final class ManyPredictions {

    private static final int AT_ONCE = 2;
    private static final long A_TRANSACTION = 50_000;

    private ManyPredictions() {}

    /** Rows that went by, in how long. */
    public record Pace(long rows, long bytes, Duration time) {

        /** Rows a second. */
        public double rowsPerSecond() {
            return rows * 1e9 / time.toNanos();
        }
    }

    /** Adds the predictions numbered from {@code first}, and lets the server take note of how many there are. */
    public static Pace insert(HospitalDatabase hospital, long first, long rows) {
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (long from = first; from < first + rows; from += A_TRANSACTION) {
                long low = from;
                long high = Math.min(first + rows, from + A_TRANSACTION) - 1;
                parts.add(threads.submit(() -> insertPart(hospital, low, high)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        hospital.execute(Role.OWNER, "VACUUM (ANALYZE) predictions");
        return new Pace(rows, 0, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static Void insertPart(HospitalDatabase hospital, long low, long high) throws SQLException {
        try (Connection owner = hospital.connect(Role.OWNER);
                PreparedStatement insert = owner.prepareStatement(statement())) {
            insert.setLong(1, low);
            insert.setLong(2, high);
            insert.executeUpdate();
        }
        return null;
    }

    /** The yardstick: {@code COPY predictions TO STDOUT}, read and thrown away. */
    public static Pace copyOut(HospitalDatabase hospital) throws SQLException {
        long begin = System.nanoTime();
        long rows = 0;
        long bytes = 0;
        try (Connection reader = hospital.connect(Role.READER)) {
            CopyOut copy = reader.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY predictions TO STDOUT");
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                rows++;
                bytes += row.length;
            }
        }
        return new Pace(rows, bytes, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static String statement() {
        try (InputStream in = ManyPredictions.class.getResourceAsStream("/hospital/many-predictions.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("--.*\n", "")
                    .replace("$1", "?")
                    .replace("$2", "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
