package org.cxrwatch.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.notice.NoticeExamples.DAY;
import static org.cxrwatch.notice.NoticeExamples.VALLEY;
import static org.cxrwatch.notice.NoticeExamples.accuracy;
import static org.cxrwatch.notice.NoticeExamples.drift;
import static org.cxrwatch.notice.NoticeExamples.key;
import static org.cxrwatch.notice.NoticeExamples.moved;
import static org.cxrwatch.notice.NoticeExamples.news;
import static org.cxrwatch.notice.NoticeExamples.open;
import static org.cxrwatch.notice.NoticeExamples.over;
import static org.cxrwatch.notice.NoticeExamples.scored;
import static org.cxrwatch.notice.NoticeExamples.telling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition.Kind;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.SubjectScore;
import org.junit.jupiter.api.Test;

/** What is said of a case. */
class TellingTest {

    private static final Episode IMAGES = open(drift(DriftKind.DATA, VALLEY), AlertSeverity.EMERGENCY);
    private static final Episode ANSWERS = open(drift(DriftKind.PREDICTION, Slice.ALL), AlertSeverity.WARNING);
    private static final Episode WRONG = open(key(AlertType.ACCURACY_DROP, "accuracy", VALLEY), AlertSeverity.CRITICAL);
    private static final SubjectScore BRIGHTER =
            moved(DriftKind.DATA, VALLEY, "mean_intensity", Map.of("median_before", 142.0, "median_after", 181.0));
    private static final SubjectScore BEFORE =
            moved(DriftKind.CONCEPT, VALLEY, "accuracy", Map.of("accuracy_before", 0.87));

    private static final SubjectScore SHARES = moved(
            DriftKind.PREDICTION,
            Slice.ALL,
            "class_share",
            Map.of("share_before:PNEUMONIA", 0.47, "share_after:PNEUMONIA", 0.69));

    @Test
    void changedImagesAreToldWithAccuracyWhatMovedAndTheirBaseline() {
        Notice.CaseNews told = telling()
                .news(
                        List.of(news(IMAGES, Kind.OPENED), news(WRONG, Kind.OPENED)),
                        scored(
                                List.of(accuracy(VALLEY, DAY, Score.of(0.61, 0.46, 0.74), 41)),
                                List.of(BRIGHTER, BEFORE)));

        assertThat(told.headline()).isEqualTo("Images at valley changed since 2026-09-22, accuracy 0.61 — act now");
        assertThat(told.figures())
                .containsExactly(
                        new Notice.Figure(
                                "accuracy at valley on 2026-09-22",
                                "0.61 (95 % interval 0.46 to 0.74, n 41)",
                                Optional.of("0.87")),
                        new Notice.Figure("median of mean_intensity at valley", "181", Optional.of("142")));
        assertThat(told.checks()).first().asString().startsWith("Look at ten images at valley");
        assertThat(told.commands())
                .containsExactly("cxrwatch alerts explain case-valley", "cxrwatch alerts ack case-valley");
        assertThat(told.links())
                .extracting(Notice.Link::target)
                .containsExactly("docs/runbooks.md#drift_detected", "docs/runbooks.md#accuracy_drop");
    }

    @Test
    void accuracyThatIsNotMatureIsNotTold() {
        Notice.CaseNews told = telling()
                .news(
                        List.of(news(IMAGES, Kind.OPENED)),
                        scored(
                                List.of(accuracy(VALLEY, DAY, Score.none(Reason.LABELS_IMMATURE), 6)),
                                List.of(BRIGHTER)));

        assertThat(told.headline()).contains("accuracy not known yet");
        assertThat(told.figures())
                .contains(new Notice.Figure(
                        "accuracy at valley on 2026-09-22", "not known yet (6 labels)", Optional.empty()));
    }

    @Test
    void otherAnswersToTheSameImagesArePrevalenceAndAccuracySaysSoOnceItIsKnown() {
        Notice.CaseNews unknown =
                telling().news(List.of(news(ANSWERS, Kind.OPENED)), scored(List.of(), List.of(SHARES)));
        Notice.CaseNews known = telling()
                .news(
                        List.of(news(ANSWERS, Kind.OPENED)),
                        scored(List.of(accuracy(Slice.ALL, DAY, Score.of(0.92, 0.88, 0.95), 140)), List.of(SHARES)));

        assertThat(unknown.headline())
                .isEqualTo("More PNEUMONIA everywhere since 2026-09-22 (47 % → 69 %): other patients, as images are"
                        + " alike — look at it in working hours");
        assertThat(unknown.alerts().get(0).text()).contains("prevalence rather than the model");
        assertThat(known.headline()).contains("accuracy 0.92: prevalence, not the model");
        assertThat(known.alerts().get(0).text())
                .contains(
                        "prevalence, not the model. Accuracy on 2026-09-22: 0.92 (95 % interval 0.88 to 0.95, n 140).");
    }

    @Test
    void whatIsOpenBesideTheNewsIsPartOfTheStory() {
        Background known = new Background(
                List.of(IMAGES, WRONG),
                scored(List.of(), List.of(BRIGHTER, BEFORE)).numbers());

        Notice.CaseNews told = telling().news(List.of(news(WRONG, Kind.OPENED)), known);

        assertThat(told.headline()).startsWith("Images at valley changed since 2026-09-22");
        assertThat(told.alerts()).hasSize(1);
        assertThat(told.figures()).extracting(Notice.Figure::name).contains("median of mean_intensity at valley");
        assertThat(told.checks()).hasSize(2);
    }

    @Test
    void anAllClearIsShortAndSaysSinceWhenAndForHowLongItWas() {
        Notice.CaseNews told =
                telling().news(List.of(news(over(IMAGES), Kind.RESOLVED)), scored(List.of(), List.of(BRIGHTER)));

        assertThat(told.headline()).isEqualTo("Over since 2026-09-24, after 2 days: changed images at valley");
        assertThat(told.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text())
                        .isEqualTo("Over since 2026-09-24: changed images at valley, after 2 days (2026-09-22 to"
                                + " 2026-09-23), emergency at worst."));
        assertThat(told.figures()).isEmpty();
        assertThat(told.checks()).isEmpty();
        assertThat(told.symptoms()).isEmpty();
        assertThat(told.commands()).containsExactly("cxrwatch alerts explain case-valley");
        assertThat(NoticeText.lines(new Notice(List.of(told)))).hasSizeLessThan(10);
    }

    @Test
    void whatIsTakenBackSaysWhatHasArrivedSinceAndWhatItHadSaid() {
        Notice.CaseNews told = telling()
                .news(
                        List.of(news(over(WRONG), Kind.RETRACTED)),
                        scored(List.of(accuracy(VALLEY, DAY, Score.of(0.86, 0.77, 0.92), 84)), List.of()));

        assertThat(told.headline()).isEqualTo("Taken back, of 2026-09-22: wrong answers at valley");
        assertThat(told.alerts().get(0).text())
                .isEqualTo(
                        "Taken back: wrong answers at valley. By what has arrived since (accuracy on 2026-09-22 is 0.86 (95 % interval 0.77 to 0.92, n"
                                + " 84)) it does not hold. It had said: accuracy was not as usual (n 82, adjusted p <"
                                + " 0.0001).");
    }

    @Test
    void whatCameAndWentInOneNightIsOneEntryThatSaysBoth() {
        Episode gone = over(IMAGES);

        Notice.CaseNews told = telling()
                .news(
                        List.of(news(gone, Kind.RESOLVED), news(gone, Kind.OPENED)),
                        scored(List.of(), List.of(BRIGHTER)));

        assertThat(told.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Kind.OPENED);
            assertThat(alert.text()).endsWith("Over since 2026-09-24; it lasted 2 days.");
        });
        assertThat(told.commands()).noneMatch(command -> command.contains(" ack "));
    }

    @Test
    void ofWhatGotWorseAndIsOverTheEndIsTold() {
        Notice.CaseNews told = telling()
                .news(
                        List.of(news(over(WRONG), Kind.RAISED), news(over(WRONG), Kind.RESOLVED)),
                        scored(List.of(), List.of()));

        assertThat(told.headline()).startsWith("Over since 2026-09-24");
    }

    @Test
    void whatIsOpenIsToldAsItStands() {
        Notice.CaseNews told = telling().standing(List.of(WRONG, IMAGES), Background.NONE);

        assertThat(told.severity()).isEqualTo(AlertSeverity.EMERGENCY);
        assertThat(told.alerts()).extracting(alert -> alert.key().metric()).containsExactly("data", "accuracy");
        assertThat(told.headline()).startsWith("Images at valley changed since 2026-09-22");
    }

    @Test
    void whatIsNoSiteIsNamedWithItsAttributeInAChecksPlace() {
        Episode wrong =
                open(key(AlertType.ACCURACY_DROP, "accuracy", new Slice("patient_sex", "M")), AlertSeverity.CRITICAL);

        assertThat(FirstCheck.of(List.of(new FirstCheck(wrong, "2026-09-22"))))
                .singleElement()
                .asString()
                .startsWith("Have readings at patient sex M checked");
    }

    @Test
    void everyKindOfAlertHasAHeadlineAndACheckWithoutAnyNumbers() {
        for (AlertType type : List.of(
                AlertType.ACCURACY_DROP,
                AlertType.HIGH_LATENCY,
                AlertType.HIGH_ERROR_RATE,
                AlertType.LOW_THROUGHPUT,
                AlertType.SYSTEM_RESOURCE,
                AlertType.SYSTEM_TREND,
                AlertType.NO_BASELINE,
                AlertType.LABEL_COVERAGE,
                AlertType.DATA_QUALITY,
                AlertType.CUSTOM_METRIC,
                AlertType.LIFE_CYCLE)) {
            Notice.CaseNews told =
                    telling().standing(List.of(open(key(type, "m", VALLEY), AlertSeverity.WARNING)), Background.NONE);

            assertThat(told.headline()).as(type.text()).contains("2026-09-22").endsWith("look at it in working hours");
            assertThat(told.checks()).as(type.text()).hasSize(1);
        }
    }
}
