package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.History;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishingIT {

    private static final History.Query SEPTEMBER =
            History.Query.between(SampleRows.day(1).start(), SampleRows.day(30).end());
    private static final NightResults NIGHT = SampleRows.all(SampleRows.night(8), 8, 0.9);

    /** The whole statement: the driver ends it with a zero byte. */
    private static final String COMMIT = "COMMIT\0";

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static ResultsDatabase through(CuttingProxy proxy, ResultsDatabase database) {
        DatabaseAddress direct = database.address();
        return new ResultsDatabase(
                new DatabaseAddress(
                        direct.host(), proxy.port(), direct.database(), direct.login(), direct.parameters()),
                "test");
    }

    private static void publish(ResultsDatabase database) {
        Results results = database.results();
        Results.Publication publication = results.begin(List.of(NIGHT.asOf()));
        results.commit(
                publication,
                results.revise(List.of(NIGHT)),
                SampleAlerts.messages(List.of(SampleAlerts.message("a"))),
                Set.of());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsLookedUpAndNotRepeated() throws IOException {
        ResultsDatabase database = SERVER.migrated();
        try (CuttingProxy proxy = new CuttingProxy(database.address().port())) {
            ResultsDatabase cut = through(proxy, database);
            Results results = cut.results();
            Results.Publication publication = results.begin(List.of(NIGHT.asOf()));
            List<RevisedNight> revised = results.revise(List.of(NIGHT));
            proxy.cut(CuttingProxy.Cut.AFTER, COMMIT);

            results.commit(publication, revised, SampleAlerts.nothing(), Set.of());

            assertThat(proxy.hasCut()).isTrue();
        }
        assertThat(database.history().nights()).containsExactly(NIGHT.asOf());
        assertThat(database.history().metrics(SEPTEMBER)).isEqualTo(NIGHT.metrics());
    }

    @Test
    void aCommitThatNeverReachedTheServerIsTransientAndCanBeDoneAgain() throws IOException {
        ResultsDatabase database = SERVER.migrated();
        try (CuttingProxy proxy = new CuttingProxy(database.address().port())) {
            ResultsDatabase cut = through(proxy, database);
            Results results = cut.results();
            Results.Publication publication = results.begin(List.of(NIGHT.asOf()));
            List<RevisedNight> revised = results.revise(List.of(NIGHT));
            proxy.cut(CuttingProxy.Cut.BEFORE, COMMIT);

            assertThatThrownBy(() -> results.commit(publication, revised, SampleAlerts.nothing(), Set.of()))
                    .isInstanceOf(TransientException.class);
            assertThat(proxy.hasCut()).isTrue();
        }
        assertThat(database.history().nights()).isEmpty();

        publish(database);

        assertThat(database.history().metrics(SEPTEMBER)).isEqualTo(NIGHT.metrics());
        assertThat(database.outbox().lease(5, Duration.ofHours(1), Set.of())).hasSize(1);
    }

    @Test
    void aConnectionCutWhileRowsAreCopiedLeavesNothing() throws IOException {
        ResultsDatabase database = SERVER.migrated();
        try (CuttingProxy proxy = new CuttingProxy(database.address().port())) {
            proxy.cut(CuttingProxy.Cut.BEFORE, "COPY monitoring.window_verdict");

            assertThatThrownBy(() -> publish(through(proxy, database))).isInstanceOf(TransientException.class);
            assertThat(proxy.hasCut()).isTrue();
        }
        assertThat(database.history().metrics(SEPTEMBER)).isEmpty();
        assertThat(database.outbox().lease(5, Duration.ofHours(1), Set.of())).isEmpty();
    }

    /** 42 nights of 4,000 rows, as a replay of six weeks. */
    @Test
    void aReplayOfSixWeeksIsPublishedAtOnceAndNotAgain() {
        ResultsDatabase database = SERVER.migrated();
        List<NightResults> nights =
                IntStream.range(0, 42).mapToObj(PublishingIT::largeNight).toList();
        Results results = database.results();

        Results.Publication publication =
                results.begin(nights.stream().map(NightResults::asOf).toList());
        results.commit(publication, results.revise(nights), SampleAlerts.nothing(), Set.of());
        List<RevisedNight> again = results.revise(nights);
        assertThat(again).allMatch(night -> night.size() == 0);
        assertThat(database.history().nights()).hasSize(42);
    }

    /** A night after it rests on the traffic of weeks before it, and on the labels of its baseline's days, too. */
    @Test
    void anErasureMarksPublicationsFromItsFirstDayOn() {
        ResultsDatabase database = SERVER.migrated();
        Results results = database.results();
        for (int day : List.of(2, 5, 8)) {
            NightResults night = SampleRows.all(SampleRows.night(day), day, 0.9);
            Results.Publication publication = results.begin(List.of(night.asOf()));
            results.commit(publication, results.revise(List.of(night)), SampleAlerts.nothing(), Set.of());
        }
        Erasures register = database.erasures();
        Instant at = SampleRows.night(9);
        Erasures.Erasure erasure = register.begin(
                new Erasures.Request(Set.of("hash"), "asked for", "ada", at),
                new TreeSet<>(Set.of(LocalDate.of(2026, 9, 5), LocalDate.of(2026, 9, 6))),
                Map.of());

        assertThat(register.finish(erasure.number(), at)).isEqualTo(2);

        assertThat(database.<List<String>>transaction(session -> session.list(
                        "SELECT publication::text || coalesce(': ' || not_replayable, '') AS answer"
                                + " FROM monitoring.current_publication ORDER BY publication",
                        row -> row.text("answer"))))
                .containsExactly(
                        "1",
                        "2: rows that it may rest on were erased (erasure 1)",
                        "3: rows that it may rest on were erased (erasure 1)");
    }

    private static NightResults largeNight(int index) {
        List<MetricScore> metrics = new ArrayList<>();
        List<SubjectScore> subjects = new ArrayList<>();
        WindowSlice day = new WindowSlice(
                SampleRows.V1,
                org.cxrwatch.window.Window.day(
                        java.time.LocalDate.of(2026, 9, 1).plusDays(index)),
                Slice.ALL);
        SubjectScore like = SampleRows.intensity(8, 0.25);
        for (int i = 0; i < 2_000; i++) {
            WindowSlice where = new WindowSlice(day.scope(), day.window(), new Slice("site", "s" + i % 20));
            metrics.add(new MetricScore(where, "metric_" + i / 20, Score.of(i / 7.0), i));
            subjects.add(new SubjectScore(
                    where,
                    DriftKind.DATA,
                    "feature_" + i / 20,
                    like.reference(),
                    like.distance(),
                    like.evidence(),
                    like.decision(),
                    like.aids(),
                    Optional.empty()));
        }
        return new NightResults(day.window().end(), metrics, List.of(), subjects, List.of(), List.of(), List.of());
    }
}
