package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity.DayCount;
import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.score.LabelShortage.Standing;
import org.junit.jupiter.api.Test;

/** What labels that do not come are to alerts. */
class LabelJudgingTest {

    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    private static LabelReading reading(Slice slice, Standing standing) {
        long labels = standing == Standing.SHORT ? 3 : 41;
        return new LabelReading(
                Judged.DAY, new LabelShortage.Finding(new DayCount(slice, 4, 80, labels), 40.4, 1e-6, 2e-5, standing));
    }

    @Test
    void aSiteWhoseLabelsStoppedWarnsOnceAndItsScannerIsASymptom() {
        List<Judgement> judged = Judged.ofLabels(
                reading(Slice.ALL, Standing.USUAL),
                reading(NORTH, Standing.USUAL),
                reading(VALLEY, Standing.SHORT),
                reading(SCANNER, Standing.SHORT));

        List<Judgement.Raised> raised = judged.stream()
                .flatMap(each -> each instanceof Judgement.Raised found ? Stream.of(found) : Stream.empty())
                .toList();
        assertThat(raised).singleElement().satisfies(found -> {
            assertThat(found.key()).hasToString("label_coverage_label_coverage/service/DAY/site=valley");
            assertThat(found.symptoms()).containsExactly(SCANNER);
        });
    }

    @Test
    void itSaysHowManyCameHowManyAreUsualAndWhatToDo() {
        assertThat(Judged.only(Judged.ofLabels(reading(VALLEY, Standing.SHORT))))
                .isInstanceOfSatisfying(Judgement.Raised.class, found -> {
                    assertThat(found.severity()).isEqualTo(AlertSeverity.WARNING);
                    assertThat(found.text())
                            .isEqualTo("Of 80 predictions at site=valley on 2026-10-06 3 have a label after 4 days, 40"
                                    + " are usual by then (adjusted p < 0.0001): accuracy there is not known as it"
                                    + " should be; see that labels are sent.");
                });
    }

    @Test
    void labelsThatStoppedEverywhereAreOneAlertOfAll() {
        List<Judgement> judged = Judged.ofLabels(
                reading(Slice.ALL, Standing.SHORT), reading(NORTH, Standing.SHORT), reading(VALLEY, Standing.SHORT));

        assertThat(Judged.raised(judged)).containsExactly(Slice.ALL);
    }

    @Test
    void labelsThatComeAsUsualClear() {
        assertThat(Judged.only(Judged.ofLabels(reading(VALLEY, Standing.USUAL))))
                .isInstanceOf(Judgement.Clear.class);
    }
}
