package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitTailsTest {

    private static final SplitStatistic NINE = new SplitStatistic(0, 9, 0, 2);

    /** Without caution: as if very much were known of how days differ. */
    private static SplitTails tails(SplitStatistic statistic, double ofLeading, double ofRest) {
        return SplitTails.of(
                statistic, new Dispersion.Inflations(inflation(1), inflation(ofLeading), inflation(ofRest)));
    }

    private static Dispersion.Inflation inflation(double factor) {
        return new Dispersion.Inflation(factor, factor, 1e12, 1e12);
    }

    @Test
    void thePartThatStandsOutCountsAndPaysForHavingBeenChosen() {
        SplitTails tails = tails(NINE, 1.3, 1.1);

        assertThat(tails.p(new SplitStatistic(37, 9, 30, 2)))
                .isCloseTo(tails.leading().p(30) / 0.8, within(1e-15));
        assertThat(tails.p(new SplitStatistic(62, 9, 2, 2)))
                .isCloseTo(tails.rest().p(60) / 0.2, within(1e-15));
        assertThat(tails.p(new SplitStatistic(9, 9, 2, 2))).isLessThanOrEqualTo(1);
    }

    @Test
    void whereAllIsLocationAndSpreadNothingIsPaid() {
        SplitStatistic two = new SplitStatistic(20, 1, 20, 1);
        SplitTails tails = tails(two, 1.3, 1);

        assertThat(tails.p(two)).isEqualTo(tails.leading().p(20));
        assertThat(tails.leastStatistic(0.01)).isEqualTo(tails.leading().statisticAt(0.01));
    }

    @Test
    void theLeastStatisticHasTheLevelItWasAskedFor() {
        SplitTails tails = tails(NINE, 1.5, 1.1);
        double least = tails.leastStatistic(1e-5);

        assertThat(tails.p(new SplitStatistic(least + 3, 9, least, 2))).isCloseTo(1e-5, within(1e-9));
    }

    /** Of its meaning: 200,000 tables of days that shift, at p of 1 % or less at most as often as that. */
    @Test
    void whatShiftsAsTheDaysDoIsAsRareAsItSays() {
        SplittableRandom random = new SplittableRandom(20261127);
        SplitTails tails = tails(NINE, 1.5, 1);
        int draws = 200_000;
        int beyond = 0;
        for (int i = 0; i < draws; i++) {
            double leading = 2 * square(random) + square(random);
            double rest = 0;
            for (int direction = 0; direction < 7; direction++) {
                rest += square(random);
            }
            beyond += tails.p(new SplitStatistic(leading + rest, 9, leading, 2)) <= 0.01 ? 1 : 0;
        }
        assertThat((double) beyond / draws).isBetween(0.009, 0.01 + 4 * Math.sqrt(0.0099 / draws));
    }

    private static double square(SplittableRandom random) {
        double z = random.nextGaussian();
        return z * z;
    }

    @Test
    void oneBinShowsNoChange() {
        SplitTails tails = tails(SplitStatistic.NONE, 1.5, 1.1);
        assertThat(tails.p(SplitStatistic.NONE)).isEqualTo(1);
        assertThat(tails.leastStatistic(0.01)).isNaN();
    }
}
