package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Pieces;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.SourceRows;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.schema.ColumnShape;
import org.cxrwatch.schema.RowShape;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.ShapeStep;
import org.cxrwatch.schema.Shapes;
import org.cxrwatch.schema.ValueKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {

    private static final Piece FILE = Pieces.file(
            "predictions_2026-09-01.jsonl", Piece.Kind.PREDICTION, 10, Desk.NOW, Optional.of(LocalDate.of(2026, 9, 1)));

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        desk.ports.listing = Source.Listing.all(
                Optional.of(Plan.ofFiles("files", ArrivalBasis.FROM_NAME, List.of(FILE))), 0, List.of("notes.txt"));
    }

    private Desk.Ended ingest(String... options) {
        return desk.run(Stream.concat(Stream.of("ingest", "--set", "sources.files.folder=" + home), Stream.of(options))
                .toArray(String[]::new));
    }

    private void taken(FileOutcome outcome) {
        Map<String, Long> counts = Map.of(
                "predictions_read", 1_203L, "predictions_taken", 1_200L, "predictions_rejected", outcome.rejected());
        desk.ports.taken = new Intake.Taken(counts, List.of(outcome));
    }

    @Test
    void whatWasTakenIsCounted() {
        taken(new FileOutcome(FILE.path(), 1_200, 0, 0, "", Ledger.Refused.NOTHING));

        Desk.Ended ended = ingest();

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("Took 1,200 rows of 1 file or table into the lake.")
                .containsPattern("predictions +1,203 +1,200")
                .contains("1 file was left alone, as their names are not those of logs: notes.txt.");
        assertThat(desk.ports.ledger().inState(java.util.Set.of(BatchState.INGESTED)))
                .singleElement()
                .satisfies(batch -> assertThat(batch.plan().basis()).isEqualTo(ArrivalBasis.FROM_NAME));
    }

    @Test
    void rowsPutAsideAreFindings() {
        taken(new FileOutcome(FILE.path(), 1_200, 3, 17, "", Ledger.Refused.NOTHING));

        Desk.Ended ended = ingest();

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out())
                .contains(FILE.path() + ": 3 rows put aside; its last line is half-written and waits (17 bytes)");
    }

    @Test
    void aFilePutAsideWholeIsAFinding() {
        taken(new FileOutcome(FILE.path(), 0, 0, 0, "not gzip", Ledger.Refused.NOTHING));

        Desk.Ended ended = ingest("--json");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.json().get("findings").get(0).get("quarantine").asText())
                .isEqualTo("not gzip");
    }

    @Test
    void whatWasRefusedIsAFindingWithItsReasonAndTheWayOut() {
        taken(new FileOutcome(
                FILE.path(),
                0,
                412,
                0,
                "",
                new Ledger.Refused(
                        188,
                        "412 of 600 rows of v1.2.0 cannot be used (most often WRONG_TYPE: confidence is"
                                + " no number); more than reject.limit = 0.2")));

        Desk.Ended ended = ingest();

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ingest("--json").json().get("findings").get(0).get("refused").asLong())
                .isEqualTo(188);
        assertThat(ended.out())
                .contains(FILE.path() + ": refused: 412 of 600 rows of v1.2.0 cannot be used (most often WRONG_TYPE:"
                        + " confidence is no number); more than reject.limit = 0.2; 188 usable rows were not taken;"
                        + " 412 rows put aside")
                .contains("as it is, with `cxrwatch ingest --retry`");
    }

    @Test
    void aColumnOfAnotherKindIsAFindingAndANewOneIsNone() {
        Map<String, ColumnShape> before = Map.of("confidence", ofKind(ValueKind.NUMBER));
        shaped(before);
        assertThat(ingest().code()).isZero();

        shaped(Map.of("confidence", ofKind(ValueKind.NUMBER), "metadata.ward", ofKind(ValueKind.TEXT)));
        Desk.Ended added = ingest();
        shaped(Map.of("confidence", ofKind(ValueKind.TEXT), "metadata.ward", ofKind(ValueKind.TEXT)));
        Desk.Ended retyped = ingest();

        assertThat(added.code()).isZero();
        assertThat(added.out()).contains("metadata.ward is new (text)");
        assertThat(retyped.code()).isEqualTo(7);
        assertThat(retyped.out())
                .contains("predictions of source files (v1.0.0): confidence was a number until 2026-09-01, and is text"
                        + " since 2026-09-01 (" + FILE.path() + ").");
        assertThat(ingest("--json").json().get("changes")).isEmpty();
    }

    private void shaped(Map<String, ColumnShape> columns) {
        ShapeStep step = new ShapeStep(
                new ShapeOf("files", "prediction", "v1.0.0"),
                LocalDate.of(2026, 9, 1),
                FILE.path(),
                Arrival.during(LocalDate.of(2026, 9, 1), ArrivalBasis.FROM_NAME),
                new RowShape(100, new TreeMap<>(columns)));
        desk.ports.taken = new Intake.Taken(
                Map.of(), List.of(new FileOutcome(FILE.path(), 100, 0, 0, "", Ledger.Refused.NOTHING)), List.of(step));
    }

    private static ColumnShape ofKind(ValueKind kind) {
        return Shapes.column(Map.of(kind, 100L));
    }

    @Test
    void filesThatWereRefusedAreReadAgainIfThatIsAskedFor() {
        List<Set<String>> known = new ArrayList<>();
        desk.ports.listings = taken -> {
            known.add(taken.newest().keySet());
            return desk.ports.listing;
        };
        taken(new FileOutcome(FILE.path(), 0, 412, 0, "", new Ledger.Refused(188, "412 of 600 rows")));
        ingest();
        ingest();

        Desk.Ended ended = ingest("--retry");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(known).containsExactly(Set.of(), Set.of(FILE.path()), Set.of());
    }

    @Test
    void daysAndFilesAreNotReadAgainAtOnce() {
        Desk.Ended ended = ingest("--retry", "--repair", "--date", "2026-09-22");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("--retry");
    }

    @Test
    void nothingNewIsSaidAndRecorded() {
        desk.ports.listing = Source.Listing.all(Optional.empty(), 42, List.of());

        Desk.Ended ended = ingest();

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("Nothing new: 42 files are as when they were taken.\n");
    }

    @Test
    void whatWasIngestedIsSummarised() {
        taken(new FileOutcome(FILE.path(), 1_200, 0, 0, "", Ledger.Refused.NOTHING));
        ingest();

        assertThat(desk.run("summarise", "--json").json().get("cells").asInt()).isEqualTo(7);
        assertThat(desk.run("summarise").out()).startsWith("Nothing to summarise");
        assertThat(desk.run("status").out())
                .contains("predictions from 2026-09-01 to 2026-09-01, in 1 batch")
                .contains("1 batch summarised");
    }

    @Test
    void aFurtherLookAtTheDatabaseThatFailsIsSaidAndStopsNothing() {
        taken(new FileOutcome(FILE.path(), 1_200, 0, 0, "", Ledger.Refused.NOTHING));
        desk.ports.serviceDatabase = Optional.of(new Silent());

        Desk.Ended ended = ingest();

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.out()).contains("Took 1,200 rows").contains("Its models were not read: It does not answer.");
    }

    @Test
    void aDayIsRepairedOnlyOfADatabaseThatIsLoaded() {
        Desk.Ended without = ingest("--repair", "--date", "2026-09-22");
        desk.ports.serviceDatabase = Optional.of(new Silent());
        Desk.Ended unloaded = ingest("--repair", "--date", "2026-09-22");

        assertThat(without.code()).isEqualTo(3);
        assertThat(without.err())
                .contains("Only days of a database can be read again")
                .contains("sources.postgres.url");
        assertThat(unloaded.code()).isEqualTo(3);
        assertThat(unloaded.err()).contains("first load of the database is not finished");
    }

    @Test
    void aRepairNamesItsDay() {
        assertThat(ingest("--repair").code()).isEqualTo(1);
    }

    /** A database that has gone away. */
    private static final class Silent implements ServiceDatabase {

        @Override
        public Ingest.Feed feed() {
            throw away();
        }

        @Override
        public Plan repair(XidWindow.Days days, Instant at) {
            throw away();
        }

        @Override
        public List<RegisteredModel> models() {
            throw away();
        }

        @Override
        public SourceRows rows(XidWindow taken) {
            throw away();
        }

        @Override
        public TakenRows taken() {
            throw away();
        }

        private static TransientException away() {
            return new TransientException("It does not answer", "Wait");
        }
    }
}
