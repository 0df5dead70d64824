package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.LabelTriangle;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;

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

    LabelMaturity maturity(LabelMaturity.Policy policy) {
        return new LabelMaturity(policy, triangle(), coverage());
    }

    /** First labels by prediction day and lag: what is given less withdrawn on an arrival day; corrections cancel. */
    private LabelTriangle triangle() {
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        days(TRIANGLE_DAYS).forEach(day -> {
            int age = age(day);
            for (String version : cells.versionsOn(day)) {
                if (cells.known(key(PartKind.DISTRIBUTION, version, day, Slice.ALL), asOf) > 0) {
                    entries.add(new LabelTriangle.Entry(age, 0, 0));
                }
                labelCells(version, day)
                        .filter(cell -> cell.arrival().basis() != ArrivalBasis.ASSUMED)
                        .forEach(cell -> entries.add(new LabelTriangle.Entry(
                                age,
                                (int) Math.max(
                                        0,
                                        ChronoUnit.DAYS.between(
                                                day, cell.arrival().on())),
                                Math.max(0, ((LabelPart) cell.part()).labelled()))));
            }
        });
        return LabelTriangle.of(entries);
    }

    private java.util.stream.Stream<Cell> labelCells(String version, LocalDate day) {
        return cells.cellsOf(key(PartKind.LABEL, version, day, Slice.ALL), asOf).stream();
    }

    private List<LabelMaturity.DayCount> coverage() {
        List<LabelMaturity.DayCount> counts = new ArrayList<>();
        days(COVERAGE_DAYS).forEach(day -> {
            for (String version : cells.versionsOn(day)) {
                for (Slice slice : cells.slicesOf(version, day)) {
                    long rows = sum(key(PartKind.DISTRIBUTION, version, day, slice));
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

    private java.util.stream.Stream<LocalDate> days(int count) {
        return night.minusDays(count - 1).datesUntil(night.plusDays(1));
    }

    private int age(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(day, night);
    }

    private static CellKey key(PartKind kind, String version, LocalDate day, Slice slice) {
        return new CellKey(kind, version, day, Optional.empty(), slice);
    }
}
