package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class HostTrendTest {

    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

    private static List<HostMetric> hours(String host, String metric, int count, IntToDoubleFunction mean) {
        List<HostMetric> hours = new ArrayList<>();
        for (int hour = 0; hour < count; hour++) {
            double value = mean.applyAsDouble(hour);
            Window window = new Window(WindowKind.HOUR, START.plusSeconds(hour * 3_600L));
            hours.add(new HostMetric(host, window, metric, 12, value, value + 1, value + 2));
        }
        return hours;
    }

    @Test
    void aLeakRisesByItsSlopeADayAndIsNamedFirst() {
        List<HostMetric> all = new ArrayList<>(hours("a", "cpu_percent", 73, hour -> 40 + hour * 7 % 11));
        all.addAll(hours("b", "disk_usage_percent", 73, hour -> 50 + 0.01 * hour));
        all.addAll(hours("b", "gpu_memory_mb", 73, hour -> 5_000 + 50 * hour));
        all.addAll(hours("b", "request_count", 73, hour -> 100 * hour));

        List<HostTrend> trends = HostTrend.of(all);

        assertThat(trends)
                .extracting(trend -> trend.metric() + " " + trend.reading())
                .containsExactly(
                        "gpu_memory_mb RISES",
                        "disk_usage_percent RISES",
                        "request_count COUNTS_UP",
                        "cpu_percent STEADY");
        HostTrend leak = trends.get(0);
        assertThat(leak.host()).isEqualTo("b");
        assertThat(leak.hours()).isEqualTo(73);
        assertThat(leak.first()).isEqualTo(5_000);
        assertThat(leak.last()).isEqualTo(8_600);
        assertThat(leak.mean()).isCloseTo(6_800, within(1e-9));
        assertThat(leak.max()).isEqualTo(8_602);
        assertThat(leak.p95()).isCloseTo(5_000 + 50 * 0.95 * 72, within(1e-9));
        assertThat(leak.perDay().orElseThrow().slope()).isCloseTo(1_200, within(1e-6));
        assertThat(leak.gained().orElseThrow()).isCloseTo(3_600.0 / 6_800, within(1e-9));
    }

    @Test
    void hoursInAnyOrderAndWithGapsAreTheSameTrend() {
        List<HostMetric> all = hours("a", "memory_percent", 60, hour -> 90 - hour);
        List<HostMetric> mixed = new ArrayList<>(all);
        mixed.removeIf(hour -> hour.window().start().getEpochSecond() / 3_600 % 5 == 0
                && !hour.window().start().equals(START));
        java.util.Collections.shuffle(mixed, new java.util.Random(5));

        HostTrend trend = HostTrend.of(mixed).get(0);

        assertThat(trend.reading()).isEqualTo(HostTrend.Reading.FALLS);
        assertThat(trend.perDay().orElseThrow().slope()).isCloseTo(-24, within(1e-9));
    }

    @Test
    void fewHoursHaveNoTrendAndAConstantZeroGainsNothing() {
        assertThat(HostTrend.of(hours("a", "cpu_percent", 9, hour -> hour))
                        .get(0)
                        .reading())
                .isEqualTo(HostTrend.Reading.TOO_FEW);
        HostTrend none = HostTrend.of(hours("a", "error_count", 30, hour -> 0)).get(0);
        assertThat(none.reading()).isEqualTo(HostTrend.Reading.STEADY);
        assertThat(none.gained()).isEmpty();
    }

    @Test
    void hoursWithoutSamplesAreNotThere() {
        Window window = new Window(WindowKind.HOUR, START);

        assertThat(HostTrend.of(
                        List.of(new HostMetric("a", window, "cpu_percent", 0, Double.NaN, Double.NaN, Double.NaN))))
                .isEmpty();
    }
}
