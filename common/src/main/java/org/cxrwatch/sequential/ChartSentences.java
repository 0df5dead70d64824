package org.cxrwatch.sequential;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;

/** What a chart says, in a sentence: what happened, since when, how sure, what to do next. */
public final class ChartSentences {

    private static final int LOOKED_AHEAD = 28;
    private static final double FALL = 0.05;

    private final ChartFamily.Policy policy;
    private final int charts;
    private final long leastRows;

    /**
     * Speaks of a family.
     *
     * @param policy of the family
     * @param charts its members
     * @param leastRows a share that rests on fewer rows is not told
     */
    public ChartSentences(ChartFamily.Policy policy, int charts, long leastRows) {
        this.policy = policy;
        this.charts = charts;
        this.leastRows = leastRows;
    }

    /** Of a course as of a night: an alarm, what would be found, or why nothing can be said; and what to do next. */
    public String of(ChartCourse course, LocalDate night) {
        return history(course, night) + next(course, night);
    }

    /** The same of a version that answers no more: what happened, and nothing to do. */
    public String history(ChartCourse course, LocalDate night) {
        String where = at(course.slice()) + ": " + course.metric().replace('_', ' ');
        Optional<Reason> absence = course.absence(night);
        if (absence.isPresent()) {
            return where + " is not followed: " + because(absence.get(), course);
        }
        ChartDay latest = course.latest().orElseThrow();
        return latest.state().isAlarm() ? alarm(where, course, latest) : quiet(where, course, latest);
    }

    private String next(ChartCourse course, LocalDate night) {
        Optional<Reason> absence = course.absence(night);
        if (absence.isPresent()) {
            return nextWithout(absence.get(), course);
        }
        ChartDay latest = course.latest().orElseThrow();
        return switch (latest.state()) {
            case FELL -> ": have readings there checked by a radiologist until the cause is found";
            case ROSE -> ": ask whether labels or patients changed before taking it for progress";
            case NOT_CHARTED, IN_CONTROL ->
                isNearLimit(course, latest) ? ": look again when more labels have come" : wouldBeFound(course);
        };
    }

    private String alarm(String where, ChartCourse course, ChartDay latest) {
        LocalDate first = latest.since().orElseThrow();
        ShareDay rows = course.since(first);
        String moved = String.format(
                Locale.ROOT,
                "%s %s since %s, most likely (%s)",
                where,
                isTold(course, rows)
                        ? String.format(
                                Locale.ROOT, "%.2f → %.2f", course.level().share(), (double) rows.hits() / rows.n())
                        : latest.state() == ChartState.FELL ? "has fallen" : "has risen",
                first,
                isTold(course, rows) ? rows.hits() + " of " + rows.n() : "too few rows to tell by how much");
        return moved + sure(latest);
    }

    private boolean isTold(ChartCourse course, ShareDay rows) {
        return isTold(course.level()) && rows.n() >= leastRows;
    }

    private boolean isTold(ChartCourse.Level level) {
        return level.days() * level.rowsADay() >= leastRows;
    }

    private String sure(ChartDay latest) {
        return latest.decides()
                ? String.format(Locale.ROOT, "; %d charts like it err once in %.0f days", charts, policy.runLength())
                : String.format(
                        Locale.ROOT,
                        "; information only, as the level is known from %d of %d days",
                        latest.inControl(),
                        policy.decidesFrom());
    }

    private String quiet(String where, ChartCourse course, ChartDay latest) {
        if (isNearLimit(course, latest)) {
            return String.format(
                    Locale.ROOT,
                    "%s has been %s than usual of late, not beyond the limit yet (%.1f of %.1f on %s)",
                    where,
                    latest.low() > latest.high() ? "lower" : "higher",
                    Math.max(latest.low(), latest.high()),
                    course.design().h(),
                    latest.share().day());
        }
        String level = isTold(course.level())
                ? String.format(Locale.ROOT, " %.2f", course.level().share())
                : "";
        return where + level + " as before, until " + latest.share().day();
    }

    private static boolean isNearLimit(ChartCourse course, ChartDay latest) {
        return Math.max(latest.low(), latest.high()) > course.design().h() / 2;
    }

    private static String wouldBeFound(ChartCourse course) {
        CusumDesign.Delay delay = course.delay(FALL, LOOKED_AHEAD);
        String half = delay.median().isPresent()
                ? ", in half of all cases by day " + delay.median().getAsInt()
                : "";
        return String.format(
                Locale.ROOT,
                "; a fall by %.0f points would be found within %d days with %.0f %%%s",
                100 * FALL,
                delay.within(),
                Math.floor(100 * delay.probability()),
                half);
    }

    private static String because(Reason reason, ChartCourse course) {
        return switch (reason) {
            case NO_LABELS_YET -> "no label " + ofWhat(course.metric()) + "has arrived";
            case TOO_FEW_ROWS ->
                "its level is known from " + course.level().days() + " days, and " + ShareChart.LEAST_REFERENCE
                        + " are needed";
            default ->
                course.latest().isEmpty()
                        ? "no day since the baseline has enough labels yet"
                        : "no day of late has enough labels";
        };
    }

    private static String nextWithout(Reason reason, ChartCourse course) {
        return switch (reason) {
            case NO_LABELS_YET -> "; see that labels are sent";
            case TOO_FEW_ROWS -> "; wait for labels";
            default -> course.latest().isEmpty() ? "; see that labels arrive" : "; see whether labels still arrive";
        };
    }

    private static String ofWhat(String metric) {
        return switch (metric) {
            case "sensitivity" -> "of a positive image ";
            case "specificity" -> "of a negative image ";
            default -> "";
        };
    }

    private static String at(Slice where) {
        return where.isAll() ? "all together" : where.toString();
    }
}
