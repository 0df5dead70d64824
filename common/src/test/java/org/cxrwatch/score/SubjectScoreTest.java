package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectScoreTest {

    @Test
    void aidsThatAreNotFiniteAreLeftOut() {
        assertThat(SubjectScore.finite(Map.of("b", 1.0, "a", 2.0, "nan", Double.NaN, "inf", Double.POSITIVE_INFINITY)))
                .containsExactly(Map.entry("a", 2.0), Map.entry("b", 1.0));
    }

    @Test
    void anAidThatIsNotThereIsNaN() {
        SubjectScore score = SomeScores.drifted(DriftKind.DATA, "all", "f", 0.3, Map.of("mean_after", 4.0));
        assertThat(score.aid("mean_after")).isEqualTo(4);
        assertThat(score.aid("mean_before")).isNaN();
    }

    @Test
    void decidingChangesTheDecisionAndTheAdjustedPAlone() {
        SubjectScore before = SomeScores.quiet(DriftKind.CONCEPT, "all", "accuracy", 0.3);
        SubjectScore after = before.decided(Decision.DRIFTED, 1e-5);
        assertThat(after.drifted()).isTrue();
        assertThat(after.evidence().adjusted()).isEqualTo(1e-5);
        assertThat(after.decided(before.decision(), before.evidence().adjusted()))
                .isEqualTo(before);
    }
}
