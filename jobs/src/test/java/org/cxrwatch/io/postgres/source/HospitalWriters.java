package org.cxrwatch.io.postgres.source;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inference services that write at the same time, as unhelpfully as real ones: transactions of 1 to 50 rows commit out
 * of order, some stay open for seconds, one in twenty is rolled back, some bring yesterday's rows, images are sent
 * again, and labels are set, changed and taken back in place. Every transaction with rows also brings a sample of system
 * metrics, whose id comes from a sequence. What they do is drawn from the seed; how they interleave is not.
 */
public final class HospitalWriters implements AutoCloseable {

    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 2, 8, 0);

    private final HospitalDatabase hospital;
    private final Plan plan;
    private final ExecutorService threads;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** What the writers mostly do. */
    public enum Mode {
        /** Rows, with labels between. */
        MIXED,
        /** Labels of the same few rows over and over: updates within the page (HOT), with long chains of versions. */
        HOT_HEAVY
    }

    /**
     * What to write.
     *
     * @param rows writers end when so many rows of predictions have been committed
     * @param longest how long a transaction stays open at most
     * @param heldPercent how many transactions in a hundred stay open at all
     */
    public record Plan(long seed, int writers, long rows, Duration longest, int heldPercent, Mode mode) {

        /** Eight writers, one transaction in twenty-five held for up to four seconds. */
        public static Plan of(long seed, long rows) {
            return new Plan(seed, 8, rows, Duration.ofSeconds(4), 4, Mode.MIXED);
        }

        /** With transactions that stay open no longer than this. */
        public Plan heldFor(Duration atMost) {
            return new Plan(seed, writers, rows, atMost, heldPercent, mode);
        }

        /** The same in another mode. */
        public Plan in(Mode other) {
            return new Plan(seed, writers, rows, longest, heldPercent, other);
        }
    }

    /** Writers that have not begun. */
    public HospitalWriters(HospitalDatabase hospital, Plan plan) {
        this.hospital = hospital;
        this.plan = plan;
        this.threads = Executors.newFixedThreadPool(plan.writers());
    }

    /** Writers that have begun. */
    public static HospitalWriters started(HospitalDatabase hospital, Plan plan) throws SQLException {
        HospitalWriters writers = new HospitalWriters(hospital, plan);
        writers.start();
        return writers;
    }

    /** Begins to write. */
    public void start() throws SQLException {
        if (plan.mode() == Mode.HOT_HEAVY) {
            // Room on every page for the versions of its rows.
            hospital.execute(HospitalDatabase.Role.OWNER, "ALTER TABLE predictions SET (fillfactor = 50)");
        }
        for (int number = 0; number < plan.writers(); number++) {
            Writer writer = new Writer(this, hospital.connect(HospitalDatabase.Role.OWNER), number);
            writers.add(writer);
            running.add(threads.submit(writer));
        }
    }

    /** How many rows of predictions have been committed so far, at least. */
    public long committedRows() {
        return committed.get();
    }

    /** Whether all have ended, well or not. */
    public boolean ended() {
        return running.stream().allMatch(Future::isDone);
    }

    /** Tells them to end after the transaction they are in, which is not held any longer. */
    public void stop() {
        stopping.countDown();
    }

    /** Waits for the end; fails with what a writer failed with. */
    public void await(Duration longest) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (Future<?> writer : running) {
            writer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    /** What the writers themselves know they have committed: each row with its label. They must have ended. */
    public Map<UUID, Optional<String>> written() {
        if (!ended()) {
            throw new IllegalStateException("still writing");
        }
        Map<UUID, Optional<String>> all = new HashMap<>();
        writers.forEach(writer -> all.putAll(writer.written()));
        return all;
    }

    @Override
    public void close() {
        stop();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    Plan plan() {
        return plan;
    }

    /** A time no other row has, a millisecond and a bit after the one before. */
    LocalDateTime nextTime() {
        long tick = clock.incrementAndGet();
        return FIRST.plusNanos(tick * 1_000_000 + tick * 7_919 % 1_000 * 1_000);
    }

    void count(int rows) {
        committed.addAndGet(rows);
    }

    boolean goesOn() {
        return stopping.getCount() > 0 && committed.get() < plan.rows();
    }

    /** Keeps the transaction open for so long, or until all are told to end. */
    void hold(long nanos) throws InterruptedException {
        boolean told = stopping.await(nanos, TimeUnit.NANOSECONDS);
        assert told || nanos >= 0;
    }
}
