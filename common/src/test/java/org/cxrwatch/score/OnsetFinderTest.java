package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class OnsetFinderTest {

    private static final LocalDate FIRST = SyntheticDays.FIRST;
    private static final SyntheticDays HOSPITAL = new SyntheticDays(8, 300);
    private static final LocalDate CHANGED = FIRST.plusDays(17);
    private static final LocalDate NIGHT = FIRST.plusDays(20);

    @Test
    void namesTheDayTheImagesChanged() {
        List<WindowParts> days = days(CHANGED);

        List<SubjectScore> drifted = dated(days, days.get(days.size() - 1));

        assertThat(drifted).isNotEmpty();
        assertThat(worst(drifted).onset()).hasValueSatisfying(onset -> {
            assertThat(onset.first()).isEqualTo(CHANGED);
            assertThat(onset.earliest()).isAfterOrEqualTo(CHANGED.minusDays(1));
            assertThat(onset.latest()).isBeforeOrEqualTo(CHANGED.plusDays(1));
        });
        assertThat(drifted)
                .allSatisfy(score -> assertThat(score.onset())
                        .hasValueSatisfying(onset -> assertThat(onset.first()).isAfter(FIRST.plusDays(6))));
    }

    @Test
    void namesNoDayWithoutRowsAndNoneThatIsNotGiven() {
        List<WindowParts> days = days(CHANGED.minusDays(3)).stream()
                .filter(day -> day.window().firstDay().isAfter(CHANGED))
                .toList();

        Onset onset = worst(dated(days, days.get(days.size() - 1))).onset().orElseThrow();

        assertThat(onset.first()).isEqualTo(CHANGED.plusDays(1));
        assertThat(onset.earliest()).isEqualTo(CHANGED.plusDays(1));
    }

    @Test
    void leavesWhatDidNotDriftUndated() {
        List<WindowParts> days = days(NIGHT.plusDays(1));
        WindowParts night = days.get(days.size() - 1);
        DriftReference reference = HOSPITAL.baseline();
        OnsetFinder finder = new OnsetFinder(reference, Map.of(), days);

        assertThat(new DriftDecision(DriftPolicy.DEFAULT)
                        .decide(reference, night).stream().map(finder::date).toList())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.onset()).isEmpty());
    }

    @Test
    void whatDriftedWithoutAnyDayAtHandStaysUndated() {
        List<WindowParts> days = days(CHANGED);

        assertThat(dated(List.of(), days.get(days.size() - 1)))
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.onset()).isEmpty());
    }

    private static SubjectScore worst(List<SubjectScore> scores) {
        return scores.stream()
                .filter(score -> score.where().slice().equals(Slice.ALL))
                .max(java.util.Comparator.comparingDouble(
                        score -> score.evidence().excess()))
                .orElseThrow();
    }

    private static List<SubjectScore> dated(List<WindowParts> days, WindowParts night) {
        DriftReference reference = HOSPITAL.baseline();
        OnsetFinder finder = new OnsetFinder(reference, Map.of(), days);
        return new DriftDecision(DriftPolicy.DEFAULT)
                .decide(reference, night).stream()
                        .filter(SubjectScore::drifted)
                        .map(finder::date)
                        .toList();
    }

    /** The days of the baseline too: none of them can be named. */
    private static List<WindowParts> days(LocalDate changed) {
        return FIRST.datesUntil(NIGHT.plusDays(1))
                .map(day -> SyntheticDays.window(
                        day,
                        HOSPITAL.day(day),
                        day.isBefore(changed)
                                ? UnaryOperator.identity()
                                : (Prediction prediction) -> SyntheticDays.shifted(prediction, 1.2)))
                .toList();
    }
}
