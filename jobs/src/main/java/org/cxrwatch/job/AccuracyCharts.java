package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Accuracy;
import org.cxrwatch.performance.Sensitivity;
import org.cxrwatch.performance.Specificity;
import org.cxrwatch.port.Cells;
import org.cxrwatch.retention.RetentionPolicy;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.sequential.ChartFamily;
import org.cxrwatch.sequential.ShareDay;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;

/**
 * The charts of accuracy, sensitivity and specificity of a version, for all predictions and for each site, as a night
 * knows them: one family with one rate of false alarms. Sites are the values of the attributes by which requests are
 * sliced ({@code slices.hourly}).
 *
 * <p>The level begins with the baseline's days, by what is known of their labels; a later day counts once its slice's
 * labels are mature by their share. There is no least number of labels, as a chart weighs each day by its rows. A slice
 * without any label has charts too, so that the limit of the others does not move as its labels come.
 */
final class AccuracyCharts {

    /** How charts are designed. */
    static final ChartFamily.Policy POLICY = ChartFamily.Policy.DEFAULT;

    /** Days that are charted, at most: those whose cells every night reads, whatever else it evaluates. */
    static final int HISTORY_DAYS = RetentionPolicy.NIGHT_DAYS;

    private final EvaluationPolicy policy;
    private final CellSums cells;
    private final ChartFamily family = new ChartFamily(POLICY);

    /** What is followed. */
    private enum Share {
        ACCURACY,
        SENSITIVITY,
        SPECIFICITY;

        String metric() {
            return switch (this) {
                case ACCURACY -> new Accuracy().name();
                case SENSITIVITY -> new Sensitivity().name();
                case SPECIFICITY -> new Specificity().name();
            };
        }

        ShareDay of(Day day) {
            return switch (this) {
                case ACCURACY -> day.answers().accuracy(day.day());
                case SENSITIVITY -> day.answers().sensitivity(day.day());
                case SPECIFICITY -> day.answers().specificity(day.day());
            };
        }
    }

    /** A slice's right answers of a day. */
    private record Day(LocalDate day, RightAnswers answers) {}

    /**
     * Charts from cells: of {@link #HISTORY_DAYS} before the nights asked for predictions and labels, of the
     * baseline's days labels.
     */
    AccuracyCharts(EvaluationPolicy policy, CellSums cells) {
        this.policy = policy;
        this.cells = cells;
    }

    /**
     * Reads the cells that the charts of a night rest on, and no others.
     *
     * @param store where they are
     * @param baseline what the charts begin with
     * @param night the last day charted
     * @param asOf by when they had arrived
     */
    static CellSums read(Cells store, Baseline baseline, LocalDate night, Instant asOf) {
        LocalDate from = night.minusDays(HISTORY_DAYS);
        List<Cell> cells = new ArrayList<>(
                store.load(new Cells.Range(from, night, EnumSet.of(PartKind.DISTRIBUTION, PartKind.LABEL), asOf)));
        baseline.days().keySet().stream()
                .filter(day -> day.isBefore(from))
                .forEach(day -> cells.addAll(store.load(new Cells.Range(day, day, Set.of(PartKind.LABEL), asOf))));
        return new CellSums(cells);
    }

    /**
     * The charts of the baseline's version.
     *
     * @param baseline the version's active one
     * @param night the last day charted, UTC
     * @param asOf only what had arrived by then counts
     */
    NightCharts of(Baseline baseline, LocalDate night, Instant asOf) {
        LabelMaturity maturity = new LabelKnowledge(cells, night, asOf).maturity(policy.labels());
        Night known = new Night(baseline, night, asOf, maturity);
        List<ChartFamily.Series> series =
                known.slices().stream().flatMap(known::series).toList();
        return new NightCharts(
                baseline.about().modelVersion(),
                baseline.about().lastDay().plusDays(1),
                night,
                family.follow(series),
                policy.leastRows());
    }

    /** One night's view of the cells. */
    private final class Night {

        private final Baseline baseline;
        private final String version;
        private final List<LocalDate> later;
        private final Instant asOf;
        private final LabelMaturity maturity;

        Night(Baseline baseline, LocalDate night, Instant asOf, LabelMaturity maturity) {
            this.baseline = baseline;
            this.version = baseline.about().modelVersion();
            this.asOf = asOf;
            this.maturity = maturity;
            LocalDate first = latest(baseline.about().lastDay().plusDays(1), night.minusDays(HISTORY_DAYS));
            this.later = first.isAfter(night)
                    ? List.of()
                    : first.datesUntil(night.plusDays(1)).toList();
        }

        private static LocalDate latest(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }

        /** All, and every site that is in the baseline or has had predictions since. */
        SortedSet<Slice> slices() {
            SortedSet<Slice> slices = new TreeSet<>(Set.of(Slice.ALL));
            baseline.slices().stream().filter(this::isSite).forEach(slices::add);
            later.forEach(day -> cells.slicesOf(version, day).stream()
                    .filter(slice -> isSite(slice) && !slices.contains(slice) && rows(day, slice) > 0)
                    .forEach(slices::add));
            return slices;
        }

        private boolean isSite(Slice slice) {
            return policy.slicing().hourly().contains(slice.key());
        }

        Stream<ChartFamily.Series> series(Slice slice) {
            List<Day> normal = days(baseline.days().keySet(), slice);
            List<Day> since = days(later, slice).stream()
                    .filter(day -> isMature(day, slice))
                    .toList();
            return Stream.of(Share.values())
                    .map(share ->
                            new ChartFamily.Series(slice, share.metric(), shares(normal, share), shares(since, share)));
        }

        private List<Day> days(Collection<LocalDate> days, Slice slice) {
            return days.stream().map(day -> new Day(day, answers(day, slice))).toList();
        }

        private static List<ShareDay> shares(List<Day> days, Share share) {
            return days.stream().map(share::of).toList();
        }

        private boolean isMature(Day day, Slice slice) {
            long labelled = day.answers().labelled();
            return labelled > 0
                    && maturity.maturity(slice, rows(day.day(), slice), labelled)
                            >= policy.labels().leastShare();
        }

        private RightAnswers answers(LocalDate day, Slice slice) {
            return cells.cellsOf(key(PartKind.LABEL, day, slice), asOf).stream()
                    .map(cell -> RightAnswers.of((LabelPart) cell.part(), policy.positiveClass()))
                    .reduce(RightAnswers.NONE, RightAnswers::plus);
        }

        private long rows(LocalDate day, Slice slice) {
            return cells.cellsOf(key(PartKind.DISTRIBUTION, day, slice), asOf).stream()
                    .mapToLong(cell -> cell.part().rows())
                    .sum();
        }

        private CellKey key(PartKind kind, LocalDate day, Slice slice) {
            return new CellKey(kind, version, day, Optional.empty(), slice);
        }
    }
}
