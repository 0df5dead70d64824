package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

class PreviousComparisonTest {

    private static final LocalDate DAY = SyntheticDays.FIRST.plusDays(12);
    private static final SyntheticDays HOSPITAL = new SyntheticDays(8, 300);
    private static final WindowParts TODAY = SyntheticDays.window(DAY, HOSPITAL.day(DAY));
    private static final WindowParts YESTERDAY = SyntheticDays.window(DAY.minusDays(1), HOSPITAL.day(DAY.minusDays(1)));

    @Test
    void saysHowFarADayIsFromTheDayBeforeAndDecidesNothing() {
        List<SubjectScore> scores =
                new PreviousComparison(10, Optional.of(HOSPITAL.baseline())).compare(YESTERDAY, TODAY);

        assertThat(scores).hasSize(TODAY.distributions().size() * 10).allSatisfy(score -> {
            assertThat(score.reference()).isEqualTo(Reference.PREVIOUS);
            assertThat(score.decision()).isEqualTo(Decision.NOT_DECIDED);
            assertThat(score.evidence().adjusted()).isNaN();
        });
        assertThat(scores)
                .filteredOn(score -> score.distance().measured().isPresent())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.evidence().p()).isBetween(0.0, 1.0));
    }

    @Test
    void takesFromTheBaselineHowMuchDaysDiffer() {
        SubjectScore alone = ofAll(Optional.empty());
        SubjectScore known = ofAll(Optional.of(HOSPITAL.baseline()));

        assertThat(known.distance()).isEqualTo(alone.distance());
        assertThat(known.evidence().expected())
                .isGreaterThanOrEqualTo(alone.evidence().expected());
        assertThat(alone.evidence().n()).isEqualTo(TODAY.rows(Slice.ALL));
        assertThat(alone.evidence().reference()).isEqualTo(YESTERDAY.rows(Slice.ALL));
    }

    @Test
    void aDayComparedWithItselfHasNotMoved() {
        SubjectScore same = new PreviousComparison(10, Optional.empty())
                .compare(TODAY, TODAY)
                .get(0);

        assertThat(same.distance().number().orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(same.evidence().p()).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatOneDayHasTooFewRowsOfIsNotMeasured() {
        WindowParts nobody =
                new WindowParts(Scope.version("v1"), Window.day(DAY.minusDays(1)), new TreeMap<>(), new TreeMap<>());

        assertThat(new PreviousComparison(10, Optional.empty()).compare(nobody, TODAY))
                .hasSize(TODAY.distributions().size() * 10)
                .allSatisfy(score -> assertThat(score.distance().absence()).contains(Reason.TOO_FEW_ROWS));
    }

    @Test
    void whatRestsOnSeveralDaysSaysSo() {
        LocalDate last = DAY.minusDays(7);
        List<SubjectScore> scores = new PreviousComparison(10, Optional.empty()).compare(week(last), week(DAY));

        assertThat(scores)
                .filteredOn(score -> score.where().slice().isAll())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.aid(SubjectScore.DAYS)).isEqualTo(7));
        assertThat(ofAll(Optional.empty()).aid(SubjectScore.DAYS)).isNaN();
    }

    private static WindowParts week(LocalDate last) {
        return WindowParts.together(
                Window.endingOn(last, WindowKind.DAYS_7),
                last.minusDays(6)
                        .datesUntil(last.plusDays(1))
                        .map(day -> SyntheticDays.window(day, HOSPITAL.day(day)))
                        .toList());
    }

    private static SubjectScore ofAll(Optional<DriftReference> baseline) {
        return new PreviousComparison(10, baseline)
                .compare(YESTERDAY, TODAY).stream()
                        .filter(score -> score.where().slice().isAll())
                        .findFirst()
                        .orElseThrow();
    }
}
