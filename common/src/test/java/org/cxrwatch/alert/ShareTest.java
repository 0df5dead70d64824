package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cxrwatch.alert.Examples.HARBOR;
import static org.cxrwatch.alert.Examples.LAKESIDE;
import static org.cxrwatch.alert.Examples.NORTH;
import static org.cxrwatch.alert.Examples.VALLEY;

import java.util.Map;
import java.util.Set;
import org.cxrwatch.alert.ShareAttribution.Change;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class ShareTest {

    private static final Share USUAL = new Share(40, 570);
    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    private static Change change(double bad, double n) {
        return new Change(new Share(bad, n), USUAL);
    }

    @Test
    void theStrengthIsPearsonsChiSquareLessItsDegreeOfFreedom() {
        // SciPy 1.17.1: chi2_contingency([[28, 25], [530, 40]], correction=False).statistic
        assertThat(new Share(25, 53).strength(USUAL)).isCloseTo(CHI_SQUARE - 1, within(1e-9 * CHI_SQUARE));
    }

    private static final double CHI_SQUARE = 83.65874929167364;

    @Test
    void whatIsNotWorseHasNoStrength() {
        assertThat(new Share(1, 100).strength(USUAL)).isZero();
        assertThat(new Share(0, 100).strength(new Share(0, 100))).isZero();
        assertThat(new Share(100, 100).strength(new Share(100, 100))).isZero();
    }

    @Test
    void aKnownShareIsAReferenceWithoutError() {
        // (6 − 14·0.05)² / (14·0.05·0.95) − 1
        assertThat(new Share(6, 14).strength(Share.known(0.05)))
                .isCloseTo((6 - 0.7) * (6 - 0.7) / (0.7 * 0.95) - 1, within(1e-6));
    }

    @Test
    void oneBadSiteIsTheCauseAndWhatItMovesIsNot() {
        Map<Slice, Change> changes = Map.of(
                Slice.ALL,
                change(60, 400),
                VALLEY,
                change(40, 80),
                NORTH,
                change(10, 160),
                HARBOR,
                change(10, 160),
                SCANNER,
                change(38, 60));

        assertThat(new ShareAttribution(changes, Set.of(Slice.ALL, VALLEY, SCANNER), Set.of("scanner")).causes())
                .containsExactly(VALLEY);
    }

    @Test
    void aSiteThatStandsAsideKeepsAllFromBeingTheCause() {
        Map<Slice, Change> changes = Map.of(
                Slice.ALL, change(168, 480), NORTH, change(80, 160), HARBOR, change(80, 160), LAKESIDE, change(8, 160));

        assertThat(new ShareAttribution(changes, Set.of(Slice.ALL, NORTH, HARBOR), Set.of()).causes())
                .containsExactlyInAnyOrder(NORTH, HARBOR);
    }

    @Test
    void whatMovedEverywhereIsAll() {
        Map<Slice, Change> changes = Map.of(
                Slice.ALL, change(120, 400), NORTH, change(49, 160), HARBOR, change(47, 160), LAKESIDE, change(24, 80));

        assertThat(new ShareAttribution(changes, Set.of(Slice.ALL, NORTH, HARBOR), Set.of()).causes())
                .containsExactly(Slice.ALL);
    }

    @Test
    void whereOnlyAllFiredItIsTheCause() {
        Map<Slice, Change> changes =
                Map.of(Slice.ALL, change(60, 400), NORTH, change(30, 200), HARBOR, change(30, 200));

        assertThat(new ShareAttribution(changes, Set.of(Slice.ALL), Set.of()).causes())
                .containsExactly(Slice.ALL);
        assertThat(new ShareAttribution(Map.of(Slice.ALL, change(60, 400)), Set.of(Slice.ALL), Set.of()).causes())
                .isEmpty();
    }
}
