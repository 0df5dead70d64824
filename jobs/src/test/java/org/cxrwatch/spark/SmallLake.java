package org.cxrwatch.spark;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.DeltaLake;
import org.cxrwatch.io.delta.LabelTable;
import org.cxrwatch.io.delta.LakeCells;
import org.cxrwatch.io.delta.LakeTable;
import org.cxrwatch.io.delta.Origin;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.SystemMetricTable;
import org.cxrwatch.job.RebuildCells;
import org.cxrwatch.job.Recount;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;

/** A lake of a test, into which a stream is ingested batch by batch. */
final class SmallLake {

    static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site", "scanner"), List.of("site"));
    static final LabelRules RULES = new LabelRules(120, List.of());

    final DeltaLake lake;
    final LakeCells cells;
    final LakeSummariser summariser;
    final LakeRebuild rebuild;
    final MemoryLedger ledger = new MemoryLedger();

    /** The batches, as they were planned. */
    final Map<Long, Batch> batches = new TreeMap<>();

    private final Set<List<Object>> counted = new HashSet<>();

    SmallLake(Path folder) {
        this(folder, DEFINITION);
    }

    SmallLake(Path folder, SummaryDefinition definition) {
        this.lake = DeltaLake.open(TestSession.shared(), folder.toString());
        this.cells = new LakeCells(lake);
        this.summariser = new LakeSummariser(TestSession.shared(), lake, definition, RULES);
        this.rebuild = new LakeRebuild(TestSession.shared(), lake, definition, RULES);
    }

    /** Spreads a stream over batches at random, so that labels come before their rows and days are cut. */
    void ingest(SmallStream stream, int batches, Random random) {
        List<SmallStream> cut = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            cut.add(new SmallStream(0, 0));
            cut.get(i).labels.clear();
            cut.get(i).samples.clear();
        }
        stream.requests.forEach(
                each -> cut.get(random.nextInt(batches)).requests.add(each));
        stream.labels.forEach(each -> cut.get(random.nextInt(batches)).labels.add(each));
        stream.samples.forEach(each -> cut.get(random.nextInt(batches)).samples.add(each));
        cut.forEach(this::ingest);
    }

    /** Ingests a stream as one batch. */
    long ingest(SmallStream stream) {
        return ingest(stream.requests, stream.labels, stream.samples);
    }

    long ingest(
            Collection<SmallStream.Request> requests,
            Collection<LabelEvent> labels,
            Collection<SmallStream.Sample> samples) {
        Batch planned = ledger.plan(
                Plan.ofFiles("test", ArrivalBasis.FROM_NAME, List.of()), Instant.parse("2026-09-05T00:00:00Z"));
        long batch = planned.number();
        batches.put(batch, planned);
        append(
                PredictionTable.TABLE,
                requests.stream()
                        .sorted(Comparator.comparing(
                                request -> request.logged().prediction().at()))
                        .map(request -> PredictionTable.toRow(new PredictionTable.Entry(
                                request.logged(), "", isFirst(request), "test", origin(batch, request.arrival()))))
                        .toList(),
                batch);
        append(
                LabelTable.TABLE,
                labels.stream()
                        .map(event -> LabelTable.toRow(new LabelTable.Entry(event, origin(batch, event.arrival()))))
                        .toList(),
                batch);
        append(
                SystemMetricTable.TABLE,
                samples.stream()
                        .map(each -> SystemMetricTable.toRow(
                                new SystemMetricTable.Entry(each.sample(), origin(batch, each.arrival()))))
                        .toList(),
                batch);
        ledger.advance(batch, BatchState.INGESTED, Map.of());
        return batch;
    }

    private boolean isFirst(SmallStream.Request request) {
        LocalDate day = LocalDate.ofInstant(request.logged().prediction().at(), ZoneOffset.UTC);
        return request.logged().prediction().succeeded()
                && counted.add(List.of(
                        request.logged().predictionId(),
                        day,
                        request.logged().prediction().modelVersion()));
    }

    private static Origin origin(long batch, Arrival arrival) {
        return new Origin(batch, arrival, "file", 1);
    }

    private void append(LakeTable table, List<Row> rows, long batch) {
        lake.append(
                table,
                TestSession.shared().createDataFrame(rows, table.schema()).coalesce(1),
                batch);
    }

    Summarise.Result summarise() {
        return new Summarise(ledger, summariser).run();
    }

    RebuildCells rebuildCells() {
        return new RebuildCells(new Recount(ledger, cells, rebuild, DEFINITION, Expired.NOTHING));
    }

    /** Contents by address, as text that can be compared. */
    static Map<String, String> bytes(List<CellContent> contents) {
        Map<String, String> bytes = new TreeMap<>();
        contents.forEach(content -> bytes.put(
                AddressText.of(content.address()),
                java.util.HexFormat.of().formatHex(content.part().toBytes())));
        return bytes;
    }
}
