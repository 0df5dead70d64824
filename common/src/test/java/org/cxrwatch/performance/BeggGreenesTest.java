package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.oracle.OracleFile;
import org.cxrwatch.performance.VerifiedStratum.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BeggGreenesTest {

    static Stream<OracleFile.Block> strata() {
        return OracleFile.read("calibration.txt").blocks("strata").stream();
    }

    @Test
    void thePublishedExampleIsReproduced() {
        // Begg and Greenes 1983, doi:10.2307/2530820: scans of the liver, 344 of 650 verified.
        BeggGreenes corrected = BeggGreenes.of(List.of(
                new VerifiedStratum(Said.POSITIVE, 231 + 32 + 166, 231 + 32, 231),
                new VerifiedStratum(Said.NEGATIVE, 27 + 54 + 140, 27 + 54, 27)));

        assertThat(number(corrected.sensitivity())).isCloseTo(0.83647, within(5e-6));
        assertThat(number(corrected.specificity())).isCloseTo(0.73840, within(5e-6));
        assertThat(corrected.sensitivity().n()).isEqualTo(258);
        assertThat(corrected.specificity().n()).isEqualTo(86);
    }

    @ParameterizedTest
    @MethodSource("strata")
    void everyShareIsThatOfImputedLabelsWithItsDeltaMethodInterval(OracleFile.Block expected) {
        BeggGreenes corrected = BeggGreenes.of(read(expected));

        Map.of(
                        "sensitivity", corrected.sensitivity(),
                        "specificity", corrected.specificity(),
                        "accuracy", corrected.accuracy(),
                        "prevalence", corrected.prevalence(),
                        "precision", corrected.precision(),
                        "npv", corrected.npv())
                .forEach((name, value) -> {
                    double[] numbers = expected.numbers(name);
                    Score.Measured score = value.score().measured().orElseThrow();
                    assertThat(score.value()).as(name).isCloseTo(numbers[0], within(1e-12));
                    assertThat(score.lower()).as(name + " lower").isCloseTo(numbers[1], within(1e-8));
                    assertThat(score.upper()).as(name + " upper").isCloseTo(numbers[2], within(1e-8));
                });
    }

    @ParameterizedTest
    @MethodSource("strata")
    void whetherCoverageDiffersIsPearsonsTest(OracleFile.Block expected) {
        double[] numbers = expected.numbers("coverage");

        CoverageByScore coverage = CoverageByScore.of(read(expected));

        assertThat(coverage.p().number().orElseThrow()).isCloseTo(numbers[0], within(1e-12));
        assertThat(coverage.statistic()).isCloseTo(numbers[1], within(1e-9));
        assertThat(coverage.degrees()).isEqualTo((int) numbers[2]);
        assertThat(coverage.differs()).isTrue();
    }

    private static List<VerifiedStratum> read(OracleFile.Block block) {
        List<VerifiedStratum> strata = new ArrayList<>();
        for (int i = 0; block.lines().containsKey("stratum" + i); i++) {
            double[] counts = block.numbers("stratum" + i);
            strata.add(new VerifiedStratum(
                    counts[0] == 1 ? Said.POSITIVE : Said.NEGATIVE, (long) counts[1], (long) counts[2], (long)
                            counts[3]));
        }
        return strata;
    }

    @Test
    void whereAllIsLabelledNothingIsCorrected() {
        BeggGreenes all = BeggGreenes.of(
                List.of(new VerifiedStratum(Said.POSITIVE, 45, 45, 40), new VerifiedStratum(Said.NEGATIVE, 97, 97, 7)));

        assertThat(number(all.sensitivity())).isCloseTo(40 / 47.0, within(1e-15));
        assertThat(number(all.specificity())).isCloseTo(90 / 95.0, within(1e-15));
        assertThat(number(all.accuracy())).isCloseTo(130 / 142.0, within(1e-15));
        assertThat(number(all.prevalence())).isCloseTo(47 / 142.0, within(1e-15));
    }

    @Test
    void answersWithoutAnyLabelOfTheirKindAreNotGuessed() {
        BeggGreenes halfSeen = BeggGreenes.of(
                List.of(new VerifiedStratum(Said.POSITIVE, 40, 30, 20), new VerifiedStratum(Said.NEGATIVE, 60, 0, 0)));

        assertThat(halfSeen.sensitivity().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(halfSeen.specificity().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(halfSeen.accuracy().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(halfSeen.npv().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(number(halfSeen.precision())).isEqualTo(20 / 30.0);
    }

    @Test
    void beforeTheFirstLabelThereIsAReason() {
        BeggGreenes none = BeggGreenes.of(
                List.of(new VerifiedStratum(Said.POSITIVE, 40, 0, 0), new VerifiedStratum(Said.NEGATIVE, 60, 0, 0)));

        assertThat(Stream.of(none.sensitivity(), none.specificity(), none.accuracy(), none.prevalence()))
                .allSatisfy(value -> assertThat(value.score()).isEqualTo(Score.none(Reason.NO_LABELS_YET)));
        assertThat(BeggGreenes.of(List.of()).accuracy().score()).isEqualTo(Score.none(Reason.NO_LABELS_YET));
    }

    @Test
    void noneMissedAmongFewIsNotNever() {
        BeggGreenes right = BeggGreenes.of(
                List.of(new VerifiedStratum(Said.POSITIVE, 40, 20, 20), new VerifiedStratum(Said.NEGATIVE, 60, 15, 0)));

        assertThat(Stream.of(right.sensitivity(), right.specificity(), right.accuracy(), right.npv()))
                .allSatisfy(value -> {
                    Score.Measured score = value.score().measured().orElseThrow();
                    assertThat(score.value()).isEqualTo(1);
                    assertThat(score.upper()).isEqualTo(1);
                    assertThat(score.lower()).isBetween(0.5, 0.99);
                });
    }

    @Test
    void labelsOfOneClassLeaveTheOthersShareOpen() {
        BeggGreenes negative = BeggGreenes.of(
                List.of(new VerifiedStratum(Said.POSITIVE, 40, 20, 0), new VerifiedStratum(Said.NEGATIVE, 60, 15, 0)));

        assertThat(negative.sensitivity().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(number(negative.specificity())).isEqualTo(0.6);
        assertThat(number(negative.prevalence())).isZero();
    }

    @Test
    void whoCallsAllPositiveFindsAll() {
        BeggGreenes positive = BeggGreenes.of(List.of(new VerifiedStratum(Said.POSITIVE, 40, 20, 5)));

        assertThat(positive.sensitivity()).isEqualTo(Wilson.share(5, 5));
        assertThat(positive.specificity()).isEqualTo(Wilson.share(0, 15));
        assertThat(positive.npv().score()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
    }

    @Test
    void countsThatAreNoPartsAreRefused() {
        assertThatThrownBy(() -> new VerifiedStratum(Said.POSITIVE, 3, 4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 of 4 of 3");
    }

    @Test
    void coverageThatCannotDifferIsNoEvidence() {
        List<VerifiedStratum> all =
                List.of(new VerifiedStratum(Said.NEGATIVE, 50, 50, 5), new VerifiedStratum(Said.POSITIVE, 50, 50, 45));

        assertThat(CoverageByScore.of(all).p()).isEqualTo(Score.of(1));
        assertThat(CoverageByScore.of(List.of()).p()).isEqualTo(Score.none(Reason.TOO_FEW_ROWS));
        assertThat(CoverageByScore.of(List.of()).differs()).isFalse();
    }

    private static double number(MetricValue value) {
        return value.score().number().orElseThrow();
    }
}
