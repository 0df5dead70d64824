package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Reason;
import org.junit.jupiter.api.Test;

class NotMeasuredTest {

    private static final Rule RULE = NamedRule.ofDefaults("not_measured");
    private static final MeasuredDay.Known USUAL = known(400, Map.of());

    /** Two features and a metric, but for those that are said to be absent. */
    private static MeasuredDay.Known known(long rows, Map<String, Reason> absent) {
        Map<String, Optional<Reason>> absences = new TreeMap<>();
        List.of("entropy", "mean_intensity", "low_confidence")
                .forEach(name -> absences.put(name, Optional.ofNullable(absent.get(name))));
        absences.values().removeIf(reason -> reason.equals(Optional.of(Reason.NOT_SUMMARISED)));
        return new MeasuredDay.Known(rows, absences);
    }

    private static Judgement judge(MeasuredDay.Known today, List<MeasuredDay.Known> before) {
        return new PlainJudge(RULE).measured(MeasuredDay.of("v1", day(20), today, before));
    }

    private static List<MeasuredDay.Known> days(int usual, MeasuredDay.Known others, int more) {
        List<MeasuredDay.Known> days = new ArrayList<>(Collections.nCopies(usual, USUAL));
        days.addAll(Collections.nCopies(more, others));
        return days;
    }

    @Test
    void aFeatureThatIsNotLoggedAnyMoreIsNamedWithTheReason() {
        MeasuredDay.Known today =
                known(412, Map.of("entropy", Reason.NOT_SUMMARISED, "mean_intensity", Reason.NOT_FINITE));

        assertThat(judge(today, days(14, USUAL, 0))).isInstanceOfSatisfying(Judgement.Raised.class, raised -> {
            assertThat(raised.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(raised.key()).hasToString("not_measured_measured/v1/DAY/all");
            assertThat(raised.text())
                    .startsWith("Of 412 answers of v1 on " + day(20).firstDay()
                            + " entropy (not_summarised), mean_intensity (not_finite) were not measured, unlike on most"
                            + " of the 14 days before");
        });
    }

    @Test
    void whatHalfOfTheDaysLackedIsNotMissedAndKeepsOpenWhatIsOpen() {
        MeasuredDay.Known without = known(400, Map.of("entropy", Reason.TOO_FEW_ROWS));

        assertThat(judge(without, days(7, without, 7)))
                .isInstanceOfSatisfying(
                        Judgement.Undecided.class,
                        undecided -> assertThat(undecided.text()).contains("entropy was not measured"));
        assertThat(judge(without, days(8, without, 6))).isInstanceOf(Judgement.Raised.class);
        assertThat(judge(without, days(0, without, 14))).isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void fewAnswersAndFewDaysSayNothing() {
        MeasuredDay.Known few = known(49, Map.of("entropy", Reason.TOO_FEW_ROWS));
        MeasuredDay.Known without = known(400, Map.of("entropy", Reason.TOO_FEW_ROWS));

        assertThat(judge(few, days(14, USUAL, 0))).isInstanceOf(Judgement.Undecided.class);
        assertThat(judge(without, days(2, USUAL, 0))).isInstanceOf(Judgement.Undecided.class);
        assertThat(judge(USUAL, days(14, USUAL, 0))).isInstanceOf(Judgement.Clear.class);
    }

    @Test
    void itFiresOnTheThirdDayAndIsOverWhenAllIsMeasuredAgain() {
        MeasuredDay.Known without = known(400, Map.of("entropy", Reason.NOT_SUMMARISED));
        List<MeasuredDay.Known> stream = new ArrayList<>(days(14, without, 4));
        stream.add(USUAL);
        List<MeasuredDay> measured = IntStream.range(3, stream.size())
                .mapToObj(i -> MeasuredDay.of("v1", day(i), stream.get(i), stream.subList(Math.max(0, i - 14), i)))
                .toList();
        Findings findings = new Findings(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                measured, Map.of());

        RuleTrial twoDays = trial(findings, 16);
        RuleTrial whole = trial(findings, 19);

        assertThat(twoDays.fired()).isEmpty();
        assertThat(whole.fired()).singleElement().satisfies(fired -> {
            assertThat(fired.occurrence().found().span())
                    .isEqualTo(new Episode.Span(day(14), day(17), Optional.of(day(18))));
            assertThat(fired.caseId()).isEqualTo(day(14).firstDay() + "-v1-measured");
        });
        assertThat(whole.casesTold()).hasSize(1);
    }

    private static RuleTrial trial(Findings findings, int days) {
        List<JudgedWindow> judged = new Judging(new Rules(List.of(RULE)), Examples::interval, Set.of())
                .judge(findings).stream()
                        .filter(window -> window.window().compareTo(day(days)) < 0)
                        .toList();
        return RuleTrial.of(RULE, judged);
    }
}
