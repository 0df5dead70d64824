package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.MemoryLedger;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Pieces;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.Test;

class IngestTest {

    private static final Instant NIGHT = Instant.parse("2026-09-11T02:00:00Z");
    private static final Piece FIRST = file("predictions_2026-09-09.jsonl", 9);
    private static final Piece SECOND = file("predictions_2026-09-10.jsonl", 10);

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<Piece> folder = new ArrayList<>(List.of(FIRST));
    private final List<Long> taken = new ArrayList<>();
    private Source.Then then = Source.Then.END;

    @Test
    void whatIsNewIsPlannedTakenAndNoted() {
        Ingest.Report report = ingest(this::take).run(NIGHT);

        assertThat(report.done()).hasSize(1);
        assertThat(report.done().get(0).start()).isEqualTo(Ingest.Start.NEW);
        assertThat(ledger.inState(Set.of(BatchState.INGESTED))).singleElement().satisfies(batch -> {
            assertThat(batch.pieces()).containsExactly(FIRST);
            assertThat(batch.plannedAt()).isEqualTo(NIGHT);
            assertThat(batch.counts()).containsEntry("predictions_taken", 7L);
        });
        assertThat(ledger.fileFindings(NIGHT)).extracting(FileOutcome::rejected).containsExactly(2L);
    }

    @Test
    void nothingNewMakesNoBatch() {
        ingest(this::take).run(NIGHT);

        assertThat(ingest(this::take).run(NIGHT).nothingNew()).isTrue();
        assertThat(taken).containsExactly(1L);
    }

    @Test
    void aBatchThatACrashCutShortIsFinishedBeforeWhatIsNew() {
        Ingest failing = ingest(batch -> {
            throw new TransientException("The lake is away", "Wait");
        });
        assertThatThrownBy(() -> failing.run(NIGHT)).isInstanceOf(TransientException.class);
        folder.add(SECOND);

        Ingest.Report report = ingest(this::take).run(NIGHT.plusSeconds(60));

        assertThat(report.done())
                .extracting(done -> done.batch().pieces().get(0), Ingest.Done::start)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(FIRST, Ingest.Start.RESUMED),
                        org.assertj.core.groups.Tuple.tuple(SECOND, Ingest.Start.NEW));
        assertThat(report.done().get(0).batch().plannedAt()).isEqualTo(NIGHT);
        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void aBatchOfASourceThatIsNotThereAnyMoreHoldsUpLaterOnes() {
        ledger.plan(Plan.ofFiles("database", ArrivalBasis.OBSERVED, List.of()), NIGHT);

        assertThatThrownBy(() -> ingest(this::take).run(NIGHT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Batch 1 of the source database was cut short")
                .hasMessageContaining("Configure it again");
        assertThat(taken).isEmpty();
    }

    @Test
    void whatWasCutShortIsFinishedInOrderWhicheverSourceHasNews() {
        ledger.plan(Plan.ofFiles("database", ArrivalBasis.OBSERVED, List.of()), NIGHT);
        Source database = new Source() {
            @Override
            public String name() {
                return "database";
            }

            @Override
            public Listing list(Ledger.Taken known, Instant at) {
                return Listing.all(Optional.empty(), 0, List.of());
            }
        };
        Intake noted = batch -> {
            taken.add(batch.number());
            return new Intake.Taken(Map.of(), List.of());
        };

        new Ingest(
                        List.of(new Ingest.Feed(source(), this::take), new Ingest.Feed(database, noted)),
                        ledger,
                        new MemorySourceChecks())
                .run(NIGHT);

        assertThat(taken).containsExactly(1L, 2L);
    }

    @Test
    void aSourceThatComesInPartsIsTakenBatchByBatch() {
        folder.add(SECOND);
        then = Source.Then.MORE;

        Ingest.Report report = ingest(this::take).run(NIGHT);

        assertThat(report.done())
                .extracting(done -> done.batch().pieces())
                .containsExactly(List.of(FIRST), List.of(SECOND));
    }

    private Ingest ingest(Intake intake) {
        return new Ingest(List.of(new Ingest.Feed(source(), intake)), ledger, new MemorySourceChecks());
    }

    private Intake.Taken take(Batch batch) {
        taken.add(batch.number());
        return new Intake.Taken(
                Map.of("predictions_taken", 7L),
                List.of(new FileOutcome(batch.pieces().get(0).path(), 7, 2, 0, "", Ledger.Refused.NOTHING)));
    }

    private Source source() {
        return new Source() {
            @Override
            public String name() {
                return "files";
            }

            @Override
            public Listing list(Ledger.Taken known, Instant at) {
                List<Piece> fresh = folder.stream()
                        .filter(file -> !file.equals(known.newest().get(file.path())))
                        .limit(then == Source.Then.MORE ? 1 : folder.size())
                        .toList();
                Optional<Plan> plan = fresh.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Plan.ofFiles(name(), ArrivalBasis.FROM_NAME, fresh));
                Source.Then rest = plan.isEmpty() ? Source.Then.END : then;
                return new Listing(plan, rest, folder.size() - fresh.size(), List.of(), List.of(), Optional.empty());
            }
        };
    }

    private static Piece file(String path, int day) {
        return Pieces.file(path, Piece.Kind.PREDICTION, 1, NIGHT, Optional.of(LocalDate.of(2026, 9, day)));
    }
}
