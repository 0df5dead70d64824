package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cxrwatch.port.SampleRows.accuracy;
import static org.cxrwatch.port.SampleRows.all;
import static org.cxrwatch.port.SampleRows.metrics;
import static org.cxrwatch.port.SampleRows.night;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.junit.jupiter.api.Test;

/** What every store of results does when it is published to. */
public interface ResultsContract {

    /** A publisher of its own over the same store, as another process would have. */
    Results results();

    /** The store's ledger. */
    Ledger ledger();

    /** The store's alerts. */
    AlertLog alertLog();

    /** The store's history. */
    History history();

    private List<RevisedNight> publish(NightResults... nights) {
        Results results = results();
        Results.Publication publication =
                results.begin(List.of(nights).stream().map(NightResults::asOf).toList());
        List<RevisedNight> revised = results.revise(List.of(nights));
        results.commit(publication, revised, SampleAlerts.nothing(), Set.of());
        return revised;
    }

    @Test
    default void theFirstTimeEverythingIsNew() {
        NightResults night = all(night(8), 8, 0.9);

        RevisedNight revised = results().revise(List.of(night)).get(0);

        assertThat(revised.rows()).isEqualTo(night);
        assertThat(revised.revisions().values()).hasSize(6).containsOnly(1);
    }

    @Test
    default void whatIsKnownAlreadyIsNotWrittenAgain() {
        publish(all(night(8), 8, 0.9));

        RevisedNight again = results().revise(List.of(all(night(9), 8, 0.9))).get(0);

        assertThat(again.size()).isZero();
    }

    @Test
    default void whatChangedGetsTheNextRevision() {
        publish(all(night(8), 8, 0.9));

        RevisedNight changed = results().revise(List.of(all(night(9), 8, 0.8))).get(0);

        assertThat(changed.rows().metrics()).containsExactly(accuracy(8, 0.8));
        assertThat(changed.rows().verdicts()).isEmpty();
        assertThat(changed.revisions().values()).hasSize(5).containsOnly(2);
    }

    @Test
    default void numbersAreComparedToTheLastBit() {
        double thirds = 1.0 / 3;
        publish(metrics(night(8), accuracy(8, thirds)));

        assertThat(results()
                        .revise(List.of(metrics(night(9), accuracy(8, thirds))))
                        .get(0)
                        .size())
                .isZero();
        assertThat(results()
                        .revise(List.of(metrics(night(9), accuracy(8, Math.nextUp(thirds)))))
                        .get(0)
                        .size())
                .isOne();
    }

    @Test
    default void aNightIsComparedWithTheNightsBeforeItInTheSamePublication() {
        List<RevisedNight> revised = publish(
                metrics(night(8), accuracy(8, 0.9)),
                metrics(night(9), accuracy(8, 0.9)),
                metrics(night(10), accuracy(8, 0.8)),
                metrics(night(11), accuracy(8, 0.9)));

        assertThat(revised).extracting(RevisedNight::size).containsExactly(1, 0, 1, 1);
        assertThat(revised.get(3).revisionOf(accuracy(8, 0.9))).isEqualTo(3);
    }

    @Test
    default void anOlderNightIsComparedWithWhatWasKnownThen() {
        publish(metrics(night(8), accuracy(8, 0.9)));
        publish(metrics(night(20), accuracy(8, 0.7)));

        List<RevisedNight> older = publish(metrics(night(10), accuracy(8, 0.9)), metrics(night(12), accuracy(8, 0.8)));

        assertThat(older).extracting(RevisedNight::size).containsExactly(0, 1);
        assertThat(older.get(1).revisionOf(accuracy(8, 0.8))).isEqualTo(3);
        assertThat(history().metrics(History.Query.between(night(7), night(8)))).containsExactly(accuracy(8, 0.7));
    }

    @Test
    default void measuresFollowTheirSubject() {
        SubjectScore before = SampleRows.intensity(8, 0.3);
        publish(SampleRows.drift(night(8), List.of(before), List.of(SampleRows.ks(8, 0.5))));

        RevisedNight same = results()
                .revise(List.of(SampleRows.drift(night(9), List.of(before), List.of(SampleRows.ks(8, 0.5)))))
                .get(0);
        RevisedNight moved = results()
                .revise(List.of(SampleRows.drift(
                        night(9), List.of(SampleRows.intensity(8, 0.4)), List.of(SampleRows.ks(8, 0.5)))))
                .get(0);

        assertThat(same.size()).isZero();
        assertThat(moved.revisionOf(SampleRows.ks(8, 0.5))).isEqualTo(2);
    }

    @Test
    default void aMeasureOfConfidencesComesWithTheScoresOfTheAnswers() {
        SubjectScore intensity = SampleRows.intensity(8, 0.3);
        SubjectScore answers = new SubjectScore(
                intensity.where(),
                DriftKind.PREDICTION,
                "positive_score",
                intensity.reference(),
                intensity.distance(),
                intensity.evidence(),
                intensity.decision(),
                intensity.aids(),
                intensity.onset());
        MeasureScore confidence =
                new MeasureScore(intensity.where(), "confidence", "ks", intensity.reference(), Score.of(0.5), 480);

        assertThat(measures(List.of(answers), confidence)).containsExactly(confidence);
        assertThat(measures(List.of(intensity), confidence)).isEmpty();
        assertThat(measures(List.of(), confidence)).isEmpty();
    }

    private List<MeasureScore> measures(List<SubjectScore> subjects, MeasureScore measure) {
        NightResults night = SampleRows.drift(night(8), subjects, List.of(measure));
        return results().revise(List.of(night)).get(0).rows().measures();
    }

    @Test
    default void twoRowsAboutTheSameThingAreRefused() {
        assertThatThrownBy(() -> results().revise(List.of(metrics(night(8), accuracy(8, 0.9), accuracy(8, 0.8)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> results()
                        .revise(List.of(metrics(night(9), accuracy(8, 0.9)), metrics(night(8), accuracy(8, 0.9)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void anotherBaselinesScoreTakesThePlaceOfTheFormerOnes() {
        SubjectScore first = SampleRows.intensity(8, 0.3);
        SubjectScore second = new SubjectScore(
                first.where(),
                first.kind(),
                first.subject(),
                Reference.baseline("b2"),
                first.distance(),
                first.evidence(),
                first.decision(),
                first.aids(),
                Optional.empty());
        List<RevisedNight> revised = publish(
                SampleRows.drift(night(8), List.of(first), List.of()),
                SampleRows.drift(night(9), List.of(second), List.of()),
                SampleRows.drift(night(10), List.of(first), List.of()));

        assertThat(revised).extracting(RevisedNight::size).containsExactly(1, 1, 1);
        assertThat(history().drift(History.Query.between(night(7), night(8)))).containsExactly(first);
    }

    @Test
    default void anOpenPublicationIsTakenUpWithItsNights() {
        Results.Publication begun = results().begin(List.of(night(8), night(9)));
        Results.Publication takenUp = results().begin(List.of(night(20)));

        assertThat(takenUp).isEqualTo(begun);
        assertThat(results().publishedThrough()).isEmpty();
        assertThat(begun.number()).isEqualTo(1);
        assertThat(begun.nights()).containsExactly(night(8), night(9));
    }

    @Test
    default void nightsAreKeptToTheMicrosecond() {
        assertThat(results().begin(List.of(night(8).plusNanos(1_999))).nights())
                .containsExactly(night(8).plusNanos(1_000));
    }

    @Test
    default void publicationsAreNumberedInOrder() {
        publish(metrics(night(8), accuracy(8, 0.9)));

        assertThat(results().begin(List.of(night(9))).number()).isEqualTo(2);
        assertThat(history().nights()).containsExactly(night(8));
        assertThat(results().publishedThrough()).contains(night(8));
    }

    @Test
    default void whoWasOvertakenPublishesNothing() {
        Results paused = results();
        Results.Publication publication = paused.begin(List.of(night(8)));
        List<RevisedNight> found = paused.revise(List.of(metrics(night(8), accuracy(8, 0.9))));
        Results successor = results();
        successor.begin(List.of(night(8)));

        assertThatThrownBy(() -> paused.commit(publication, found, SampleAlerts.nothing(), Set.of()))
                .isInstanceOf(BusyException.class);
        successor.commit(publication, List.of(), SampleAlerts.nothing(), Set.of());
        assertThatThrownBy(() -> paused.commit(publication, found, SampleAlerts.nothing(), Set.of()))
                .isInstanceOf(BusyException.class);
        assertThat(history().metrics(History.Query.between(night(1), night(20))))
                .isEmpty();
    }

    @Test
    default void theBatchesBecomeEvaluatedWithTheResults() {
        long batch = ledger().plan(
                        Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of()), Instant.parse("2026-09-09T00:00:00Z"))
                .number();
        ledger().advance(batch, BatchState.INGESTED, Map.of());
        ledger().advance(batch, BatchState.SUMMARISED, Map.of("cells", 4L));
        Results results = results();

        results.commit(results.begin(List.of(night(8))), List.of(), SampleAlerts.nothing(), Set.of(batch));

        assertThat(ledger().inState(Set.of(BatchState.EVALUATED)))
                .extracting(Batch::counts)
                .containsExactly(Map.of("cells", 4L));
    }

    @Test
    default void aBatchThatIsNotSummarisedUndoesTheWholePublication() {
        long batch = ledger().plan(
                        Plan.ofFiles("demo", ArrivalBasis.OBSERVED, List.of()), Instant.parse("2026-09-09T00:00:00Z"))
                .number();
        Results results = results();
        Results.Publication publication = results.begin(List.of(night(8)));
        List<RevisedNight> found = results.revise(List.of(metrics(night(8), accuracy(8, 0.9))));

        assertThatThrownBy(() -> results.commit(publication, found, SampleAlerts.nothing(), Set.of(batch)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(history().metrics(History.Query.between(night(1), night(20))))
                .isEmpty();
        assertThat(history().nights()).isEmpty();
        assertThat(results().begin(List.of()).number()).isEqualTo(publication.number());
    }

    @Test
    default void alertsAreFoundAsTheyWerePublished() {
        Episode drift = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        Episode accuracy = SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 23);
        Results results = results();
        results.commit(
                results.begin(List.of(night(23))),
                List.of(),
                new Results.AlertBook(
                        SampleAlerts.checkpoint(night(9)),
                        List.of(accuracy, drift),
                        List.of(SampleAlerts.transition(SampleAlerts.DRIFT, Transition.Kind.OPENED, 22)),
                        List.of()),
                Set.of());

        assertThat(results().alerts())
                .isEqualTo(new Results.AlertBook(
                        SampleAlerts.checkpoint(night(9)), List.of(drift, accuracy), List.of(), List.of()));
        assertThat(alertLog().transitions(SampleAlerts.DRIFT.toString()))
                .containsExactly(SampleAlerts.transition(SampleAlerts.DRIFT, Transition.Kind.OPENED, 22));
        assertThat(alertLog().transitions(SampleAlerts.ACCURACY.toString())).isEmpty();
    }

    @Test
    default void anEpisodeIsReplacedAndTheCheckpointToo() {
        Episode firing = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 22);
        Episode over = SampleAlerts.resolved(firing, 24);
        Results results = results();
        results.commit(
                results.begin(List.of(night(22))),
                List.of(),
                new Results.AlertBook(SampleAlerts.checkpoint(night(9)), List.of(firing), List.of(), List.of()),
                Set.of());
        results.commit(
                results.begin(List.of(night(24))),
                List.of(),
                new Results.AlertBook(
                        new org.cxrwatch.alert.Checkpoint(night(10), List.of()), List.of(over), List.of(), List.of()),
                Set.of());

        assertThat(results().alerts().episodes()).containsExactly(over);
        assertThat(results().alerts().checkpoint()).isEqualTo(new org.cxrwatch.alert.Checkpoint(night(10), List.of()));
        assertThat(alertLog().episodes(AlertLog.Filter.ALL.withStates(Set.of(org.cxrwatch.alert.AlertState.FIRING))))
                .isEmpty();
    }
}
