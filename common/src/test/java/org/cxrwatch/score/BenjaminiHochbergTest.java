package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    @Test
    void theAdjustedPAreSciPys() {
        List<OracleTable.Line> lines = OracleTable.read("benjamini-hochberg.csv");
        List<Double> adjusted = BenjaminiHochberg.adjust(
                lines.stream().map(line -> line.number("p")).toList(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(adjusted.get(i)).isCloseTo(lines.get(i).number("adjusted"), within(1e-15));
        }
    }

    @Test
    void membersStillToComeCountAsOnes() {
        // As false_discovery_control([0.001, 0.02, 1, 1]) gives for the first two.
        assertThat(BenjaminiHochberg.adjust(List.of(0.001, 0.02), 4)).containsExactly(0.004, 0.04);
    }

    @Test
    void nothingIsAdjustedToMoreThanOne() {
        assertThat(BenjaminiHochberg.adjust(List.of(0.9, 0.8), 10)).containsExactly(1.0, 1.0);
        assertThat(BenjaminiHochberg.adjust(List.of(), 0)).isEmpty();
    }
}
