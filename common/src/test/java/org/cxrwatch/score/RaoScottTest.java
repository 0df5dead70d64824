package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RaoScottTest {

    @Test
    void theTailIsSciPys() {
        for (OracleTable.Line line : OracleTable.read("rao-scott.csv")) {
            Dispersion dispersion = new Dispersion(line.number("phi"), line.whole("days"));
            double expected = line.number("p");
            assertThat(dispersion.upper()).isCloseTo(line.number("phi_upper"), within(1e-12));
            assertThat(dispersion.freedom()).isCloseTo(line.number("nu"), within(1e-9 * line.number("nu")));
            assertThat(new RaoScott(line.whole("k"), dispersion).p(line.number("statistic")))
                    .as("%s", line)
                    .isCloseTo(expected, within((expected < 1e-12 ? 1e-6 : 1e-9) * expected));
        }
    }

    @Test
    void aStatisticHasTheProbabilityItWasAskedFor() {
        RaoScott tail = new RaoScott(9, new Dispersion(1.3, 6));
        assertThat(tail.p(tail.statisticAt(0.008 / 210))).isCloseTo(0.008 / 210, within(1e-12));
    }

    @Test
    void oneBinShowsNoChange() {
        assertThat(new RaoScott(0, new Dispersion(1.3, 6)).p(0)).isEqualTo(1);
    }

    @Test
    void strengthIsWhatIsLeftBeyondChance() {
        Dispersion dispersion = new Dispersion(1, 6);
        assertThat(new RaoScott(9, dispersion).strength(10 * dispersion.upper()))
                .isCloseTo(1, within(1e-12));
        assertThat(new RaoScott(9, dispersion).strength(9 * dispersion.upper() - 1e-9))
                .isZero();
    }

    @Test
    void moreDispersionMakesTheSameStatisticLessRemarkable() {
        assertThat(new RaoScott(9, new Dispersion(2, 6)).p(40))
                .isGreaterThan(new RaoScott(9, new Dispersion(1, 6)).p(40));
    }
}
