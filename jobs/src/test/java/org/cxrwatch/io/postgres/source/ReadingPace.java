package org.cxrwatch.io.postgres.source;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.XidWindow;

/**
 * A program that prints how fast the source is read beside {@code COPY … TO}, what memory that takes, and what a night
 * costs in which nothing changed. Arguments: millions of rows, e.g. {@code 1 4}.
 */
public final class ReadingPace {

    private static final long MILLION = 1_000_000;
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 2;
    private static final XidWindow.Days ALL = new XidWindow.Days(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1));

    private final HospitalDatabase hospital;
    private final Extraction extraction;
    private final AtomicLong mostHeap = new AtomicLong();

    private ReadingPace(HospitalDatabase hospital) {
        this.hospital = hospital;
        this.extraction = Extraction.of(hospital).inBatchesOf(256 << 20);
    }

    /** Prints the figures. */
    public static void main(String[] millions) throws Exception {
        long rows = 0;
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            ReadingPace pace = new ReadingPace(hospital);
            for (String each : millions) {
                long more = Long.parseLong(each) * MILLION;
                ManyPredictions.insert(hospital, rows + 1, more - rows);
                rows = more;
                pace.print(rows);
            }
        }
    }

    private void print(long rows) throws Exception {
        // Once unmeasured, for the compiler and the server's cache.
        ManyPredictions.copyOut(hospital);
        read(all(), rows);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double copied = ManyPredictions.copyOut(hospital).rowsPerSecond();
            double read = rows / seconds(() -> read(all(), rows));
            ratios.add(read / copied);
            say("%,d rows: COPY TO %,.0f rows/s, read %,.0f rows/s: %.2f of it", rows, copied, read, read / copied);
        }
        Collections.sort(ratios);
        say("median ratio %.2f", ratios.get(ROUNDS / 2));
        double[] unchanged = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            unchanged[round] = seconds(() -> read(nothingChanged(), 0)) * MILLION / rows;
        }
        Arrays.sort(unchanged);
        say("nothing changed: %.2f s a million rows", unchanged[ROUNDS / 2]);
        mostHeap.set(0);
        read(all(), rows, this::noteHeap);
        say("%,d rows: %,d MiB of heap in use after a collection, at most, while reading", rows, mostHeap.get() >> 20);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private Batch all() {
        Instant now = Instant.now();
        return Batch.planned(1, extraction.source().repair(ALL, now), now);
    }

    /** Transactions after the newest row's, before the next. */
    private Batch nothingChanged() {
        hospital.number("SELECT pg_current_xact_id()::text::bigint");
        Plan repair = all().plan();
        XidWindow of = repair.window().orElseThrow();
        XidWindow none = new XidWindow(
                XidWindow.Mode.CHANGES, of.server(), of.to() - 1, of.to(), of.to(), of.watermark(), Optional.empty());
        Plan plan = new Plan(Extraction.SOURCE, ArrivalBasis.OBSERVED, repair.pieces(), Optional.of(none));
        return Batch.planned(1, plan, Instant.now());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
    }

    private void noteHeap() {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        mostHeap.accumulateAndGet(used, Math::max);
    }

    private void read(Batch batch, long expected) throws SQLException, ExecutionException, InterruptedException {
        read(batch, expected, () -> {});
    }

    /** Counts the rows of a batch, read by so many threads. */
    private void read(Batch batch, long expected, Runnable amid)
            throws SQLException, ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (RowReader.Reading reading = extraction.reader().open(batch)) {
            List<Callable<Long>> parts = new ArrayList<>();
            reading.portions().forEach(portion -> parts.add(() -> count(reading, portion, amid)));
            long rows = 0;
            for (Future<Long> part : threads.invokeAll(parts)) {
                rows += part.get();
            }
            if (rows != expected) {
                throw new IllegalStateException(rows + " rows were read, not " + expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long count(RowReader.Reading reading, RowReader.Portion portion, Runnable amid) {
        long rows = 0;
        try (RowReader.Rows found = reading.reader().read(portion)) {
            while (found.hasNext()) {
                if (found.next() instanceof ReadRow.OfPrediction) {
                    rows++;
                    if (rows == 1_000) {
                        amid.run();
                    }
                }
            }
        }
        return rows;
    }
}
