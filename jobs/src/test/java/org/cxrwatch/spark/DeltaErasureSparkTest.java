package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.io.delta.DeltaErasure;
import org.cxrwatch.job.Erase;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.LakeErasure.Found;
import org.cxrwatch.port.MemoryErasures;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that forgot images is, in every sum of its cells, the lake that never saw them. */
class DeltaErasureSparkTest {

    private static final Set<String> FORGOTTEN = Set.of("image-3", "image-8", "image-21");
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
        Erasures register = new MemoryErasures();

        Erase.Result result = erase(forgets, register);

        assertThat(sums(forgets)).isEqualTo(sums(innocent));
        assertThat(result.rows()).isPositive();
        assertThat(find(forgets).rows())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(register.list().get(0).days()).isEqualTo(result.days());
        assertThat(forgets.rebuildCells()
                        .run(java.util.Optional.empty(), java.util.Optional.empty())
                        .rebuilt())
                .isEmpty();
    }

    private static SmallStream without(SmallStream stream) {
        stream.requests.removeIf(each -> FORGOTTEN.contains(each.logged().predictionId()));
        stream.labels.removeIf(each -> FORGOTTEN.contains(each.predictionId()));
        return stream;
    }

    private static Erase.Result erase(SmallLake of, Erasures register) {
        Erase job = new Erase(
                of.ledger,
                register,
                new DeltaErasure(TestSession.shared(), of.lake),
                new Erase.Recount(of.cells, of.rebuild, SmallLake.DEFINITION, Expired.NOTHING));
        return job.run(new Erase.Request(FORGOTTEN, "asked for", "ada"), NIGHT);
    }

    private static Found find(SmallLake of) {
        return new DeltaErasure(TestSession.shared(), of.lake).find(FORGOTTEN);
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
