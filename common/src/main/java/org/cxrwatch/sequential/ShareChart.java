package org.cxrwatch.sequential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * Follows a share from day to day by a two-sided {@link CusumDesign} on scores ({@link DayScore}). The level is that of
 * the baseline's days and of all later days in control; days from the beginning of a change that was told are not, so
 * that a bad day does not become normal. A fold: the same days give the same chart.
 */
final class ShareChart {

    /** Days with rows that are needed to know a level. */
    static final int LEAST_REFERENCE = 3;

    private final CusumDesign design;
    private final AfterAlarm afterAlarm;
    private final int decidesFrom;
    private final double ofFamily;

    /**
     * Charts.
     *
     * @param design of each side
     * @param afterAlarm how it goes on after an alarm
     * @param decidesFrom days in control from which it is more than information
     * @param ofFamily ρ, by how much days of the family's charts differ beyond chance: 0 to ½
     */
    ShareChart(CusumDesign design, AfterAlarm afterAlarm, int decidesFrom, double ofFamily) {
        this.design = design;
        this.afterAlarm = afterAlarm;
        this.decidesFrom = decidesFrom;
        this.ofFamily = ofFamily;
    }

    /**
     * The chart of some days.
     *
     * @param baseline days that were normal
     * @param days later days in their order, only mature ones
     */
    Followed follow(List<ShareDay> baseline, List<ShareDay> days) {
        Walk walk = new Walk(ReferenceDays.of(baseline));
        days.forEach(walk::take);
        return new Followed(List.copyOf(walk.charted), walk.known);
    }

    /**
     * What came of it.
     *
     * @param days each day's place on the chart
     * @param known days in control in the end
     */
    record Followed(List<ChartDay> days, ReferenceDays known) {}

    private final class Walk {

        private final List<ChartDay> charted = new ArrayList<>();

        /** Days with a score so far, and what was known before each. */
        private final List<LocalDate> scored = new ArrayList<>();

        private final List<ReferenceDays> before = new ArrayList<>();
        private ReferenceDays known;
        private Cusum sums = Cusum.ZERO;
        private ChartState state = ChartState.IN_CONTROL;
        private Optional<LocalDate> since = Optional.empty();

        Walk(ReferenceDays baseline) {
            this.known = baseline;
        }

        void take(ShareDay day) {
            if (day.n() == 0 || known.days() < LEAST_REFERENCE) {
                charted.add(chartDay(day, Score.none(Reason.TOO_FEW_ROWS), known.days(), ChartState.NOT_CHARTED));
                known = known.plus(day);
                return;
            }
            double score = DayScore.of(known, ofFamily, day);
            int inControl = known.days();
            scored.add(day.day());
            before.add(known);
            if (afterAlarm == AfterAlarm.BEGINS_AGAIN && state.isAlarm()) {
                sums = Cusum.ZERO;
                state = ChartState.IN_CONTROL;
            }
            sums = sums.plus(score, design.k());
            judge(day);
            charted.add(chartDay(day, Score.of(score), Math.min(inControl, known.days()), state));
        }

        private void judge(ShareDay day) {
            if (sums.low() > design.h()) {
                alarm(ChartState.FELL, sums.lowFor());
            } else if (sums.high() > design.h()) {
                alarm(ChartState.ROSE, sums.highFor());
            } else if (!lasts()) {
                state = ChartState.IN_CONTROL;
                since = Optional.empty();
                known = known.plus(day);
            }
        }

        private void alarm(ChartState told, int days) {
            if (state != told) {
                int first = scored.size() - days;
                state = told;
                since = Optional.of(scored.get(first));
                known = before.get(first);
            }
            sums = afterAlarm == AfterAlarm.LASTS ? sums.heldAt(design.h()) : sums;
        }

        private boolean lasts() {
            return (state == ChartState.FELL && sums.low() > 0) || (state == ChartState.ROSE && sums.high() > 0);
        }

        private ChartDay chartDay(ShareDay day, Score score, int inControl, ChartState said) {
            return new ChartDay(
                    day,
                    score,
                    sums.low(),
                    sums.high(),
                    inControl,
                    said,
                    said.isAlarm() ? since : Optional.empty(),
                    said != ChartState.NOT_CHARTED && inControl >= decidesFrom);
        }
    }
}
