package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.ResultsDatabase;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.XidWindow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection to the ledger is lost around a COMMIT: the next run looks the batch up before it decides. */
class CutLedgerIT {

    private static HospitalDatabase hospital;

    private TcpProxy proxy;
    private ResultsDatabase results;

    /** Which transaction of the ledger. */
    enum Step {
        PLAN,
        INGESTED
    }

    /** Where it is cut off. */
    enum Where {
        BEFORE_ITS_STATEMENT,
        BEFORE_ITS_COMMIT,
        AFTER_ITS_COMMIT;

        private TcpProxy.Cut cut(TcpProxy proxy, Step step) {
            return switch (this) {
                case BEFORE_ITS_STATEMENT ->
                    proxy.cutBefore(step == Step.PLAN ? "INSERT INTO monitoring.ledger" : "UPDATE monitoring.ledger");
                case BEFORE_ITS_COMMIT -> proxy.cutBefore("COMMIT");
                case AFTER_ITS_COMMIT -> proxy.cutAfter("COMMIT");
            };
        }
    }

    static Stream<Arguments> cuts() {
        return Stream.of(Step.values())
                .flatMap(step -> Stream.of(Where.values()).map(where -> Arguments.of(step, where)));
    }

    /** Plans a cut when its moment comes. */
    private record Cutting(Ledger ledger, Step step, Runnable cut) implements Ledger {

        @Override
        public Batch plan(Plan plan, Instant at) {
            if (step == Step.PLAN) {
                cut.run();
            }
            return ledger.plan(plan, at);
        }

        @Override
        public void advance(long batch, BatchState to, Map<String, Long> counts) {
            if (step == Step.INGESTED) {
                cut.run();
            }
            ledger.advance(batch, to, counts);
        }

        @Override
        public List<Batch> inState(Set<BatchState> states) {
            return ledger.inState(states);
        }

        @Override
        public Taken taken(String source) {
            return ledger.taken(source);
        }

        @Override
        public void noteFiles(long batch, List<FileOutcome> outcomes) {
            ledger.noteFiles(batch, outcomes);
        }

        @Override
        public List<FileOutcome> fileFindings(Instant plannedSince) {
            return ledger.fileFindings(plannedSince);
        }

        @Override
        public List<Delivery> deliveries(Instant arrivedBy) {
            return ledger.deliveries(arrivedBy);
        }
    }

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
        hospital.execute(Role.ADMIN, "CREATE DATABASE results");
        database(hospital.port()).prepare();
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    @BeforeEach
    void open() throws SQLException {
        hospital.recreate();
        proxy = new TcpProxy(hospital.port());
        results = database(proxy.port());
        try (Connection connection = hospital.connect("results", Role.ADMIN)) {
            HospitalDatabase.execute(connection, "TRUNCATE monitoring.ledger CASCADE");
        }
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    private static ResultsDatabase database(int port) {
        String url = hospital.url(Role.ADMIN, port).replace("/" + HospitalDatabase.DATABASE, "/results");
        return new ResultsDatabase(DatabaseAddress.parse(url), "cxrwatch test");
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void theLedgerDecidesAndNothingIsTakenTwice(Step step, Where where) throws SQLException {
        Extraction extraction = Extraction.of(hospital).with(results.ledger());
        ManyPredictions.insert(hospital, 1, 100);
        extraction.run();
        ManyPredictions.insert(hospital, 101, 50);
        Ledger cutting = new Cutting(results.ledger(), step, () -> where.cut(proxy, step));

        assertThatThrownBy(() -> extraction.with(cutting).run())
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("results database")
                .hasMessageNotContaining(Role.ADMIN.password());

        boolean stored = where == Where.AFTER_ITS_COMMIT;
        assertThat(extraction.planned()).hasSize((step == Step.PLAN) == stored ? 1 : 0);
        ManyPredictions.insert(hospital, 151, 5);
        Ingest.Report report = extraction.run();

        assertThat(report.done()).extracting(Ingest.Done::start).contains(Ingest.Start.NEW);
        assertThat(report.done().get(0).start() == Ingest.Start.RESUMED).isEqualTo((step == Step.PLAN) == stored);
        assertThat(extraction.planned()).isEmpty();
        assertThat(extraction.lake().read.values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("rows of all batches")
                .isEqualTo(155);
        extraction.assertEqualTo(hospital);
        assertContiguous(extraction.windows());
    }

    private static void assertContiguous(List<XidWindow> windows) {
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).from()).isEqualTo(windows.get(i - 1).to());
        }
    }
}
