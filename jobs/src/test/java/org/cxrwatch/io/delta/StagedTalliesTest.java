package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;

class StagedTalliesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final ReadRow.OfFile NOTHING = new ReadRow.OfFile(0, 0, "");
    private static final Row NO_ROW = RowFactory.create();

    private static StagedRow prediction(String version, LocalDate day) {
        return new StagedRow(What.PREDICTION, "f", version, Optional.of(day), NO_ROW, NOTHING);
    }

    private static StagedRow rejected(String detail) {
        Origin origin = new Origin(1, Arrival.observed(Instant.parse("2026-09-02T02:00:00Z")), "f", 3);
        Row row = RejectTable.toRow(
                new RejectTable.Entry(Piece.Kind.PREDICTION, RejectReason.NOT_JSON, detail, "raw", origin));
        return new StagedRow(What.REJECTED_PREDICTION, "f", "", Optional.empty(), row, NOTHING);
    }

    private static StagedRow end(long waiting) {
        return new StagedRow(What.FILE, "f", "", Optional.empty(), NO_ROW, new ReadRow.OfFile(waiting, 1, ""));
    }

    private static StagedTallies counted(StagedRow... rows) {
        StagedTallies tallies = new StagedTallies();
        List.of(rows).forEach(tallies::count);
        return tallies;
    }

    @Test
    void rowsAreCountedByKindFileAndVersion() {
        StagedTallies tallies = counted(
                prediction("v1", DAY),
                prediction("v2", DAY),
                prediction("v1", DAY.plusDays(1)),
                prediction("v1", DAY),
                rejected("b"),
                rejected("a"),
                end(7));

        assertThat(tallies.list())
                .extracting(StagedTally::what, StagedTally::version, StagedTally::rows)
                .containsExactly(
                        tuple(What.PREDICTION, "v1", 3L),
                        tuple(What.PREDICTION, "v2", 1L),
                        tuple(What.REJECTED_PREDICTION, "", 2L),
                        tuple(What.FILE, "", 1L));
        assertThat(tallies.list().get(0).days()).isEqualTo(Map.of(DAY, 2L, DAY.plusDays(1), 1L));
        assertThat(tallies.list().get(0).hasUndated()).isFalse();
        assertThat(tallies.list().get(2).hasUndated()).isTrue();
        assertThat(tallies.list().get(2).reasons()).isEqualTo(Map.of(RejectReason.NOT_JSON, new RejectCount(2, "a")));
        assertThat(tallies.list().get(3).end()).isEqualTo(new ReadRow.OfFile(7, 1, ""));
    }

    @Test
    void tasksCountAsOneDoes() {
        StagedTallies sum = new StagedTallies();
        for (StagedTallies task : List.of(
                counted(prediction("v1", DAY), rejected("b"), end(7)),
                counted(prediction("v1", DAY), prediction("v2", DAY), rejected("a"), end(2)))) {
            StagedTallies.ofBytes(task.toBytes()).forEach(sum::add);
        }

        assertThat(sum.list())
                .isEqualTo(counted(
                                prediction("v1", DAY),
                                prediction("v1", DAY),
                                prediction("v2", DAY),
                                rejected("a"),
                                rejected("b"),
                                end(7),
                                end(2))
                        .list());
    }

    @Test
    void garbageForVersionsTakesBoundedRoom() {
        StagedTallies tallies = new StagedTallies();
        IntStream.range(0, 30_000).forEach(i -> tallies.count(prediction("v" + i, DAY)));

        assertThat(tallies.list()).hasSizeLessThanOrEqualTo(20_001);
        assertThat(tallies.list().stream().mapToLong(StagedTally::rows).sum()).isEqualTo(30_000);
    }
}
