package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is stated of late labels, in made-up hospitals ({@link LateLabelWorld}), each with a history and a window of its
 * own, so that windows are independent: bands hold at least what they state, up to 3.3 standard errors of a binomial
 * count; the expected accuracy is nearer to the final one than that of the labels at hand; an immature day is never
 * judged; nights say "fewer labels" no more often than stated.
 */
class LateLabelSimulationTest {

    private static final double STATED = 0.95;
    private static final double SIGMAS = 3.3;
    private static final double RATE = 0.01;

    private static final class Seen {
        private int worlds;
        private int bands;
        private int coverages;
        private int shortNights;
        private double error;
        private double squaredError;
        private double naiveError;

        void add(LateLabelWorld world, int age) {
            DayCount day = world.count(age);
            Score.Measured band =
                    world.band().of(List.of(day), world.right(age)).measured().orElseThrow();
            Score.Measured coverage = new LabelNowcast(world.arrivals())
                    .finalCoverage(List.of(day))
                    .measured()
                    .orElseThrow();
            worlds++;
            bands += holds(band, world.finalAccuracy(age)) ? 1 : 0;
            coverages += holds(coverage, world.finalCoverage(age)) ? 1 : 0;
            double off = band.value() - world.finalAccuracy(age);
            error += off;
            squaredError += off * off;
            naiveError += (double) world.right(age) / day.labels() - world.finalAccuracy(age);
            boolean anyShort = new LabelShortage(world.arrivals(), RATE)
                    .decide(world.counts().subList(0, 14)).stream().anyMatch(LabelShortage.Finding::isShort);
            shortNights += anyShort ? 1 : 0;
        }

        private static boolean holds(Score.Measured found, double truth) {
            return found.lower() - 1e-9 <= truth && truth <= found.upper() + 1e-9;
        }

        double standardError() {
            return Math.sqrt(squaredError) / worlds;
        }

        double least() {
            return STATED * worlds - SIGMAS * Math.sqrt(STATED * (1 - STATED) * worlds);
        }

        double mostShort() {
            return RATE * worlds + SIGMAS * Math.sqrt(RATE * (1 - RATE) * worlds);
        }
    }

    private static Seen simulate(LateLabelWorld.Habits habits, int age, int worlds) {
        Seen seen = new Seen();
        for (int seed = 0; seed < worlds; seed++) {
            seen.add(new LateLabelWorld(77_000L + seed, habits), age);
        }
        return seen;
    }

    private static void holds(Seen seen) {
        assertThat((double) seen.bands).as("bands of %s", seen.worlds).isGreaterThanOrEqualTo(seen.least());
        assertThat((double) seen.coverages).as("coverages of %s", seen.worlds).isGreaterThanOrEqualTo(seen.least());
        assertThat((double) seen.shortNights).as("nights of %s", seen.worlds).isLessThanOrEqualTo(seen.mostShort());
    }

    @Test
    void bandsHoldWhereLabelsAreLateLengtheningAndChosenByScore() {
        Seen seen = simulate(new LateLabelWorld.Habits(1.8, 0.1, 2.5, 200), 0, 60);
        holds(seen);
        // The labels of the first night say 5 points too little: hard images come first.
        assertThat(seen.naiveError / seen.worlds).isLessThan(-0.03);
        // In 600 worlds the middle of the band was 0.9 points (standard error 0.2) too low with 25 labels at hand.
        assertThat(Math.abs(seen.error / seen.worlds)).isLessThan(0.009 + SIGMAS * seen.standardError());
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "1.0, 0.05, 1.0, 300, 0",
        "1.0, 0.05, 1.0, 300, 2",
        "1.0, 0.10, 2.5, 300, 0",
        "1.0, 0.10, 2.5, 300, 3",
        "1.0, 0.10, 2.5, 60, 2",
        "1.0, 0.10, 2.5, 300, 6",
        "1.8, 0.10, 2.5, 300, 0",
        "1.8, 0.10, 2.5, 300, 3",
        "1.8, 0.10, 2.5, 60, 1"
    })
    void bandsHoldInTheLongRun(double stretch, double spread, double hardSooner, int rows, int age) {
        holds(simulate(new LateLabelWorld.Habits(stretch, spread, hardSooner, rows), age, 500));
    }

    @Test
    void anImmatureDayIsNeverJudgedHoweverBadItsFirstLabels() {
        for (int seed = 0; seed < 20; seed++) {
            LateLabelWorld world = new LateLabelWorld(seed, new LateLabelWorld.Habits(1.8, 0.1, 2.5, 200));
            DayCount tonight = world.count(0);
            assertThat(world.maturity().isMature(Slice.ALL, tonight.rows(), tonight.labels()))
                    .isFalse();
            // It will be: the band is there before the judgement is.
            assertThat(world.maturity().willBeMature(Slice.ALL, tonight.rows())).isTrue();
        }
    }
}
