package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backfill decides hundreds of nights: what depends on the baseline alone must not be computed for each. */
class DriftSpeedTest {

    private static final double MOST_MILLISECONDS = 50;

    @Test
    void aNightOf210SubjectsTakesMillisecondsOfProcessorTime() {
        SyntheticDays hospital = new SyntheticDays(8, 500);
        DriftReference reference = hospital.baseline();
        DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        List<Double> milliseconds = new ArrayList<>();
        for (int night = 0; night < 40; night++) {
            LocalDate day = SyntheticDays.FIRST.plusDays(10 + night);
            WindowParts window = SyntheticDays.window(day, hospital.day(day));
            long before = clock.getCurrentThreadCpuTime();
            assertThat(decision.decide(reference, window)).hasSize(210);
            milliseconds.add((clock.getCurrentThreadCpuTime() - before) / 1e6);
        }
        List<Double> warm = new ArrayList<>(milliseconds.subList(20, 40));
        Collections.sort(warm);
        assertThat(warm.get(10)).isLessThan(MOST_MILLISECONDS);
    }
}
