package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.DeltaErasure;
import org.cxrwatch.io.delta.LakeCellArchive;
import org.cxrwatch.io.delta.Origin;
import org.cxrwatch.io.delta.RejectTable;
import org.cxrwatch.job.Erase;
import org.cxrwatch.job.Recount;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.LakeErasure.Found;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.MemoryErasures;
import org.cxrwatch.port.Piece;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that forgot images is, in every sum of its cells, the lake that never saw them. */
class DeltaErasureSparkTest {

    private static final Set<String> FORGOTTEN = Set.of("image-3", "image-8", "image-21", "4711", "Müller-17");
    private static final Instant NIGHT = Instant.parse("2026-09-20T02:00:00Z");
    private static final Instant EVER = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void itIsTheLakeThatNeverSawThem(@TempDir Path saw, @TempDir Path never) {
        SmallLake forgets = new SmallLake(saw);
        forgets.ingest(new SmallStream(50, 5));
        forgets.summarise();
        SmallLake innocent = new SmallLake(never);
        innocent.ingest(without(new SmallStream(50, 5)));
        innocent.summarise();
        assertThat(sums(forgets)).isNotEqualTo(sums(innocent));
        reject(
                forgets,
                "{\"prediction_id\":4711,\"confidence\":93}",
                "{\"prediction_id\": \"M\\u00fcller-17\", \"timestamp\": \"20",
                "kept,image-30,image-3-kept");
        Erasures register = new MemoryErasures();

        Erase.Result result = erase(forgets, register);

        assertThat(sums(forgets)).isEqualTo(sums(innocent));
        assertThat(result.erasure().rows()).containsEntry("reject", 2L);
        assertThat(result.erasure().rows().get("prediction")).isPositive();
        assertThat(forgets.lake.read(RejectTable.TABLE).collectAsList())
                .extracting(row -> RejectTable.fromRow(row).raw())
                .containsExactly("kept,image-30,image-3-kept");
        assertThat(find(forgets).rows())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(register.list().get(0).days()).isEqualTo(result.erasure().days());
        assertThat(forgets.rebuildCells()
                        .run(java.util.Optional.empty(), java.util.Optional.empty())
                        .rebuilt())
                .isEmpty();
    }

    private static void reject(SmallLake of, String... lines) {
        Origin origin = new Origin(1, Arrival.observed(NIGHT), "file", 1);
        List<Row> rows = Stream.of(lines)
                .map(line -> RejectTable.toRow(
                        new RejectTable.Entry(Piece.Kind.PREDICTION, RejectReason.NOT_JSON, "broken", line, origin)))
                .toList();
        of.lake.append(RejectTable.TABLE, TestSession.shared().createDataFrame(rows, RejectTable.TABLE.schema()), 1);
    }

    private static SmallStream without(SmallStream stream) {
        stream.requests.removeIf(each -> FORGOTTEN.contains(each.logged().predictionId()));
        stream.labels.removeIf(each -> FORGOTTEN.contains(each.predictionId()));
        return stream;
    }

    private static Erase.Result erase(SmallLake of, Erasures register) {
        Erase job = new Erase(
                new Erase.Stores(
                        register,
                        new DeltaErasure(of.lake),
                        new LakeCellArchive(TestSession.shared(), of.lake),
                        ids -> 0,
                        new MemoryDatabase(Clock.systemUTC()).baselines()),
                new Recount(of.ledger, of.cells, of.rebuild, SmallLake.DEFINITION, Expired.NOTHING));
        return job.run(new Erase.Request(FORGOTTEN, "asked for", "ada"), NIGHT);
    }

    private static Found find(SmallLake of) {
        return new DeltaErasure(of.lake).find(FORGOTTEN);
    }

    /** What cells add up to, by key. */
    private static Map<String, String> sums(SmallLake of) {
        LocalDate first = SmallStream.FIRST_DAY;
        var cells =
                of.cells.load(new Cells.Range(first.minusDays(9), first.plusDays(30), Set.of(PartKind.values()), EVER));
        CellSums sums = new CellSums(cells);
        Map<String, String> bytes = new TreeMap<>();
        cells.stream()
                .map(Cell::key)
                .distinct()
                .forEach(key -> sums.sum(key, EVER)
                        .filter(part -> part.rows() > 0)
                        .ifPresent(
                                part -> bytes.put(key.toString(), HexFormat.of().formatHex(part.toBytes()))));
        return bytes;
    }
}
