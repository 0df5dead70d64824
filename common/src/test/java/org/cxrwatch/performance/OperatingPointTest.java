package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OperatingPointTest {

    private static final Outcomes MANY =
            Labelled.of(MadeWorld.labels(new MadeWorld(-0.5, 1.8, 0, 1).rows(new SplittableRandom(3), 5_000)));

    @Test
    void everyScoreIsAPointFromTheSurestDown() {
        Outcomes few = Labelled.of(Labelled.scores(Labelled.POSITIVE, Labelled.POSITIVE, 0.9, 0.7)
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.POSITIVE, 0.8))
                .plus(Labelled.scores(Labelled.NEGATIVE, Labelled.NEGATIVE, 0.1)));

        List<OperatingPoint> points = OperatingPoint.of(few, 10);

        assertThat(points).extracting(OperatingPoint::threshold).containsExactly(0.9, 0.8, 0.7, 0.1);
        assertThat(points).extracting(OperatingPoint::sensitivity).containsExactly(0.5, 0.5, 1.0, 1.0);
        assertThat(points).extracting(OperatingPoint::falsePositiveRate).containsExactly(0.0, 0.5, 0.5, 1.0);
        assertThat(points).extracting(OperatingPoint::precision).containsExactly(1.0, 0.5, 2 / 3.0, 0.5);
    }

    @Test
    void theAreaUnderAllPointsIsTheAuroc() {
        double area = area(OperatingPoint.of(MANY, 5_000));

        assertThat(area).isCloseTo(new Auroc().score(MANY).score().number().orElseThrow(), within(1e-12));
    }

    @Test
    void pointsAreBoundedAndStillDrawTheCurve() {
        List<OperatingPoint> points = OperatingPoint.of(MANY, 50);

        assertThat(points).hasSizeBetween(25, 50);
        assertThat(points.get(points.size() - 1).confusion().trueNegatives()).isZero();
        assertThat(area(points)).isCloseTo(area(OperatingPoint.of(MANY, 5_000)), within(2e-3));
    }

    @Test
    void curvesNeedBothClassesAndAPoint() {
        assertThat(OperatingPoint.of(Labelled.outcomes(5, 0, 0, 0), 10)).isEmpty();
        assertThat(OperatingPoint.of(MANY, 1)).hasSize(1);
        assertThatThrownBy(() -> OperatingPoint.of(MANY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double area(List<OperatingPoint> points) {
        double area = 0;
        double right = 0;
        double up = 0;
        for (OperatingPoint point : points) {
            area += (point.falsePositiveRate() - right) * (point.sensitivity() + up) / 2;
            right = point.falsePositiveRate();
            up = point.sensitivity();
        }
        return area;
    }
}
