package org.cxrwatch.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendTest {

    static Stream<OracleFile.Block> cases() {
        return OracleFile.read("trend.txt").blocks("case").stream();
    }

    /** scipy.stats.theilslopes and kendalltau: scripts/oracles/trend.py. */
    @ParameterizedTest
    @MethodSource("cases")
    void slopeIntervalAndSignificanceAreSciPys(OracleFile.Block expected) {
        double[] x = expected.numbers("x");
        double[] y = expected.numbers("y");
        SortedMap<Double, Double> points = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            points.put(x[i], y[i]);
        }

        Trend trend = Trend.find(points).orElseThrow();

        double[] slope = expected.numbers("slope");
        double[] kendall = expected.numbers("kendall");
        assertThat(trend.n()).isEqualTo(x.length);
        assertThat(trend.slope()).isCloseTo(slope[0], within(1e-9 * Math.max(1, Math.abs(slope[0]))));
        assertThat(trend.lower()).isCloseTo(slope[1], within(1e-9 * Math.max(1, Math.abs(slope[1]))));
        assertThat(trend.upper()).isCloseTo(slope[2], within(1e-9 * Math.max(1, Math.abs(slope[2]))));
        assertThat(trend.tau()).isCloseTo(kendall[0], within(1e-12));
        assertThat(trend.p()).isCloseTo(kendall[1], within(1e-9 * kendall[1]));
    }

    private static SortedMap<Double, Double> line(int n, DoubleUnaryOperator y) {
        SortedMap<Double, Double> points = new TreeMap<>();
        for (double x = 0; x < n; x++) {
            points.put(x, y.applyAsDouble(x));
        }
        return points;
    }

    @Test
    void turnedAroundItFallsAsFastAsItRose() {
        Trend up = Trend.find(line(20, x -> x * x % 17)).orElseThrow();
        Trend down = Trend.find(line(20, x -> -(x * x % 17))).orElseThrow();

        assertThat(down).isEqualTo(new Trend(20, -up.slope(), -up.upper(), -up.lower(), -up.tau(), up.p()));
    }

    @Test
    void aConstantNumberHasNoTrendWhateverTheSignOfItsZeros() {
        assertThat(Trend.find(line(30, x -> 7))).contains(new Trend(30, 0, 0, 0, 0, 1));
        assertThat(Trend.find(line(30, x -> x % 2 == 0 ? 0.0 : -0.0))).contains(new Trend(30, 0, 0, 0, 0, 1));
    }

    @Test
    void tooFewPointsHaveNone() {
        assertThat(Trend.find(line(9, x -> x))).isEmpty();
        assertThat(Trend.find(line(10, x -> x))).isPresent();
    }

    @Test
    void pointsThatAreNotFiniteAreLeftOut() {
        SortedMap<Double, Double> points = line(12, x -> 2 * x);
        Trend clean = Trend.find(points).orElseThrow();
        points.put(0.5, Double.NaN);
        points.put(1.5, Double.POSITIVE_INFINITY);
        points.put(Double.POSITIVE_INFINITY, 1.0);

        assertThat(Trend.find(points)).contains(clean);
        assertThat(clean.slope()).isEqualTo(2);
    }
}
