package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.MetricNames;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.sequential.ChartCourse;
import org.cxrwatch.sequential.ChartDay;
import org.cxrwatch.sequential.ChartSentences;
import org.cxrwatch.sequential.ChartState;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/**
 * What a night's charts of a version say.
 *
 * @param modelVersion whose
 * @param begin the day after the baseline: no earlier one is charted
 * @param night its day, the last one charted
 * @param courses each chart's course, all of one family: {@code all} first, then by slice
 * @param leastRows shares are told in sentences if they rest on at least so many rows
 */
public record NightCharts(
        String modelVersion, LocalDate begin, LocalDate night, List<ChartCourse> courses, long leastRows) {

    /** Copies the list. */
    public NightCharts {
        courses = List.copyOf(courses);
    }

    /**
     * The sums of each chart beside the limit, as metrics of the night's day: {@code accuracy_chart_low}, {@code _high}
     * and {@code _limit}, and so on. They are those of the chart's latest mature day, and n is the rows of all days
     * charted; or the reason why the chart says nothing.
     */
    List<MetricScore> scores() {
        return courses.stream().flatMap(this::scores).toList();
    }

    private Stream<MetricScore> scores(ChartCourse course) {
        Optional<Reason> absence = absence(course);
        if (absence.isPresent()) {
            Score none = Score.none(absence.get());
            return Stream.of(MetricNames.CHART_LOW, MetricNames.CHART_HIGH, MetricNames.CHART_LIMIT)
                    .map(what -> score(course, what, none, 0));
        }
        ChartDay latest = course.latest().orElseThrow();
        long n = course.days().stream().mapToLong(day -> day.share().n()).sum();
        return Stream.of(
                score(course, MetricNames.CHART_LOW, Score.of(latest.low()), n),
                score(course, MetricNames.CHART_HIGH, Score.of(latest.high()), n),
                score(course, MetricNames.CHART_LIMIT, Score.of(course.design().h()), n));
    }

    private MetricScore score(ChartCourse course, String what, Score score, long n) {
        WindowSlice where = new WindowSlice(Scope.version(modelVersion), Window.day(night), course.slice());
        MetricValue value = new MetricValue(score, n).restingOn(leastRows);
        return new MetricScore(where, course.metric() + what, value.score(), n);
    }

    /**
     * Sentences on falls, by charts that know their level from enough days to decide; what else they say informs. One a
     * slice, that which says most of the error, and none of {@code all} where a site fell too.
     */
    List<String> falls() {
        Map<Slice, ChartCourse> fallen = new TreeMap<>();
        courses.stream().filter(this::hasFallen).forEach(course -> fallen.put(course.slice(), course));
        if (fallen.size() > 1) {
            fallen.remove(Slice.ALL);
        }
        return fallen.values().stream().map(this::sentence).toList();
    }

    private boolean hasFallen(ChartCourse course) {
        return absence(course).isEmpty()
                && course.latest()
                        .filter(day -> day.state() == ChartState.FELL && day.decides())
                        .isPresent();
    }

    /** Why one of the charts says nothing of the night; empty if it does. */
    public Optional<Reason> absence(ChartCourse course) {
        return night.isBefore(begin) ? Optional.of(Reason.IN_BASELINE) : course.absence(night);
    }

    /** What one of the charts says, and what to do next. */
    public String sentence(ChartCourse course) {
        return night.isBefore(begin) ? inBaseline(course) : sentences().of(course, night);
    }

    /** What one of the charts says of a version that answers no more. */
    public String history(ChartCourse course) {
        return night.isBefore(begin) ? inBaseline(course) : sentences().history(course, night);
    }

    private String inBaseline(ChartCourse course) {
        return (course.slice().isAll() ? "all together" : course.slice().toString()) + ": " + course.metric()
                + " is not followed: " + night + " lies in the baseline; charts begin on " + begin;
    }

    private ChartSentences sentences() {
        return new ChartSentences(AccuracyCharts.POLICY, courses.size(), leastRows);
    }
}
