package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.job.FollowAccuracy;
import org.cxrwatch.job.NightCharts;
import org.cxrwatch.model.Reason;
import org.cxrwatch.sequential.ChartCourse;
import org.cxrwatch.sequential.ChartDay;

/**
 * Charts of accuracy in words and tables.
 *
 * @param followed what was found
 * @param asOf by when labels had arrived
 * @param detail whether every day is shown
 */
record ChartsText(FollowAccuracy.Followed followed, Instant asOf, Detail detail) {

    /** How much is shown. */
    enum Detail {
        /** Where each chart stands. */
        CHARTS,
        /** Every day of it, too. */
        DAYS
    }

    /** A day of one of the charts. */
    private record Line(ChartCourse course, ChartDay day) {}

    /** The answer, of some of the charts; alarms are told first. */
    Facts facts(List<ChartCourse> shown) {
        List<String> lines = new ArrayList<>();
        lines.add(head());
        followed.replaced().map(this::replaced).ifPresent(lines::add);
        shown.stream()
                .sorted(Comparator.comparing(course -> !isAlarm(course)))
                .forEach(course -> lines.add("  " + sentence(course)));
        followed.without().forEach(version -> lines.add("  " + without(version)));
        lines.add("");
        table(shown).lines().forEach(lines::add);
        if (detail == Detail.DAYS) {
            lines.add("");
            days(shown).lines().forEach(lines::add);
        }
        return Facts.said(lines)
                .with("model_version", charts().modelVersion())
                .with("baseline_id", followed.baseline().id())
                .with("as_of", asOf)
                .with("last_day", charts().night())
                .with("members", charts().courses().size())
                .with("versions_without_baseline", followed.without())
                .with("replaced_since", followed.replaced().map(FollowAccuracy.Replaced::since))
                .with("replaced_by", followed.replaced().map(FollowAccuracy.Replaced::by))
                .with("charts", shown.stream().map(this::fields).toList());
    }

    private NightCharts charts() {
        return followed.charts();
    }

    private String head() {
        return charts().modelVersion() + " from " + charts().begin() + ", the day after baseline "
                + followed.baseline().id() + ", to " + charts().night() + ", as known by " + ShownText.instant(asOf)
                + ", "
                + charts().courses().size() + " charts:";
    }

    private String replaced(FollowAccuracy.Replaced replaced) {
        return "  " + charts().modelVersion() + " answers no more: nothing since " + replaced.since() + ", and "
                + replaced.by() + " answers in its place. What its charts say is history; nothing is to be done about"
                + " it.";
    }

    /** Without what to do next where nobody can do it any more. */
    private String sentence(ChartCourse course) {
        return followed.replaced().isPresent() ? charts().history(course) : charts().sentence(course);
    }

    private String without(String version) {
        return version + (followed.replaced().isPresent() ? " answers and has" : " answers too and has")
                + " no active baseline, so that there is nothing to compare it with:"
                + " `cxrwatch baseline establish --model-version " + version + " --activate` makes one";
    }

    private boolean isAlarm(ChartCourse course) {
        return standing(course).filter(day -> day.state().isAlarm()).isPresent();
    }

    /** The newest day, where the chart says anything of the night. */
    private Optional<ChartDay> standing(ChartCourse course) {
        return charts().absence(course).isPresent() ? Optional.empty() : course.latest();
    }

    /** A level that rests on too few rows stays in the lake. */
    private Optional<Double> level(ChartCourse course) {
        double rows = course.level().days() * course.level().rowsADay();
        return rows < Math.max(1, charts().leastRows())
                ? Optional.empty()
                : Optional.of(course.level().share());
    }

    private Listing<ChartCourse> table(List<ChartCourse> shown) {
        return new Listing<>(shown, "There are no charts.")
                .shown("SLICE", course -> course.slice().toString())
                .shown("METRIC", ChartCourse::metric)
                .shown("LEVEL", course -> level(course).map(ChartsText::share))
                .shown("LATEST DAY", course -> latestDay(course))
                .shown("STATE", course -> standing(course).map(day -> Readings.word(day.state())))
                .shown("SINCE", course -> standing(course).flatMap(ChartDay::since))
                .shown("LOW", course -> standing(course).map(day -> sum(day.low())))
                .shown("HIGH", course -> standing(course).map(day -> sum(day.high())))
                .shown("LIMIT", course -> sum(course.design().h()))
                .shown("IN CONTROL", ChartsText::inControl)
                .shown("DECIDES", course -> standing(course).map(day -> day.decides() ? "yes" : "not yet"))
                .shown("WHY NONE", course -> charts().absence(course).map(Reason::name))
                .footer("LOW and HIGH add up how far days were below and above the level, in standard deviations; above"
                        + " LIMIT is an alarm. IN CONTROL: normal days that the level is known from, "
                        + shown.get(0).level().decidesFrom() + " to decide.");
    }

    private Listing<Line> days(List<ChartCourse> shown) {
        List<Line> lines = shown.stream()
                .flatMap(course -> course.days().stream().map(day -> new Line(course, day)))
                .toList();
        return new Listing<>(lines, "No day since the baseline has mature labels.")
                .shown("DAY", line -> line.day().share().day())
                .shown("SLICE", line -> line.course().slice().toString())
                .shown("METRIC", line -> line.course().metric())
                .shown("ROWS", line -> line.day().share().n())
                .shown("SHARE", line -> share(line.day()).map(ChartsText::share))
                .shown("SCORE", line -> score(line.day()).map(ChartsText::sum))
                .shown("LOW", line -> told(line.day(), line.day().low()).map(ChartsText::sum))
                .shown("HIGH", line -> told(line.day(), line.day().high()).map(ChartsText::sum))
                .shown("STATE", line -> Readings.word(line.day().state()));
    }

    private static Optional<LocalDate> latestDay(ChartCourse course) {
        return course.latest().map(day -> day.share().day());
    }

    /** A day's share, and so its score, where they rest on enough rows to leave the lake. */
    private Optional<Double> share(ChartDay day) {
        long n = day.share().n();
        return n < Math.max(1, charts().leastRows())
                ? Optional.empty()
                : Optional.of((double) day.share().hits() / n);
    }

    private Optional<Double> score(ChartDay day) {
        return share(day).flatMap(enough -> Readings.value(day.score().number()));
    }

    /** A day's sum, where its share is told: less the day before's it is the score, and so the share. */
    private Optional<Double> told(ChartDay day, double sum) {
        return share(day).map(enough -> sum);
    }

    /** Normal days that the level was known from when the newest day was judged. */
    private static int inControl(ChartCourse course) {
        return course.latest().map(ChartDay::inControl).orElse(course.level().days());
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    private static String sum(double sum) {
        return String.format(Locale.ROOT, "%.2f", sum);
    }

    private Map<String, Object> fields(ChartCourse course) {
        Optional<ChartDay> standing = standing(course);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slice_key", course.slice().key());
        fields.put("slice_value", course.slice().value());
        fields.put("metric", course.metric());
        fields.put("level", level(course));
        fields.put("latest_day", latestDay(course));
        fields.put("state", standing.map(day -> day.state().name()));
        fields.put("since", standing.flatMap(ChartDay::since));
        fields.put("low", standing.map(ChartDay::low));
        fields.put("high", standing.map(ChartDay::high));
        fields.put("limit", course.design().h());
        fields.put("days_in_control", inControl(course));
        fields.put("decides", standing.map(ChartDay::decides));
        fields.put("reason", charts().absence(course).map(Reason::name));
        fields.put("sentence", sentence(course));
        if (detail == Detail.DAYS) {
            fields.put("days", course.days().stream().map(this::fields).toList());
        }
        return fields;
    }

    private Map<String, Object> fields(ChartDay day) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("day", day.share().day());
        fields.put("n", day.share().n());
        fields.put("share", share(day));
        fields.put("score", score(day));
        fields.put("low", told(day, day.low()));
        fields.put("high", told(day, day.high()));
        fields.put("state", day.state().name());
        fields.put("decides", day.decides());
        return fields;
    }
}
