package org.cxrwatch.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.port.History;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** What a day's results are as gauges, of all rows together. What was not measured is left out. */
final class DayGauges {

    static final String REQUESTS = "requests";
    private static final String NO_CLASS = "none";

    private final Map<Scope, Map<String, MetricScore>> metrics = new TreeMap<>();
    private final DayCounts counts;
    private final List<Verdict> verdicts;
    private final List<HostMetric> hosts;

    /** Reads a day's results; what was counted on it is known beside them. */
    DayGauges(History history, Window day, DayCounts counts) {
        this.counts = counts;
        History.Query query = History.Query.between(day.start(), day.end())
                .withKinds(Set.of(WindowKind.DAY))
                .withSlice(Slice.ALL);
        history.metrics(query)
                .forEach(score -> metrics.computeIfAbsent(score.where().scope(), scope -> new TreeMap<>())
                        .put(score.metric(), score));
        this.verdicts = history.verdicts(query);
        this.hosts = history.hosts(query);
    }

    /** All of them. */
    List<Gauge> list() {
        List<Gauge> gauges = new ArrayList<>();
        addService(gauges);
        addHost(gauges, "cpu_percent", PushedGauge.CPU_USAGE);
        addHost(gauges, "memory_percent", PushedGauge.MEMORY_USAGE);
        addHost(gauges, "gpu_memory_mb", PushedGauge.GPU_MEMORY);
        versions().forEach(version -> addVersion(gauges, version));
        activeVersion().ifPresent(version -> addActive(gauges, version));
        return gauges;
    }

    private List<Scope> versions() {
        return metrics.keySet().stream()
                .filter(scope -> scope.kind() == Scope.Kind.MODEL && answers(scope) > 0)
                .toList();
    }

    /** Answers of a version: what its label coverage is a share of. */
    private long answers(Scope version) {
        return find(version, MetricNames.LABEL_COVERAGE).map(MetricScore::n).orElse(0L);
    }

    /** The version that answered most, the later name if several did. */
    private Optional<Scope> activeVersion() {
        return versions().stream().max(Comparator.comparingLong(this::answers).thenComparing(Function.identity()));
    }

    private Optional<MetricScore> find(Scope scope, String metric) {
        return Optional.ofNullable(metrics.getOrDefault(scope, Map.of()).get(metric));
    }

    private Optional<Score.Measured> measured(Scope scope, String metric) {
        return find(scope, metric).flatMap(found -> found.score().measured());
    }

    private Optional<Double> value(Scope scope, String metric) {
        return measured(scope, metric).map(Score.Measured::value);
    }

    private void addService(List<Gauge> gauges) {
        Map<String, String> percentiles =
                new TreeMap<>(Map.of("avg", "latency_mean", "p95", "latency_p95", "p99", "latency_p99"));
        percentiles.forEach((percentile, metric) -> value(Scope.SERVICE, metric)
                .ifPresent(seconds -> gauges.add(PushedGauge.RESPONSE_TIME.of(seconds, percentile))));
        value(Scope.SERVICE, "throughput").ifPresent(rate -> gauges.add(PushedGauge.THROUGHPUT.of(rate)));
        value(Scope.SERVICE, "error_rate").ifPresent(rate -> gauges.add(PushedGauge.ERROR_RATE.of(rate)));
    }

    /** Failures have no class; where no success is counted, they are not either. */
    private void addPredictions(List<Gauge> gauges, String version) {
        if (counts.requests(version, RequestStatus.SUCCESS) > 0) {
            for (RequestStatus failure : List.of(RequestStatus.ERROR, RequestStatus.TIMEOUT)) {
                gauges.add(PushedGauge.PREDICTIONS.of(counts.requests(version, failure), NO_CLASS, failure.text()));
            }
        }
        counts.answers(version)
                .forEach((answer, count) ->
                        gauges.add(PushedGauge.PREDICTIONS.of(count, answer, RequestStatus.SUCCESS.text())));
    }

    /** The mean over the samples of all hosts. */
    private void addHost(List<Gauge> gauges, String metric, PushedGauge gauge) {
        List<HostMetric> logged = hosts.stream()
                .filter(host -> host.metric().equals(metric)
                        && host.samples() > 0
                        && host.window().kind() == WindowKind.DAY)
                .toList();
        double samples = logged.stream().mapToDouble(HostMetric::samples).sum();
        double sum = logged.stream()
                .mapToDouble(host -> host.samples() * host.mean())
                .sum();
        if (samples > 0 && Double.isFinite(sum)) {
            gauges.add(gauge.of(sum / samples));
        }
    }

    private void addVersion(List<Gauge> gauges, Scope version) {
        String name = version.modelVersion();
        gauges.add(PushedGauge.ANSWERS.of(answers(version), name));
        find(version, MetricNames.ACCURACY).ifPresent(accuracy -> {
            gauges.add(PushedGauge.ACCURACY_LABELLED.of(accuracy.n(), name));
            accuracy.score().measured().ifPresent(score -> {
                gauges.add(PushedGauge.ACCURACY_LOWER.of(score.lower(), name));
                gauges.add(PushedGauge.ACCURACY_UPPER.of(score.upper(), name));
            });
        });
        value(version, MetricNames.LABEL_COVERAGE)
                .ifPresent(share -> gauges.add(PushedGauge.LABEL_COVERAGE.of(share, name)));
        if (verdict(version)
                .filter(verdict -> verdict.estimateDoubts().isEmpty())
                .isPresent()) {
            value(version, MetricNames.ESTIMATED + MetricNames.ACCURACY)
                    .ifPresent(share -> gauges.add(PushedGauge.ESTIMATED_ACCURACY.of(share, name)));
        }
    }

    private void addActive(List<Gauge> gauges, Scope version) {
        addPredictions(gauges, version.modelVersion());
        value(version, MetricNames.ACCURACY)
                .ifPresent(share -> gauges.add(PushedGauge.MODEL_ACCURACY.of(share, version.modelVersion())));
        verdict(version).ifPresent(verdict -> {
            Map<String, Score> scores = new TreeMap<>(Map.of(
                    "data", verdict.data(),
                    "prediction", verdict.prediction(),
                    "concept", verdict.concept(),
                    "overall", verdict.overall()));
            scores.forEach((type, score) -> score.measured()
                    .ifPresent(measured -> gauges.add(PushedGauge.DRIFT_SCORE.of(measured.value(), type))));
        });
    }

    private Optional<Verdict> verdict(Scope version) {
        return verdicts.stream()
                .filter(verdict -> verdict.where().scope().equals(version))
                .findFirst();
    }
}
