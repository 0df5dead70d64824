package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.s3.FaultyGateway;
import org.cxrwatch.s3.FaultyGateway.Fault;
import org.cxrwatch.s3.S3Server;
import org.cxrwatch.s3.TestBucket;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In a bucket, and what befalls it there: lost answers, faults, and upkeep beside the work. */
class BucketLakeIT extends DeltaLakeContract {

    private static final String BUCKET = "delta-lake";
    private static final LakeTable NIGHTS = LakeTable.named("night", "One row a prediction")
            .with("batch", DataTypes.LongType, "Number of its batch")
            .with("number", DataTypes.LongType, "Which of its batch")
            .partitionedBy("batch");
    private static final Predicate<FaultyGateway.Request> COMMIT =
            request -> request.method().equals("PUT") && request.path().matches(".*/_delta_log/[0-9]{20}\\.json");

    private static final int PER_NIGHT = 20;

    private static S3Server server;
    private static FaultyGateway gateway;

    @BeforeAll
    static void start() {
        server = S3Server.started();
        server.createBucket(BUCKET);
        gateway = FaultyGateway.before(server);
        TestBucket.tell(session().sparkContext().hadoopConfiguration(), BUCKET, gateway.endpoint());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        server.close();
    }

    @AfterEach
    void noHarm() {
        gateway.plan(request -> Fault.NONE);
    }

    @Override
    String place(String test) {
        return "s3a://" + BUCKET + "/" + test;
    }

    @Test
    void aCommitWhoseAnswerWasLostIsThereOnce() {
        DeltaLake lake = DeltaLake.open(session(), place());
        lake.append(NIGHTS, night(1), 1);
        AtomicInteger lost = new AtomicInteger();
        gateway.plan(request -> COMMIT.test(request) && lost.incrementAndGet() == 1 ? Fault.LOST_ANSWER : Fault.NONE);

        lake.append(NIGHTS, night(2), 2);
        lake.append(NIGHTS, night(2), 2);
        lake.append(NIGHTS, night(3), 3);

        assertThat(lost).hasValueGreaterThan(1);
        assertThat(commits(lake)).as("the table, and a commit a batch").isEqualTo(1 + 3);
        assertThat(numbers(lake)).isEqualTo(expected(3));
    }

    @Test
    void faultsOfTheStoreChangeNothing() {
        DeltaLake lake = DeltaLake.open(session(), place());
        int harmedBefore = gateway.harmed();
        gateway.plan(request -> fault(request.number()));

        for (long batch = 1; batch <= 3; batch++) {
            lake.append(NIGHTS, night(batch), batch);
            assertThat(lake.read(NIGHTS).count()).isEqualTo(batch * PER_NIGHT);
        }

        assertThat(gateway.harmed() - harmedBefore).isPositive();
        assertThat(commits(lake)).isEqualTo(1 + 3);
        assertThat(numbers(lake)).isEqualTo(expected(3));
    }

    @Test
    void theStoreSurvivesUpkeepBesideTheWork() throws Exception {
        DeltaLake lake = DeltaLake.open(session(), place());
        lake.append(NIGHTS, night(1), 1);
        AtomicBoolean working = new AtomicBoolean(true);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> upkeep = thread.submit(() -> upkeep(lake, working));
            for (long batch = 2; batch <= 4; batch++) {
                lake.append(NIGHTS, night(batch), batch);
                assertThat(numbers(lake)).isEqualTo(expected(batch));
            }
            working.set(false);

            assertThat(upkeep.get(2, TimeUnit.MINUTES)).isPositive();
            assertThat(numbers(lake)).isEqualTo(expected(4));
        } finally {
            working.set(false);
            thread.shutdownNow();
        }
    }

    @Test
    void filesThatReadersMayStillNeedAreNotVacuumed() {
        DeltaLake lake = DeltaLake.open(session(), place());
        lake.append(NIGHTS, night(1), 1);

        assertThatThrownBy(() -> session().sql("vacuum delta.`" + lake.location(NIGHTS) + "` retain 0 hours"))
                .hasMessageContaining("retention period");
        assertThat(numbers(lake)).isEqualTo(expected(1));
    }

    @Test
    void whatAVersionNeedsIsNotCalledUnused() {
        DeltaLake lake = DeltaLake.open(session(), place());
        lake.append(NIGHTS, night(1), 1);
        lake.append(NIGHTS, night(2), 2);
        UnusedFiles unused = new UnusedFiles(lake, NIGHTS, Instant.now().plus(Duration.ofDays(1)));

        assertThat(unused.data(TableFiles.of(lake, NIGHTS)).isNone()).isTrue();
        lake.delete(NIGHTS, col("batch").equalTo(1));
        assertThat(unused.data(TableFiles.of(lake, NIGHTS)).files()).isEqualTo(1);
    }

    /** Of forty requests three are harmed, and one is slow. */
    private static Fault fault(int number) {
        return switch (number % 40) {
            case 7 -> Fault.ERROR;
            case 17 -> Fault.RESET;
            case 27 -> Fault.BUSY;
            case 37 -> Fault.SLOW;
            default -> Fault.NONE;
        };
    }

    private static int upkeep(DeltaLake lake, AtomicBoolean working) {
        int rounds = 0;
        while (working.get()) {
            session().sql("optimize delta.`" + lake.location(NIGHTS) + "`").collectAsList();
            session().sql("vacuum delta.`" + lake.location(NIGHTS) + "`").collectAsList();
            rounds++;
        }
        return rounds;
    }

    private static SparkSession session() {
        return TestSession.shared();
    }

    private static Dataset<Row> night(long batch) {
        List<Row> rows = LongStream.rangeClosed(1, PER_NIGHT)
                .mapToObj(number -> RowFactory.create(batch, number))
                .toList();
        return session().createDataFrame(rows, NIGHTS.schema());
    }

    private static long commits(DeltaLake lake) {
        return session()
                .sql("describe history delta.`" + lake.location(NIGHTS) + "`")
                .count();
    }

    private static List<String> numbers(DeltaLake lake) {
        return lake.read(NIGHTS).collectAsList().stream()
                .map(row -> row.getLong(0) + "/" + row.getLong(1))
                .sorted()
                .toList();
    }

    private static List<String> expected(long nights) {
        return LongStream.rangeClosed(1, nights)
                .boxed()
                .flatMap(night -> LongStream.rangeClosed(1, PER_NIGHT).mapToObj(number -> night + "/" + number))
                .sorted()
                .toList();
    }
}
