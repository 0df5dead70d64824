package org.cxrwatch.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

class MultivariateFindingTest {

    private static final WindowSlice WHERE =
            new WindowSlice(Scope.version("v1"), Window.day(LocalDate.parse("2026-09-22")), Slice.ALL);
    private static final List<DayValue> DAYS =
            List.of(new DayValue(1, 0.01, 50), new DayValue(1.2, 0.01, 50), new DayValue(0.9, 0.01, 50));

    private static MultivariateMeasure measure(double value, List<DayValue> days, AgainstDays.Side side) {
        return MultivariateMeasure.of(Score.of(value), AgainstDays.of(days, new DayValue(value, 0.01, 50), 1), side);
    }

    private static MultivariateFinding finding(MultivariateMeasure error, MultivariateMeasure auroc) {
        return new MultivariateFinding(
                error, auroc, new MultivariateFinding.Rows(150, 3, 50, 0, 2), List.of(), new TreeMap<>());
    }

    @Test
    void eitherMeasureCanDifferAtHalfOfTheRate() {
        MultivariateMeasure usual = measure(1.1, DAYS, AgainstDays.Side.BOTH);
        MultivariateMeasure far = measure(9, DAYS, AgainstDays.Side.BOTH);

        assertThat(finding(usual, usual).differs(0.01)).isFalse();
        assertThat(finding(far, usual).differs(0.01)).isTrue();
        assertThat(finding(usual, far).differs(0.01)).isTrue();
        double p = measure(2.2, DAYS, AgainstDays.Side.BOTH).p().orElseThrow();
        assertThat(finding(usual, measure(2.2, DAYS, AgainstDays.Side.BOTH)).differs(2 * p))
                .isTrue();
        assertThat(finding(usual, measure(2.2, DAYS, AgainstDays.Side.BOTH)).differs(1.9 * p))
                .isFalse();
    }

    @Test
    void itIsStoredWithWhatWasToBeExpected() {
        List<MeasureScore> scores = finding(
                        measure(1.1, DAYS, AgainstDays.Side.BOTH), measure(1.4, DAYS, AgainstDays.Side.ABOVE))
                .scores(WHERE, Reference.baseline("b"));

        assertThat(scores)
                .extracting(MeasureScore::measure)
                .containsExactly(
                        "pca_reconstruction_error",
                        "pca_reconstruction_error_expected",
                        "pca_reconstruction_error_p",
                        "domain_classifier_auroc",
                        "domain_classifier_auroc_expected",
                        "domain_classifier_auroc_p");
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.subject()).isEqualTo("multivariate");
            assertThat(score.n()).isEqualTo(50);
            assertThat(score.score().number()).isPresent();
        });
    }

    @Test
    void aReasonIsStoredInThePlaceOfEveryNumber() {
        MultivariateFinding none = MultivariateFinding.none(Reason.IN_BASELINE);

        assertThat(none.differs(0.5)).isFalse();
        assertThat(none.scores(WHERE, Reference.baseline("b")))
                .hasSize(6)
                .allSatisfy(score -> assertThat(score.score().absence()).contains(Reason.IN_BASELINE));
    }

    @Test
    void whereDaysDoNotVaryThereIsANumberAndNoProbability() {
        DayValue still = new DayValue(0, 0, 50);
        MultivariateMeasure told = MultivariateMeasure.of(
                Score.of(0.3),
                AgainstDays.of(List.of(still, still), new DayValue(0.3, 0, 50), 1),
                AgainstDays.Side.BOTH);

        List<MeasureScore> scores = finding(told, told).scores(WHERE, Reference.baseline("b"));

        assertThat(scores.get(0).score().number()).hasValue(0.3);
        assertThat(scores.get(2).score().absence()).contains(Reason.NOT_FINITE);
        assertThat(finding(told, told).differs(0.01)).isFalse();
    }
}
