package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {

    private static final double[] LATENCIES =
            IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 40.0).toArray();

    private static final ServiceLoad LOAD = new ServiceLoad(
            ServicePart.of(
                    Map.of(RequestStatus.SUCCESS, 100L, RequestStatus.ERROR, 15L, RequestStatus.TIMEOUT, 5L),
                    NumericSummary.of(Resolution.SERVICE, LATENCIES)),
            Duration.ofMinutes(1));

    @Test
    void theyAreThoseOfTheWindow() {
        Map<String, Double> numbers = new TreeMap<>();
        ServiceMetrics.all()
                .forEach(metric -> numbers.put(
                        metric.name(), metric.score(LOAD).score().number().orElseThrow()));

        // numpy.mean and numpy.quantile of arange(1, 101) / 40 in NumPy 2.4.6
        assertThat(numbers.keySet())
                .containsExactlyInAnyOrder(
                        "requests",
                        "throughput",
                        "error_rate",
                        "timeout_rate",
                        "latency_mean",
                        "latency_median",
                        "latency_p95",
                        "latency_p99",
                        "share_above_2s");
        assertThat(numbers).containsEntry("requests", 120.0).containsEntry("throughput", 2.0);
        assertThat(numbers.get("error_rate")).isEqualTo(20 / 120.0);
        assertThat(numbers.get("timeout_rate")).isEqualTo(5 / 120.0);
        assertThat(numbers.get("latency_mean")).isCloseTo(1.2625, within(1e-12));
        assertThat(numbers.get("latency_median")).isCloseTo(1.2625, within(1e-12));
        assertThat(numbers.get("latency_p95")).isCloseTo(2.37625, within(1e-12));
        assertThat(numbers.get("latency_p99")).isCloseTo(2.47525, within(1e-12));
        assertThat(numbers.get("share_above_2s")).isEqualTo(0.2);
    }

    @Test
    void sharesOfRequestsHaveWilsonsInterval() {
        Wilson interval = Wilson.of(20, 120);

        assertThat(new ErrorRate().score(LOAD))
                .isEqualTo(new MetricValue(Score.of(20 / 120.0, interval.lower(), interval.upper()), 120));
        assertThat(new TimeoutRate().score(LOAD).n()).isEqualTo(120);
        assertThat(SlowShare.above2s().score(LOAD).n()).isEqualTo(100);
    }

    @Test
    void theMeansIntervalIsTwoStandardErrors() {
        Score.Measured mean = new LatencyMean().score(LOAD).score().measured().orElseThrow();

        // 1.959963984540054 * numpy.std(arange(1, 101) / 40, ddof=1) / 10 in NumPy 2.4.6
        double half = 1.959963984540054 * 0.7252872993970504 / 10;
        assertThat(mean.lower()).isCloseTo(1.2625 - half, within(1e-9));
        assertThat(mean.upper()).isCloseTo(1.2625 + half, within(1e-9));
    }

    @Test
    void aQuantilesIntervalIsOfTheRanksAroundIt() {
        Score.Measured median =
                LatencyQuantile.median().score(LOAD).score().measured().orElseThrow();

        // ranks 0.5 ± 0.098 of 99 steps: 1 + 99 * 0.402 = 40.798 and 60.202, over 40
        assertThat(median.lower()).isCloseTo(40.7982 / 40, within(1e-4));
        assertThat(median.upper()).isCloseTo(60.2018 / 40, within(1e-4));
    }

    @Test
    void withoutRequestsThereAreCountsAndNoRates() {
        ServiceLoad idle = new ServiceLoad(ServicePart.empty(Resolution.SERVICE), Duration.ofHours(1));

        assertThat(ServiceMetrics.all()).allSatisfy(metric -> {
            Score score = metric.score(idle).score();
            boolean isCount = metric.name().equals("requests") || metric.name().equals("throughput");
            assertThat(score).isEqualTo(isCount ? Score.of(0) : Score.none(Reason.TOO_FEW_ROWS));
        });
    }

    @Test
    void failuresAloneHaveARateAndNoLatency() {
        ServiceLoad failing = new ServiceLoad(
                ServicePart.of(Map.of(RequestStatus.ERROR, 4L), NumericSummary.empty(Resolution.SERVICE)),
                Duration.ofHours(1));

        assertThat(new ErrorRate().score(failing).score().number()).hasValue(1);
        assertThat(new LatencyMean().score(failing).score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void oneRequestHasALatencyAndNoIntervalOfItsMean() {
        ServiceLoad one = new ServiceLoad(
                ServicePart.of(Map.of(RequestStatus.SUCCESS, 1L), NumericSummary.of(Resolution.SERVICE, 0.25)),
                Duration.ofHours(1));

        assertThat(new LatencyMean().score(one)).isEqualTo(new MetricValue(Score.of(0.25), 1));
        assertThat(LatencyQuantile.p95().score(one).score()).isEqualTo(Score.of(0.25));
    }

    @Test
    void aWindowWithoutLengthIsRefused() {
        ServicePart part = ServicePart.empty(Resolution.SERVICE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceLoad(part, Duration.ZERO))
                .withMessage("A window has a length above 0, got PT0S.");
    }
}
