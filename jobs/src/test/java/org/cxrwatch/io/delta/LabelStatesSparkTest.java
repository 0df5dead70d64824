package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LabelEvent.LabelledRow;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelStatesSparkTest {

    private static final Instant ROW = Instant.parse("2026-09-01T10:00:00.123Z");
    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");
    private static final String NOTHING = "-";

    @TempDir
    private Path folder;

    private DeltaLake lake;

    @BeforeEach
    void openLake() {
        lake = DeltaLake.open(TestSession.shared(), folder.toString());
    }

    /** What a row of the database says now, or a file says of an image. */
    private record Says(String id, String actual, boolean ofRow) implements Serializable {

        static Says row(String id, String actual) {
            return new Says(id, actual, true);
        }

        static Says image(String id, String actual) {
            return new Says(id, actual, false);
        }
    }

    /** Reads what it was given. */
    private record Given(List<Says> states) implements RowReader, RowReader.PortionReader {

        @Override
        public Reading open(Batch batch) {
            Portion portion = Portion.of(batch, batch.pieces().get(0));
            PortionReader reader = this;
            return new Reading() {
                @Override
                public List<Portion> portions() {
                    return List.of(portion);
                }

                @Override
                public PortionReader reader() {
                    return reader;
                }

                @Override
                public int most() {
                    return 1;
                }

                @Override
                public void close() {
                    // Nothing was opened.
                }
            };
        }

        @Override
        public Rows read(Portion portion) {
            return Rows.of(Stream.concat(
                            IntStream.range(0, states.size()).mapToObj(i -> (ReadRow) new ReadRow.OfLabel(
                                    i + 1, event(states.get(i), portion), Optional.of(LocalDate.of(2026, 9, 1)))),
                            Stream.of(new ReadRow.OfFile(0, 0, "")))
                    .toList());
        }

        private static LabelEvent event(Says says, Portion portion) {
            return new LabelEvent(
                    says.id(),
                    says.actual().equals(NOTHING) ? Optional.empty() : Optional.of(says.actual()),
                    Optional.empty(),
                    "database",
                    portion.arrival(),
                    says.ofRow() ? Optional.of(new LabelledRow(ROW, "v1")) : Optional.empty());
        }
    }

    private Intake.Taken take(long number, Instant at, Says... states) {
        Piece table = new Piece("predictions", Piece.Kind.PREDICTION, Piece.Bytes.all(1), "", at, Optional.empty());
        Batch batch = Batch.planned(number, Plan.ofFiles("postgres", ArrivalBasis.OBSERVED, List.of(table)), at);
        return new DeltaIntake(TestSession.shared(), lake, new Given(List.of(states))).take(batch);
    }

    private List<LabelTable.Entry> events(String id) {
        return lake
                .read(LabelTable.TABLE)
                .where("prediction_id = '" + id + "'")
                .orderBy("arrived_at")
                .collectAsList()
                .stream()
                .map(LabelTable::fromRow)
                .toList();
    }

    private List<String> history(String id) {
        return events(id).stream()
                .map(entry -> entry.event().actualClass().orElse(NOTHING))
                .toList();
    }

    private static Tuple fates(Intake.Taken taken) {
        return tuple(
                taken.count("labels_read"),
                taken.count("labels_taken"),
                taken.count("labels_duplicate"),
                taken.count("labels_conflicting"));
    }

    @Test
    void everyChangeOfARowIsAnEventAndNothingElseIs() {
        take(1, NIGHT, Says.row("there", "A"), Says.row("gone", "A"), Says.row("never", NOTHING));
        take(2, night(1), Says.row("there", "B"), Says.row("gone", NOTHING), Says.row("never", NOTHING));
        Intake.Taken same =
                take(3, night(2), Says.row("there", "B"), Says.row("gone", NOTHING), Says.row("never", NOTHING));
        take(4, night(3), Says.row("there", "A"), Says.row("gone", "A"));

        assertThat(history("there")).containsExactly("A", "B", "A");
        assertThat(history("gone")).containsExactly("A", NOTHING, "A");
        assertThat(history("never")).isEmpty();
        assertThat(fates(same)).isEqualTo(tuple(3L, 0L, 3L, 0L));
    }

    @Test
    void twoStatesOfARowInABatchAreAConflictThatIsListed() {
        Intake.Taken taken = take(
                1,
                NIGHT,
                Says.row("torn", NOTHING),
                Says.row("torn", "A"),
                Says.row("torn", "B"),
                Says.row("twice", "A"),
                Says.row("twice", "A"));

        assertThat(history("torn"))
                .as("a label before none, then the last by name")
                .containsExactly("B");
        assertThat(history("twice")).containsExactly("A");
        assertThat(fates(taken)).isEqualTo(tuple(5L, 2L, 1L, 2L));
        assertThat(lake.read(RejectTable.TABLE).collectAsList().stream().map(RejectTable::fromRow))
                .extracting(RejectTable.Entry::detail)
                .containsOnly("kept: batch 1, predictions line 3");
    }

    @Test
    void takingABatchAgainChangesNothingAndCountsTheSame() {
        take(1, NIGHT, Says.row("there", "A"));
        Intake.Taken first = take(2, night(1), Says.row("there", "B"), Says.row("new", "A"));

        Intake.Taken again = take(2, night(1), Says.row("there", "B"), Says.row("new", "A"));

        assertThat(again).isEqualTo(first);
        assertThat(history("there")).containsExactly("A", "B");
        assertThat(history("new")).containsExactly("A");
    }

    @Test
    void aClockThatWasSetBackDoesNotTurnTheOrderOfEvents() {
        take(1, NIGHT, Says.row("there", "B"));
        take(2, NIGHT.minus(Duration.ofHours(3)), Says.row("there", "A"));
        take(3, NIGHT.minus(Duration.ofHours(2)), Says.row("there", "A"));

        assertThat(history("there")).containsExactly("B", "A");
        assertThat(events("there").get(1).event().arrival().at()).isEqualTo(NIGHT.plusNanos(1_000));
    }

    @Test
    void whatFilesSayOfAnImageIsNoCopyOfWhatARowSays() {
        take(1, NIGHT, Says.row("both", "A"), Says.image("both", "A"));
        Intake.Taken again = take(2, night(1), Says.image("both", "A"), Says.row("both", "A"));

        assertThat(history("both")).containsExactly("A", "A");
        assertThat(fates(again)).isEqualTo(tuple(2L, 0L, 2L, 0L));
    }

    private static Instant night(int number) {
        return NIGHT.plus(Duration.ofDays(number));
    }
}
