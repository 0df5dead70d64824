package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.io.postgres.DatabaseAddress;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.log.DemoReading;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.XidWindow;

/**
 * What {@code ingest} takes of a hospital's database, into a lake in memory.
 *
 * @param url of the database
 * @param terms how it is read
 * @param ledger what was taken
 * @param lake where to
 */
record Extraction(String url, SourceTerms terms, Ledger ledger, MemoryLake lake) {

    static final String SOURCE = "postgres";

    private static final int BATCH_BYTES = 1 << 20;

    /** By a role that may only SELECT, with nothing taken yet. */
    static Extraction of(HospitalDatabase hospital) {
        return new Extraction(hospital.url(Role.READER), terms(ZoneId.of("UTC")), new MemoryLedger(), new MemoryLake());
    }

    /** As the settings are by default, in small batches; times are of this zone. */
    static SourceTerms terms(ZoneId zone) {
        ReadingRules rules = DemoReading.in(zone);
        SourceTerms.Limits limits = new SourceTerms.Limits(2, BATCH_BYTES, 0, 7_300);
        return new SourceTerms("public", rules, SourceTerms.Unit.SECONDS, Optional.empty(), limits);
    }

    /** Goes on with this database. */
    Extraction at(String otherUrl) {
        return new Extraction(otherUrl, terms, ledger, lake);
    }

    /** With first loads in batches of so many bytes. */
    Extraction inBatchesOf(long bytes) {
        SourceTerms.Limits limits =
                new SourceTerms.Limits(2, bytes, 0, terms.limits().lookBackDays());
        return with(new SourceTerms(terms.schema(), terms.rules(), terms.processingTime(), terms.xidColumn(), limits));
    }

    /** With durations counted so. */
    Extraction counting(SourceTerms.Unit unit) {
        return with(new SourceTerms(terms.schema(), terms.rules(), unit, terms.xidColumn(), terms.limits()));
    }

    /** With a column that tells each row's transaction. */
    Extraction byColumn(String column) {
        return with(new SourceTerms(
                terms.schema(), terms.rules(), terms.processingTime(), Optional.of(column), terms.limits()));
    }

    /** Read so. */
    Extraction with(SourceTerms other) {
        return new Extraction(url, other, ledger, lake);
    }

    /** With another ledger. */
    Extraction with(Ledger other) {
        return new Extraction(url, terms, other, lake);
    }

    DatabaseServer server() {
        return new DatabaseServer(DatabaseAddress.parse(url), "cxrwatch test", DatabaseServer.Use.SOURCE);
    }

    PostgresSource source() {
        return new PostgresSource(SOURCE, server(), terms);
    }

    PostgresReader reader() {
        return new PostgresReader(server(), terms);
    }

    /** Takes what is new. */
    Ingest.Report run() {
        return run(lake.readBy(reader()));
    }

    /** The same by another intake. */
    Ingest.Report run(Intake intake) {
        return new Ingest(List.of(new Ingest.Feed(source(), intake)), ledger, new MemorySourceChecks())
                .run(Instant.now());
    }

    /** What the source said last, when it had no more. */
    static String remarks(Ingest.Report report) {
        return String.join(" ", report.listings().get(0).remarks());
    }

    /** Batches that wait to be read. */
    List<Batch> planned() {
        return ledger.inState(Set.of(BatchState.PLANNED));
    }

    /** The windows of all batches. */
    List<XidWindow> windows() {
        return ledger.inState(Set.of(BatchState.values())).stream()
                .map(batch -> batch.plan().window().orElseThrow())
                .toList();
    }

    /** The window of the last batch. */
    XidWindow window() {
        return ledger.taken(SOURCE).position().orElseThrow().plan().window().orElseThrow();
    }

    /** How many predictions the batch brought that was planned last. */
    long lastRead() {
        return lake.read.get(ledger.taken(SOURCE).position().orElseThrow().number());
    }

    /** Asserts that the lake has every committed row and label, in UTC, and nothing else. */
    void assertEqualTo(HospitalDatabase hospital) throws SQLException {
        Truth truth = truth(hospital);
        assertThat(lake.rejects).isEmpty();
        assertThat(lake.predictions.keySet()).isEqualTo(keys(truth));
        assertThat(lake.labels).isEqualTo(labels(truth));
    }

    /** Asserts that the lake has every committed row and label; it may have more, as rows are lost in a restore. */
    void assertContains(HospitalDatabase hospital) throws SQLException {
        Truth truth = truth(hospital);
        assertThat(lake.rejects).isEmpty();
        assertThat(lake.predictions.keySet()).containsAll(keys(truth));
        assertThat(lake.labels).containsAllEntriesOf(labels(truth));
    }

    private static Truth truth(HospitalDatabase hospital) throws SQLException {
        try (Connection reader = hospital.connect(Role.ADMIN)) {
            return Truth.read(reader);
        }
    }

    private static Set<MemoryLake.Key> keys(Truth truth) {
        Set<MemoryLake.Key> keys = new TreeSet<>();
        truth.identities().forEach(identity -> keys.add(key(identity)));
        return keys;
    }

    private static Map<MemoryLake.Key, String> labels(Truth truth) {
        Map<MemoryLake.Key, String> labels = new TreeMap<>();
        truth.labels().forEach((identity, label) -> labels.put(key(identity), label));
        return labels;
    }

    private static MemoryLake.Key key(Truth.Identity identity) {
        LocalDateTime time = identity.time().truncatedTo(ChronoUnit.MILLIS);
        return new MemoryLake.Key(identity.id(), time.toInstant(ZoneOffset.UTC), identity.modelVersion());
    }
}
