package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.Test;

/** What several connections read at the same time is one state of the database. */
class SnapshotIT {

    private static final int ROWS = 1_200;
    private static final int ROUNDS = 20;
    private static final XidWindow.Days ALL = new XidWindow.Days(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 12, 31));

    private record Totals(long rows, double seconds) {

        private Totals plus(Totals other) {
            return new Totals(rows + other.rows, seconds + other.seconds);
        }
    }

    /** Moves a second from one row to another and back, over and over; tells how often. */
    private static long moveSeconds(HospitalDatabase hospital, long seed, AtomicBoolean going) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        long moved = 0;
        try (Connection owner = hospital.connect(Role.OWNER);
                PreparedStatement add = owner.prepareStatement(
                        "UPDATE predictions SET processing_time = processing_time + ? WHERE id = md5('row ' || ?)::uuid")) {
            owner.setAutoCommit(false);
            while (going.get()) {
                int from = random.nextInt(1, ROWS);
                for (int second : new int[] {1, -1}) {
                    for (int row = from; row <= from + 1; row++) {
                        add.setDouble(1, row == from ? -second : second);
                        add.setInt(2, row);
                        add.executeUpdate();
                    }
                    owner.commit();
                    moved++;
                }
            }
        }
        return moved;
    }

    private static Totals read(RowReader.Reading reading, RowReader.Portion portion) {
        long rows = 0;
        double seconds = 0;
        try (RowReader.Rows found = reading.reader().read(portion)) {
            while (found.hasNext()) {
                if (found.next() instanceof ReadRow.OfPrediction row) {
                    rows++;
                    seconds += row.prediction().prediction().latency().orElseThrow();
                }
            }
        }
        return new Totals(rows, seconds);
    }

    private static Totals readByTwo(RowReader.Reading reading, ExecutorService threads) throws Exception {
        List<Callable<Totals>> parts = new ArrayList<>();
        reading.portions().forEach(portion -> parts.add(() -> read(reading, portion)));
        Totals totals = new Totals(0, 0);
        for (Future<Totals> part : threads.invokeAll(parts)) {
            totals = totals.plus(part.get());
        }
        return totals;
    }

    @Test
    void totalsOfAParallelReadAreThoseOfOneSnapshotTwentyTimesOfTwenty() throws Exception {
        try (HospitalDatabase hospital = HospitalDatabase.started()) {
            ManyPredictions.insert(hospital, 1, ROWS);
            hospital.execute(Role.OWNER, "UPDATE predictions SET processing_time = 10");
            Extraction extraction = Extraction.of(hospital).inBatchesOf(256 << 10);
            AtomicBoolean going = new AtomicBoolean(true);
            AtomicLong portions = new AtomicLong();
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Totals> totals = new ArrayList<>();
            long moved;
            try {
                Future<Long> mover = threads.submit(() -> moveSeconds(hospital, 17, going));
                for (int round = 0; round < ROUNDS; round++) {
                    Batch batch =
                            Batch.planned(round + 1L, extraction.source().repair(ALL, Instant.now()), Instant.now());
                    try (RowReader.Reading reading = extraction.reader().open(batch)) {
                        portions.set(reading.portions().size());
                        totals.add(readByTwo(reading, threads));
                    }
                }
                going.set(false);
                moved = mover.get();
            } finally {
                going.set(false);
                threads.shutdownNow();
            }

            assertThat(moved).as("seconds moved meanwhile").isGreaterThan(ROUNDS);
            assertThat(portions).hasValueGreaterThan(3);
            assertThat(totals).hasSize(ROUNDS).containsOnly(new Totals(ROWS, 10.0 * ROWS));
        }
    }
}
