package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.MemoryMetricsGateway;
import org.cxrwatch.port.MetricsGateway.Answer;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

class PushTest {

    private static final Instant NOW = Instant.parse("2026-09-09T03:00:00Z");
    private static final Scope V2 = Scope.version("v2");

    private final MemoryDatabase database = new MemoryDatabase(Clock.fixed(NOW, ZoneOffset.UTC));
    private final MemoryMetricsGateway gateway = new MemoryMetricsGateway();
    private final List<Cell> cells = new ArrayList<>();

    private Push.Result push() {
        return new Push(
                        new Push.Published(
                                () -> range -> cells,
                                database.history(),
                                database.alertLog(),
                                database.outbox(),
                                database.runs()),
                        gateway)
                .run(NOW);
    }

    private static MetricScore metric(Scope scope, int day, String name, Score score, long n) {
        return new MetricScore(new WindowSlice(scope, SampleRows.day(day), Slice.ALL), name, score, n);
    }

    private static List<MetricScore> ofService(int day) {
        return List.of(
                metric(Scope.SERVICE, day, "requests", Score.of(500), 500),
                metric(Scope.SERVICE, day, "throughput", Score.of(0.005), 500),
                metric(Scope.SERVICE, day, "error_rate", Score.of(0.02, 0.01, 0.04), 500),
                metric(Scope.SERVICE, day, "latency_mean", Score.of(0.2, 0.19, 0.21), 490),
                metric(Scope.SERVICE, day, "latency_p95", Score.of(0.4, 0.38, 0.42), 490),
                metric(Scope.SERVICE, day, "latency_p99", Score.none(Reason.TOO_FEW_ROWS), 490));
    }

    private static List<MetricScore> ofVersion(Scope version, int day, long answers, Score accuracy) {
        return List.of(
                metric(version, day, "label_coverage", Score.of(0.25, 0.2, 0.3), answers),
                metric(version, day, "accuracy", accuracy, answers / 4),
                metric(version, day, "estimated_accuracy", Score.of(0.87), answers));
    }

    private static Verdict verdict(Scope version, int day, List<String> doubts) {
        Verdict sample = SampleRows.verdict(day, Severity.HIGH);
        return new Verdict(
                new WindowSlice(version, SampleRows.day(day), Slice.ALL),
                sample.data(),
                sample.prediction(),
                sample.concept(),
                sample.overall(),
                sample.severity(),
                sample.worst(),
                sample.causes(),
                sample.recommendations(),
                doubts);
    }

    private void publish(int day, List<MetricScore> metrics, List<Verdict> verdicts, Episode... episodes) {
        List<HostMetric> hosts = List.of(
                new HostMetric("a", SampleRows.day(day), "cpu_percent", 300, 40, 90, 99),
                new HostMetric("b", SampleRows.day(day), "cpu_percent", 100, 60, 90, 99),
                new HostMetric("b", SampleRows.day(day), "gpu_memory_mb", 0, Double.NaN, Double.NaN, Double.NaN));
        NightResults night =
                new NightResults(SampleRows.night(day), metrics, List.of(), List.of(), verdicts, hosts, List.of());
        Results results = database.results();
        Results.Publication publication = results.begin(List.of(night.asOf()));
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, Arrays.asList(episodes), List.of(), List.of()),
                Set.of());
    }

    private void counted(String version, int day, PartKind kind, Part part) {
        LocalDate date = LocalDate.of(2026, 9, day);
        CellKey key = new CellKey(
                kind, version, date, kind == PartKind.SERVICE ? Optional.of(9) : Optional.empty(), Slice.ALL);
        cells.add(new Cell(key, Arrival.during(date, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", part));
    }

    private static ClassDistribution rows(int rows) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        return new ClassDistribution(
                rows, empty.confidence(), empty.positiveScore(), empty.features(), empty.attributes());
    }

    private static List<MetricScore> joined(List<MetricScore> first, List<MetricScore> second) {
        List<MetricScore> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private Map<String, Double> standing(String prefix) {
        Map<String, Double> found = new TreeMap<>(gateway.standing());
        found.keySet().removeIf(name -> !name.startsWith(prefix) || name.startsWith("chest_xray_active_alerts"));
        return found;
    }

    private void publishTheEighth() {
        publish(
                8,
                joined(ofService(8), ofVersion(SampleRows.V1, 8, 480, Score.of(0.9, 0.85, 0.95))),
                List.of(verdict(SampleRows.V1, 8, List.of())));
    }

    private void countTheEighth() {
        counted(
                "v1.0.0",
                8,
                PartKind.DISTRIBUTION,
                DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", rows(280), "PNEUMONIA", rows(200))));
        counted(
                "v1.0.0",
                8,
                PartKind.SERVICE,
                ServicePart.of(
                        Map.of(RequestStatus.SUCCESS, 490L, RequestStatus.ERROR, 7L, RequestStatus.TIMEOUT, 3L),
                        NumericSummary.empty(Resolution.SERVICE)));
    }

    @Test
    void aNightHasTheNamesAndMeaningsThatOldPanelsKnow() {
        publishTheEighth();
        countTheEighth();

        Push.Result result = push();

        assertThat(result.day()).contains(LocalDate.of(2026, 9, 8));
        assertThat(result.numbers()).isEqualTo(gateway.gauges().size());
        assertThat(standing("chest_xray_"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("chest_xray_model_accuracy{model_version=\"v1.0.0\"}", 0.9),
                        Map.entry(
                                "chest_xray_predictions_total{prediction_class=\"NORMAL\",status=\"success\"}", 280.0),
                        Map.entry(
                                "chest_xray_predictions_total{prediction_class=\"PNEUMONIA\",status=\"success\"}",
                                200.0),
                        Map.entry("chest_xray_predictions_total{prediction_class=\"none\",status=\"error\"}", 7.0),
                        Map.entry("chest_xray_predictions_total{prediction_class=\"none\",status=\"timeout\"}", 3.0),
                        Map.entry("chest_xray_response_time_seconds{percentile=\"avg\"}", 0.2),
                        Map.entry("chest_xray_response_time_seconds{percentile=\"p95\"}", 0.4),
                        Map.entry("chest_xray_throughput_rps", 0.005),
                        Map.entry("chest_xray_error_rate", 0.02),
                        Map.entry("chest_xray_cpu_usage_percent", 45.0),
                        Map.entry("chest_xray_drift_score{drift_type=\"data\"}", 0.3),
                        Map.entry("chest_xray_drift_score{drift_type=\"overall\"}", 0.3)));
    }

    @Test
    void whatIsNewHasNewNames() {
        publishTheEighth();

        push();

        assertThat(standing("cxrwatch_"))
                .containsEntry("cxrwatch_accuracy_lower_bound{model_version=\"v1.0.0\"}", 0.85)
                .containsEntry("cxrwatch_accuracy_upper_bound{model_version=\"v1.0.0\"}", 0.95)
                .containsEntry("cxrwatch_accuracy_labelled_predictions{model_version=\"v1.0.0\"}", 120.0)
                .containsEntry("cxrwatch_estimated_accuracy{model_version=\"v1.0.0\"}", 0.87)
                .containsEntry("cxrwatch_label_coverage{model_version=\"v1.0.0\"}", 0.25)
                .containsEntry("cxrwatch_answers{model_version=\"v1.0.0\"}", 480.0)
                .containsEntry("cxrwatch_evaluated_until_timestamp_seconds", (double)
                        Instant.parse("2026-09-09T00:00:00Z").getEpochSecond());
    }

    @Test
    void whatIsNotMeasuredOrDoubtedIsAbsent() {
        publish(
                8,
                ofVersion(SampleRows.V1, 8, 480, Score.none(Reason.LABELS_IMMATURE)),
                List.of(verdict(SampleRows.V1, 8, List.of("the images left what it was learnt on"))));

        push();

        assertThat(gateway.gauges())
                .extracting(Gauge::name)
                .doesNotContain(
                        "chest_xray_model_accuracy",
                        "chest_xray_response_time_seconds",
                        "chest_xray_error_rate",
                        "chest_xray_gpu_memory_mb",
                        "cxrwatch_accuracy_lower_bound",
                        "cxrwatch_estimated_accuracy",
                        "cxrwatch_requests_until_timestamp_seconds");
        assertThat(standing("cxrwatch_accuracy"))
                .isEqualTo(Map.of("cxrwatch_accuracy_labelled_predictions{model_version=\"v1.0.0\"}", 120.0));
    }

    @Test
    void theVersionThatAnsweredMostSpeaksAndOneThatIsGoneIsForgotten() {
        Score good = Score.of(0.9, 0.85, 0.95);
        publish(8, joined(ofVersion(SampleRows.V1, 8, 300, good), ofVersion(V2, 8, 180, Score.of(0.7))), List.of());
        push();
        assertThat(standing("chest_xray_model"))
                .isEqualTo(Map.of("chest_xray_model_accuracy{model_version=\"v1.0.0\"}", 0.9));
        assertThat(standing("cxrwatch_answers"))
                .isEqualTo(Map.of(
                        "cxrwatch_answers{model_version=\"v1.0.0\"}", 300.0,
                        "cxrwatch_answers{model_version=\"v2\"}", 180.0));

        publish(9, ofVersion(V2, 9, 480, Score.of(0.8)), List.of());
        push();

        assertThat(standing("chest_xray_model"))
                .isEqualTo(Map.of("chest_xray_model_accuracy{model_version=\"v2\"}", 0.8));
        assertThat(gateway.standing().keySet()).noneMatch(name -> name.contains("v1.0.0"));
    }

    @Test
    void openAlertsAreCountedAndThatThereIsNoneOfAKindIsSaid() {
        Episode drift = SampleAlerts.firing(SampleAlerts.DRIFT, 1, 8);
        Episode accuracy = SampleAlerts.firing(SampleAlerts.ACCURACY, 1, 8);
        Episode over = SampleAlerts.resolved(
                SampleAlerts.firing(
                        new AlertKey(
                                AlertType.HIGH_LATENCY,
                                "latency_mean",
                                "service",
                                SampleRows.day(7).kind(),
                                Slice.ALL),
                        1,
                        7),
                8);
        publish(8, ofService(8), List.of(), drift, accuracy, over);

        push();

        Map<String, Double> alerts = new TreeMap<>(gateway.standing());
        alerts.keySet().removeIf(name -> !name.startsWith("chest_xray_active_alerts"));
        assertThat(alerts).hasSize(AlertType.values().length * AlertSeverity.values().length);
        assertThat(alerts.values().stream().mapToDouble(each -> each).sum()).isEqualTo(2);
        assertThat(alerts)
                .containsEntry("chest_xray_active_alerts{alert_type=\"drift_detected\",severity=\"critical\"}", 1.0)
                .containsEntry("chest_xray_active_alerts{alert_type=\"accuracy_drop\",severity=\"critical\"}", 1.0)
                .containsEntry("chest_xray_active_alerts{alert_type=\"high_latency\",severity=\"critical\"}", 0.0);
        assertThat(standing("cxrwatch_open_cases"))
                .isEqualTo(Map.of(
                        "cxrwatch_open_cases{severity=\"info\"}", 0.0,
                        "cxrwatch_open_cases{severity=\"warning\"}", 0.0,
                        "cxrwatch_open_cases{severity=\"critical\"}", 1.0,
                        "cxrwatch_open_cases{severity=\"emergency\"}", 0.0));
    }

    @Test
    void theLastHourWithRequestsIsKnown() {
        LocalDate day = LocalDate.of(2026, 9, 8);
        publish(8, List.of(hour(day.minusDays(1), 23, 4), hour(day, 7, 12), hour(day, 8, 0)), List.of());

        push();

        assertThat(standing("cxrwatch_requests")).isEqualTo(Map.of("cxrwatch_requests_until_timestamp_seconds", (double)
                Instant.parse("2026-09-08T08:00:00Z").getEpochSecond()));
    }

    private static MetricScore hour(LocalDate day, int hour, long requests) {
        WindowSlice where = new WindowSlice(Scope.SERVICE, Window.hour(day, hour), Slice.ALL);
        return new MetricScore(where, "requests", Score.of(requests), requests);
    }

    @Test
    void runsAndMessagesAreToldBeforeTheFirstNight() {
        long failed = database.runs().start("nightly", NOW.minusSeconds(100));
        database.runs().finish(failed, Runs.Outcome.FAILED, "", NOW.minusSeconds(90));
        long done = database.runs().start("ingest", NOW.minusSeconds(80));
        database.runs().finish(done, Runs.Outcome.DONE, "", NOW.minusSeconds(50));

        Push.Result result = push();

        assertThat(result.day()).isEmpty();
        assertThat(gateway.standing())
                .isEqualTo(Map.of(
                        "cxrwatch_outbox_messages{state=\"pending\"}", 0.0,
                        "cxrwatch_outbox_messages{state=\"dead\"}", 0.0,
                        "cxrwatch_last_success_timestamp_seconds{command=\"ingest\"}",
                                (double) NOW.minusSeconds(50).getEpochSecond(),
                        "cxrwatch_last_success_duration_seconds{command=\"ingest\"}", 30.0));
    }

    @Test
    void theLastSuccessDoesNotAdvanceWhereTheNumbersWereNotTaken() {
        long done = database.runs().start("nightly", NOW.minusSeconds(80));
        database.runs().finish(done, Runs.Outcome.DONE, "", NOW.minusSeconds(50));
        push();
        Map<String, Double> before = gateway.standing();
        long again = database.runs().start("nightly", NOW.minusSeconds(40));
        database.runs().finish(again, Runs.Outcome.DONE, "", NOW.minusSeconds(10));
        gateway.answer = new Answer(Answer.Status.UNREACHED, "no connection");

        assertThat(push().answer()).isEqualTo(gateway.answer);
        assertThat(gateway.standing()).isEqualTo(before);

        gateway.answer = Answer.TAKEN;
        push();
        assertThat(gateway.standing())
                .containsEntry("cxrwatch_last_success_timestamp_seconds{command=\"nightly\"}", (double)
                        NOW.minusSeconds(10).getEpochSecond());
    }

    @Test
    void messagesThatReachedNobodyAreCounted() {
        Results results = database.results();
        results.commit(
                results.begin(List.of(SampleRows.night(8))),
                List.of(),
                SampleAlerts.messages(List.of(SampleAlerts.message("a"), SampleAlerts.message("b"))),
                Set.of());
        Outbox.Pending refused =
                database.outbox().lease(1, Duration.ofHours(1), Set.of()).get(0);
        database.outbox().settle(refused, Delivery.rejected("no such address"), Duration.ZERO);

        push();

        assertThat(standing("cxrwatch_outbox"))
                .isEqualTo(Map.of(
                        "cxrwatch_outbox_messages{state=\"pending\"}", 1.0,
                        "cxrwatch_outbox_messages{state=\"dead\"}", 1.0));
    }

    @Test
    void operatorsFindEveryNameInTheirTableAndNoOther() throws IOException {
        List<String> documented = new ArrayList<>();
        Matcher names = Pattern.compile("(?m)^\\| `((?:chest_xray|cxrwatch)_[a-z0-9_]+)[`{]")
                .matcher(Files.readString(Path.of("..", "docs", "operators.md")));
        while (names.find()) {
            documented.add(names.group(1));
        }

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PushedGauge.values())
                        .map(PushedGauge::text)
                        .toList());
    }
}
