package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.junit.jupiter.api.Test;

/** Slices of few rows a day, on the six weeks. */
class SmallSlicesOfSixWeeksTest {

    @Test
    void aSliceTooSmallForADayIsDecidedByItsWeekWhereAskedFor() {
        DriftPolicy demanding = new DriftPolicy(
                DriftPolicy.DEFAULT.falseAlarmRate(),
                DriftPolicy.DEFAULT.leastExcess(),
                DriftPolicy.DEFAULT.severityLevels(),
                60);
        LocalDate sunday = LocalDate.of(2026, 9, 13);
        List<SubjectScore> usual =
                images(sunday, SixWeeksReplay.policy(demanding, List.of())).toList();
        List<SubjectScore> wide = images(sunday, SixWeeksReplay.policy(demanding, List.of(WindowKind.DAYS_7)))
                .toList();

        assertThat(usual).hasSameSizeAs(wide);
        assertThat(usual)
                .filteredOn(score -> score.distance().absence().isPresent())
                .hasSizeGreaterThan(50)
                .allSatisfy(score -> assertThat(wide)
                        .filteredOn(other -> other.where().equals(score.where())
                                && other.subject().equals(score.subject()))
                        .singleElement()
                        .satisfies(other -> {
                            assertThat(other.decision()).isEqualTo(Decision.NOT_DRIFTED);
                            assertThat(other.aid(SubjectScore.DAYS)).isEqualTo(7);
                            assertThat(other.evidence().n()).isGreaterThanOrEqualTo(60);
                        }));
        assertThat(wide)
                .filteredOn(score -> score.where().slice().isAll())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.aid(SubjectScore.DAYS)).isNaN());
    }

    private static Stream<SubjectScore> images(LocalDate day, EvaluationPolicy policy) {
        SixWeeksReplay replay = new SixWeeksReplay(new SixWeeks(day.plusDays(1)));
        replay.run(day, day, policy);
        return replay.published().stream()
                .flatMap(night -> night.subjects().stream())
                .filter(score -> score.where().window().equals(Window.day(day))
                        && score.kind() == DriftKind.DATA
                        && score.reference().comparison() == Comparison.BASELINE);
    }
}
