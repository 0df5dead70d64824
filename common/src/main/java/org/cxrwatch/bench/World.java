package org.cxrwatch.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** A hospital with four weeks behind it, of which any last days can be a baseline, and days ahead. */
final class World {

    static final int DAYS_BEHIND = 28;

    /** A Monday. */
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    static final LocalDate FIRST_NIGHT = FIRST.plusDays(DAYS_BEHIND);

    private final Hospital hospital;
    private final double rowsADay;
    private final SortedMap<LocalDate, Map<Slice, DistributionPart>> behind = new TreeMap<>();

    /** A world of so many rows on a weekday, with as many days behind it. */
    World(Hospital hospital, double rowsADay, int daysBehind) {
        this.hospital = hospital;
        this.rowsADay = rowsADay;
        for (int back = daysBehind; back > 0; back--) {
            LocalDate day = FIRST_NIGHT.minusDays(back);
            behind.put(day, hospital.day(day, rowsADay, Change.NONE, Resolutions.BASELINE));
        }
    }

    /** The last days behind as a baseline. */
    DriftReference baseline(int days) {
        LocalDate from = FIRST_NIGHT.minusDays(days);
        BaselineRecord about = new BaselineRecord(
                "b", Hospital.VERSION, from, FIRST_NIGHT.minusDays(1), 0, "", "", Instant.EPOCH, "", "");
        return new DriftReference(new Baseline(about, behind.tailMap(from)));
    }

    /** Rows that the last days behind had. */
    long rows(int days) {
        return behind.tailMap(FIRST_NIGHT.minusDays(days)).values().stream()
                .mapToLong(slices -> slices.get(Slice.ALL).rows())
                .sum();
    }

    /** The next day; days are drawn one after another. */
    Map<Slice, DistributionPart> day(LocalDate day, Change change) {
        return hospital.day(day, rowsADay, change, Resolutions.CELL);
    }

    /** The next day, of another size. */
    Map<Slice, DistributionPart> day(LocalDate day, double rows) {
        return hospital.day(day, rows, Change.NONE, Resolutions.CELL);
    }

    /** A window of these days, the last one last. */
    static WindowParts window(WindowKind kind, LocalDate last, List<Map<Slice, DistributionPart>> days) {
        TreeMap<Slice, DistributionPart> sums = new TreeMap<>();
        days.forEach(day -> day.forEach((slice, part) -> sums.merge(slice, part, DistributionPart::plus)));
        Instant start =
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(kind.length());
        return new WindowParts(Scope.version(Hospital.VERSION), new Window(kind, start), sums, new TreeMap<>());
    }
}
