package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.alert.LabelReading;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.AccuracyBand;
import org.cxrwatch.score.AccuracyCount;
import org.cxrwatch.score.LabelArrivals;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.LabelNowcast;
import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.score.LabelTriangle;
import org.cxrwatch.score.LateLabels;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.window.Window;

/** What a night knows of how labels usually come, from the cells of all versions. */
final class LabelKnowledge {

    /** Days of predictions from which the delays are learnt. */
    static final int TRIANGLE_DAYS = 60;

    private static final int COVERAGE_DAYS = 28;

    private final CellSums cells;
    private final LocalDate night;
    private final Instant asOf;

    LabelKnowledge(CellSums cells, LocalDate night, Instant asOf) {
        this.cells = cells;
        this.night = night;
        this.asOf = asOf;
    }

    /** All of it. */
    KnownLabels known(LabelMaturity.Policy policy) {
        Arrivals seen = arrivals();
        LabelTriangle triangle = LabelTriangle.of(seen.entries());
        List<LabelMaturity.DayCount> counts = coverage();
        LabelMaturity maturity = new LabelMaturity(policy, triangle, recent(counts));
        LabelArrivals arrivals = new LabelArrivals(maturity, triangle, counts);
        return new KnownLabels(
                night,
                maturity,
                new LabelNowcast(arrivals),
                new AccuracyBand(arrivals, new LateLabels(triangle, seen.arrived())),
                readings(arrivals, recent(counts)));
    }

    /** No more than whether labels are enough to judge by. */
    LabelMaturity maturity(LabelMaturity.Policy policy) {
        return new LabelMaturity(policy, LabelTriangle.of(arrivals().entries()), recent(coverage()));
    }

    private static List<LabelMaturity.DayCount> recent(List<LabelMaturity.DayCount> counts) {
        return counts.stream().filter(count -> count.age() < COVERAGE_DAYS).toList();
    }

    /** Whether labels came late or not at all does not depend on which version answered. */
    private List<LabelReading> readings(LabelArrivals arrivals, List<LabelMaturity.DayCount> counts) {
        Map<DaySlice, LabelMaturity.DayCount> ofAllVersions = new TreeMap<>();
        counts.forEach(
                count -> ofAllVersions.merge(new DaySlice(count.age(), count.slice()), count, LabelKnowledge::sum));
        return new LabelShortage(arrivals, LabelShortage.FALSE_ALARM_RATE)
                .decide(List.copyOf(ofAllVersions.values())).stream()
                        .map(found -> new LabelReading(
                                Window.day(night.minusDays(found.day().age())), found))
                        .toList();
    }

    private record DaySlice(int age, Slice slice) implements Comparable<DaySlice> {

        @Override
        public int compareTo(DaySlice other) {
            return age != other.age ? Integer.compare(age, other.age) : slice.compareTo(other.slice);
        }
    }

    private static LabelMaturity.DayCount sum(LabelMaturity.DayCount one, LabelMaturity.DayCount other) {
        return new LabelMaturity.DayCount(
                one.slice(), one.age(), one.rows() + other.rows(), one.labels() + other.labels());
    }

    /**
     * First labels that were seen to arrive: what is given less withdrawn on an arrival day; corrections cancel.
     *
     * @param entries how many by prediction day and lag; one of 0 for a day without
     * @param arrived the same with how many of them were right
     */
    private record Arrivals(List<LabelTriangle.Entry> entries, List<LateLabels.Arrived> arrived) {}

    private Arrivals arrivals() {
        Arrivals seen = new Arrivals(new ArrayList<>(), new ArrayList<>());
        days(TRIANGLE_DAYS).forEach(day -> {
            int age = age(day);
            for (String version : cells.versionsOn(day)) {
                if (cells.known(key(PartKind.DISTRIBUTION, version, day, Slice.ALL), asOf) > 0) {
                    seen.entries().add(new LabelTriangle.Entry(age, 0, 0));
                }
                labelCells(version, day)
                        .filter(cell -> cell.arrival().basis() != ArrivalBasis.ASSUMED)
                        .forEach(cell -> add(seen, age, day, cell));
            }
        });
        return seen;
    }

    private static void add(Arrivals seen, int age, LocalDate day, Cell cell) {
        int lag = (int) Math.max(0, ChronoUnit.DAYS.between(day, cell.arrival().on()));
        AccuracyCount first = AccuracyCount.gained((LabelPart) cell.part());
        seen.entries().add(new LabelTriangle.Entry(age, lag, first.labelled()));
        seen.arrived().add(new LateLabels.Arrived(age, lag, first.labelled(), first.correct()));
    }

    private Stream<Cell> labelCells(String version, LocalDate day) {
        return cells.cellsOf(key(PartKind.LABEL, version, day, Slice.ALL), asOf).stream();
    }

    /** Every slice of the last weeks; of earlier days all rows together, which tell how days differ. */
    private List<LabelMaturity.DayCount> coverage() {
        List<LabelMaturity.DayCount> counts = new ArrayList<>();
        days(TRIANGLE_DAYS).forEach(day -> {
            for (String version : cells.versionsOn(day)) {
                for (Slice slice : cells.slicesOf(version, day)) {
                    long rows = age(day) < COVERAGE_DAYS || slice.isAll()
                            ? sum(key(PartKind.DISTRIBUTION, version, day, slice))
                            : 0;
                    if (rows > 0) {
                        counts.add(new LabelMaturity.DayCount(
                                slice, age(day), rows, sum(key(PartKind.LABEL, version, day, slice))));
                    }
                }
            }
        });
        return counts;
    }

    private long sum(CellKey key) {
        return cells.cellsOf(key, asOf).stream()
                .mapToLong(cell -> cell.part() instanceof LabelPart labels
                        ? labels.labelled()
                        : cell.part().rows())
                .sum();
    }

    private Stream<LocalDate> days(int count) {
        return night.minusDays(count - 1).datesUntil(night.plusDays(1));
    }

    private int age(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(day, night);
    }

    private static CellKey key(PartKind kind, String version, LocalDate day, Slice slice) {
        return new CellKey(kind, version, day, Optional.empty(), slice);
    }
}
