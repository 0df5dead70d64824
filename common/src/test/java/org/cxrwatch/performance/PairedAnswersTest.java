package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedAnswersTest {

    static Stream<OracleFile.Block> pairs() {
        return OracleFile.read("versions.txt").blocks("paired").stream();
    }

    /** The expected intervals maximise the likelihood numerically, to about 1e-6. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theIntervalIsThatOfTheNumericalLikelihood(OracleFile.Block block) {
        Score.Measured difference = answers(block).difference().measured().orElseThrow();

        double[] expected = block.numbers("difference");
        assertThat(difference.value()).isCloseTo(expected[0], within(1e-12));
        assertThat(difference.lower()).isCloseTo(expected[1], within(2e-6));
        assertThat(difference.upper()).isCloseTo(expected[2], within(2e-6));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theProbabilitiesAreThoseOfMcNemarInStatsmodels(OracleFile.Block block) {
        PairedAnswers answers = answers(block);
        assertThat(answers.midP()).isCloseTo(block.number("mid").orElseThrow(), within(1e-12));
        assertThat(answers.midP())
                .as("the exact p of statsmodels less the probability of as many, 1 at most")
                .isCloseTo(
                        answers.onlyFirst() == answers.onlySecond()
                                ? 1
                                : block.number("exact").orElseThrow() - probability(answers),
                        within(1e-12));
    }

    private static double probability(PairedAnswers answers) {
        return BinomialDistribution.of(Math.toIntExact(answers.discordant()), 0.5)
                .probability(Math.toIntExact(answers.onlyFirst()));
    }

    @Test
    void exchangingTheVersionsChangesTheSign() {
        Score.Measured there =
                new PairedAnswers(70, 4, 15, 11).difference().measured().orElseThrow();
        Score.Measured back =
                new PairedAnswers(70, 15, 4, 11).difference().measured().orElseThrow();

        assertThat(back.lower()).isCloseTo(-there.upper(), within(1e-9));
        assertThat(back.upper()).isCloseTo(-there.lower(), within(1e-9));
    }

    @Test
    void allDifferentEndsAtOneAndNothingSaysNothing() {
        Score.Measured all =
                new PairedAnswers(0, 0, 12, 0).difference().measured().orElseThrow();
        assertThat(all.upper()).isEqualTo(1);
        assertThat(all.lower()).isBetween(0.4, 0.9);
        assertThat(new PairedAnswers(0, 12, 0, 0)
                        .difference()
                        .measured()
                        .orElseThrow()
                        .lower())
                .isEqualTo(-1);
        assertThat(PairedAnswers.NONE.difference().absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(PairedAnswers.NONE.midP()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedAnswers(1, -1, 0, 0));
    }

    private static PairedAnswers answers(OracleFile.Block block) {
        double[] counts = block.numbers("counts");
        return new PairedAnswers((long) counts[0], (long) counts[1], (long) counts[2], (long) counts[3]);
    }
}
