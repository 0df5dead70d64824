package org.cxrwatch.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.junit.jupiter.api.Test;

class RunningErrorTest {

    @Test
    void beforeTheSeventhMatureWindowNothingIsSaid() {
        assertThat(RunningError.of(List.of()).absence()).contains(Reason.NO_LABELS_YET);
        assertThat(RunningError.of(Collections.nCopies(6, 0.1)).absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(RunningError.of(Collections.nCopies(7, 0.1)).number()).hasValue(0.1);
    }

    @Test
    void onlyTheLastFourteenCount() {
        List<Double> errors = new ArrayList<>(Collections.nCopies(5, 1.0));
        errors.addAll(Collections.nCopies(14, 0.02));
        assertThat(RunningError.of(errors).number().orElseThrow()).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void theIntervalIsStudents() {
        // Mean 0.04, standard error sqrt(0.0028 / 6 / 7); scipy.stats.t.ppf(0.975, 6) = 2.4469118511449692.
        Score.Measured error = RunningError.of(List.of(0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07))
                .measured()
                .orElseThrow();
        double half = 2.4469118511449692 * Math.sqrt(0.0028 / 6 / 7);
        assertThat(error.value()).isCloseTo(0.04, within(1e-12));
        assertThat(error.lower()).isCloseTo(0.04 - half, within(1e-9));
        assertThat(error.upper()).isCloseTo(0.04 + half, within(1e-9));
    }
}
