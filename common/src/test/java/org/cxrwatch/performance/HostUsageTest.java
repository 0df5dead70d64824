package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.SystemPart;
import org.junit.jupiter.api.Test;

class HostUsageTest {

    private static final SystemPart PART = SystemPart.of(
            Resolution.SERVICE,
            5,
            Map.of(
                    "cpu_percent", NumericSummary.of(Resolution.SERVICE, 40, 50, 90, 95, 99),
                    "gpu_percent", NumericSummary.of(Resolution.SERVICE, Double.NaN)));

    @Test
    void allNumbersComeByName() {
        assertThat(HostUsage.all(PART)).extracting(HostUsage::metric).containsExactly("cpu_percent", "gpu_percent");
    }

    @Test
    void whatIsNoNumberIsNoSample() {
        assertThat(HostUsage.all(PART)).extracting(HostUsage::samples).containsExactly(5L, 0L);
    }
}
