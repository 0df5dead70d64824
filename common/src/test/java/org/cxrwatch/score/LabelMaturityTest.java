package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;
import org.cxrwatch.score.LabelMaturity.Policy;
import org.junit.jupiter.api.Test;

class LabelMaturityTest {

    private static final Slice FEW = new Slice("site", "few");

    /** Labels come to a tenth on the day, six tenths a day later, nine tenths after two days, all after three. */
    private static final double[] SHARES = {0.1, 0.6, 0.9, 1};

    /** A hundred rows a day, of which in the end {@code all} labels 60 and one site 20. */
    private static LabelMaturity maturity(int oldest) {
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        List<DayCount> days = new ArrayList<>();
        long[] byLag = {10, 50, 30, 10};
        for (int age = 0; age <= oldest; age++) {
            for (int lag = 0; lag <= Math.min(age, 3); lag++) {
                entries.add(new LabelTriangle.Entry(age, lag, byLag[lag]));
            }
            double share = SHARES[Math.min(age, 3)];
            days.add(new DayCount(Slice.ALL, age, 100, Math.round(60 * share)));
            days.add(new DayCount(FEW, age, 100, Math.round(20 * share)));
        }
        return new LabelMaturity(Policy.DEFAULT, LabelTriangle.of(entries), days);
    }

    @Test
    void theUsualFinalCoverageIsASlicesOwn() {
        assertThat(maturity(20).usualFinalCoverage(Slice.ALL)).isCloseTo(0.6, within(1e-12));
        assertThat(maturity(20).usualFinalCoverage(FEW)).isCloseTo(0.2, within(1e-12));
        assertThat(maturity(20).usualFinalCoverage(new Slice("site", "new"))).isZero();
    }

    @Test
    void aWindowIsMatureOnceHalfOfItsUsualLabelsAreThere() {
        LabelMaturity maturity = maturity(20);
        assertThat(maturity.maturity(Slice.ALL, 100, 30)).isCloseTo(0.5, within(1e-12));
        assertThat(maturity.isMature(Slice.ALL, 100, 30)).isTrue();
        assertThat(maturity.isMature(Slice.ALL, 100, 29)).isFalse();
        assertThat(maturity.isMature(Slice.ALL, 200, 59)).isFalse();
    }

    @Test
    void aSiteThatLabelsLessMaturesByItsOwnMeasure() {
        assertThat(maturity(20).isMature(FEW, 300, 30)).isTrue();
        assertThat(maturity(20).isMature(Slice.ALL, 300, 30)).isFalse();
    }

    @Test
    void anOutageOfLabellingKeepsAWindowImmatureHoweverOldItIs() {
        // The fourth last day got no label but three: its age alone would call it complete.
        assertThat(maturity(20).isMature(Slice.ALL, 100, 3)).isFalse();
        assertThat(maturity(20).maturity(Slice.ALL, 100, 3)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void withinAWeekNothingIsKnownYet() {
        LabelMaturity young = maturity(6);
        assertThat(young.isKnown()).isFalse();
        assertThat(young.maturity(Slice.ALL, 100, 60)).isNaN();
        assertThat(young.isMature(Slice.ALL, 100, 60)).isFalse();
        assertThat(young.willBeMature(Slice.ALL, 1_000)).isFalse();
        assertThat(maturity(7).isKnown()).isTrue();
    }

    @Test
    void whatWillBeMatureIsKnownFromTheRowsAlone() {
        assertThat(maturity(20).willBeMature(Slice.ALL, 50)).isTrue();
        assertThat(maturity(20).willBeMature(Slice.ALL, 49)).isFalse();
        assertThat(maturity(20).willBeMature(new Slice("site", "new"), 1_000)).isFalse();
    }

    @Test
    void aSliceWithoutRowsOrLabelsHasNoMaturity() {
        assertThat(maturity(20).maturity(Slice.ALL, 0, 0)).isNaN();
        assertThat(maturity(20).maturity(new Slice("site", "new"), 100, 50)).isNaN();
        LabelMaturity unlabelled = new LabelMaturity(
                Policy.DEFAULT,
                LabelTriangle.of(IntStream.range(0, 10)
                        .mapToObj(age -> new LabelTriangle.Entry(age, 0, 0))
                        .toList()),
                List.of(new DayCount(Slice.ALL, 3, 100, 0)));
        assertThat(unlabelled.isMature(Slice.ALL, 100, 50)).isFalse();
    }

    /** 29 labels are as many as usually come of 30 rows, and will stay too few; of 200 rows others are to come. */
    @Test
    void tooFewLabelsAreToldFromThoseThatAreStillToCome() {
        LabelMaturity maturity = maturity(20);

        assertThat(maturity.obstacle(Slice.ALL, 100, 30)).isEmpty();
        assertThat(maturity.obstacle(Slice.ALL, 30, 29)).contains(Reason.TOO_FEW_ROWS);
        assertThat(maturity.obstacle(Slice.ALL, 200, 29)).contains(Reason.LABELS_IMMATURE);
    }
}
