package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.port.SampleRows.accuracy;
import static org.cxrwatch.port.SampleRows.all;
import static org.cxrwatch.port.SampleRows.day;
import static org.cxrwatch.port.SampleRows.metrics;
import static org.cxrwatch.port.SampleRows.night;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

/** What every history tells of what was published. */
public interface HistoryContract {

    History.Query SEPTEMBER =
            History.Query.between(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-10-01T00:00:00Z"));

    /** A publisher over the same store as {@link #history()}. */
    Results results();

    /** An empty one. */
    History history();

    private void publish(NightResults... nights) {
        Results results = results();
        Results.Publication publication =
                results.begin(List.of(nights).stream().map(NightResults::asOf).toList());
        results.commit(publication, results.revise(List.of(nights)), SampleAlerts.nothing(), Set.of());
    }

    private static MetricScore requests(Scope scope, Window window, Slice slice) {
        return new MetricScore(new WindowSlice(scope, window, slice), "requests", Score.of(20), 20);
    }

    @Test
    default void everyTableGivesBackWhatItWasGiven() {
        NightResults night = all(night(8), 8, 0.1 + 0.2);
        publish(night);

        assertThat(history().metrics(SEPTEMBER)).isEqualTo(night.metrics());
        assertThat(history().drift(SEPTEMBER)).isEqualTo(night.subjects());
        assertThat(history().verdicts(SEPTEMBER)).isEqualTo(night.verdicts());
        assertThat(history().hosts(SEPTEMBER)).isEqualTo(night.hosts());
        assertThat(history().distributions(SEPTEMBER)).isEqualTo(night.distributions());
    }

    @Test
    default void numbersComeBackToTheLastBit() {
        List<MetricScore> rows = java.util.stream.DoubleStream.of(
                        Double.MIN_VALUE, -Double.MAX_VALUE, -0.0, 0.1, 1e-300, 123456789.123456789, Math.PI)
                .mapToObj(value -> new MetricScore(SampleRows.on(8), "m" + value, Score.of(value), Long.MAX_VALUE))
                .sorted(java.util.Comparator.comparing(MetricScore::metric))
                .toList();
        publish(metrics(night(8), rows.toArray(MetricScore[]::new)));

        assertThat(history().metrics(SEPTEMBER)).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    default void whatIsNotMeasuredSaysWhy() {
        List<MetricScore> rows = java.util.Arrays.stream(Reason.values())
                .map(reason -> new MetricScore(SampleRows.on(8), reason.name(), Score.none(reason), 0))
                .toList();
        HostMetric silent = new HostMetric("host", day(8), "gpu", 0, Double.NaN, Double.NaN, Double.NaN);
        publish(new NightResults(night(8), rows, List.of(), List.of(), List.of(), List.of(silent), List.of()));

        assertThat(history().metrics(SEPTEMBER)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(history().hosts(SEPTEMBER)).containsExactly(silent);
    }

    @Test
    default void theLatestNightSpeaksUnlessOneAsksForAnOlder() {
        publish(metrics(night(8), accuracy(8, 0.9)), metrics(night(10), accuracy(8, 0.8)));

        assertThat(history().metrics(SEPTEMBER)).containsExactly(accuracy(8, 0.8));
        assertThat(history().metrics(SEPTEMBER.withAsOf(night(9)))).containsExactly(accuracy(8, 0.9));
        assertThat(history().metrics(SEPTEMBER.withAsOf(night(7)))).isEmpty();
    }

    @Test
    default void rowsComeByWindowThenScopeThenSlice() {
        Window hour = Window.hour(LocalDate.of(2026, 9, 8), 0);
        List<MetricScore> ordered = List.of(
                requests(SampleRows.V1, day(7), Slice.ALL),
                requests(Scope.SERVICE, day(8), Slice.ALL),
                requests(Scope.SERVICE, day(8), new Slice("aa", "x")),
                requests(Scope.SERVICE, day(8), SampleRows.VALLEY),
                requests(SampleRows.V1, day(8), Slice.ALL),
                requests(Scope.version("v1.1.0"), day(8), Slice.ALL),
                requests(Scope.SERVICE, hour, Slice.ALL));
        java.util.ArrayList<MetricScore> shuffled = new java.util.ArrayList<>(ordered);
        java.util.Collections.shuffle(shuffled, new java.util.Random(7));
        publish(metrics(night(9), shuffled.toArray(MetricScore[]::new)));

        assertThat(history().metrics(SEPTEMBER)).isEqualTo(ordered);
        assertThat(history().metrics(SEPTEMBER.withScope(Scope.SERVICE))).hasSize(4);
        assertThat(history().metrics(SEPTEMBER.withScope(SampleRows.V1))).hasSize(2);
        assertThat(history().metrics(SEPTEMBER.withSlice(SampleRows.VALLEY))).containsExactly(ordered.get(3));
        assertThat(history().metrics(SEPTEMBER.withKinds(Set.of(WindowKind.HOUR))))
                .containsExactly(ordered.get(6));
        assertThat(history().metrics(History.Query.between(day(7).start(), day(8).start())))
                .containsExactly(ordered.get(0));
    }

    @Test
    default void theNightsPublishedAreListedOnce() {
        publish(metrics(night(8)), metrics(night(9)));
        publish(metrics(night(9)));

        assertThat(history().nights()).containsExactly(night(8), night(9));
        assertThat(history().metrics(History.Query.between(Instant.MIN, Instant.MAX)))
                .isEmpty();
    }
}
