package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
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
    void itSaysWhatWasLogged() {
        HostUsage cpu = HostUsage.of(PART, "cpu_percent");

        assertThat(cpu.samples()).isEqualTo(5);
        assertThat(cpu.mean()).isEqualTo(Score.of(74.8));
        // numpy.quantile([40, 50, 90, 95, 99], 0.95) in NumPy 2.4.6
        assertThat(cpu.p95().number().orElseThrow()).isCloseTo(98.2, within(1e-12));
        assertThat(cpu.max()).isEqualTo(Score.of(99));
    }

    @Test
    void aSampleAtTheLevelIsNotAboveIt() {
        assertThat(HostUsage.of(PART, "cpu_percent").shareAbove(90).number()).hasValue(0.4);
    }

    @Test
    void whatWasNeverLoggedHasNoNumber() {
        HostUsage disk = HostUsage.of(PART, "disk_percent");

        assertThat(disk.mean()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(disk.shareAbove(90)).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void whatWasLoggedAsNaNSaysSo() {
        assertThat(HostUsage.of(PART, "gpu_percent").max()).isEqualTo(Score.none(Reason.NOT_FINITE));
    }

    @Test
    void allNumbersComeByName() {
        assertThat(HostUsage.all(PART)).extracting(HostUsage::metric).containsExactly("cpu_percent", "gpu_percent");
    }
}
