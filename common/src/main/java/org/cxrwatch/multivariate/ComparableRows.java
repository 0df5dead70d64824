package org.cxrwatch.multivariate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Reason;

/**
 * The rows of both sides that can be compared, as numbers of the same features: those of which both sides have values,
 * cut to the baseline's {@link FeatureRange}, in the order of names. A row that lacks a finite value of one of them is
 * left out; so is a day of the baseline with fewer than {@value #LEAST_DAY_ROWS} rows.
 */
public final class ComparableRows {

    /** Fewer rows do not say what a day was like. */
    static final int LEAST_DAY_ROWS = 10;

    private static final double LEAST_SHARE = 0.5;

    private final SortedMap<String, FeatureRange> features;
    private final SortedMap<String, Unusable> unusable;
    private final SortedMap<LocalDate, List<double[]>> baseline;
    private final SortedMap<LocalDate, List<double[]>> windowDays;
    private final List<double[]> window;
    private final int sampledBaseline;
    private final int sampledWindow;

    private ComparableRows(
            SortedMap<String, FeatureRange> features,
            SortedMap<String, Unusable> unusable,
            RowSample before,
            RowSample after) {
        this.features = features;
        this.unusable = unusable;
        this.baseline = byDay(before.rows());
        this.windowDays = byDay(after.rows());
        this.window = complete(after.rows());
        this.sampledBaseline = before.rows().size();
        this.sampledWindow = after.rows().size();
        baseline.values().removeIf(rows -> rows.size() < LEAST_DAY_ROWS);
        baseline.replaceAll((day, rows) -> List.copyOf(rows));
    }

    /** Of two samples. */
    public static ComparableRows of(RowSample baseline, RowSample window) {
        TreeSet<String> names = new TreeSet<>();
        baseline.rows().forEach(row -> names.addAll(row.features().keySet()));
        window.rows().forEach(row -> names.addAll(row.features().keySet()));
        TreeMap<String, FeatureRange> features = new TreeMap<>();
        TreeMap<String, Unusable> unusable = new TreeMap<>();
        for (String name : names) {
            double[] before = finite(baseline, name);
            double[] after = finite(window, name);
            Optional<Unusable> missing = missing(baseline, before, window, after);
            if (missing.isPresent()) {
                unusable.put(name, missing.get());
                continue;
            }
            FeatureRange range = FeatureRange.of(before);
            if (range.isEmpty()) {
                unusable.put(name, Unusable.CONSTANT);
            } else {
                features.put(name, range);
            }
        }
        return new ComparableRows(features, unusable, baseline, window);
    }

    private static Optional<Unusable> missing(RowSample baseline, double[] before, RowSample window, double[] after) {
        if (before.length == 0) {
            return Optional.of(Unusable.NOT_IN_BASELINE);
        }
        if (after.length == 0) {
            return Optional.of(Unusable.NOT_IN_WINDOW);
        }
        boolean often = before.length >= LEAST_SHARE * baseline.rows().size()
                && after.length >= LEAST_SHARE * window.rows().size();
        return often ? Optional.empty() : Optional.of(Unusable.SELDOM);
    }

    private static double[] finite(RowSample sample, String feature) {
        return sample.rows().stream()
                .mapToDouble(row -> row.features().getOrDefault(feature, Double.NaN))
                .filter(Double::isFinite)
                .toArray();
    }

    private SortedMap<LocalDate, List<double[]>> byDay(List<SampledRow> rows) {
        SortedMap<LocalDate, List<double[]>> days = new TreeMap<>();
        for (SampledRow row : rows) {
            numbers(row)
                    .ifPresent(numbers -> days.computeIfAbsent(row.day(), day -> new ArrayList<>())
                            .add(numbers));
        }
        return days;
    }

    private List<double[]> complete(List<SampledRow> rows) {
        return rows.stream().flatMap(row -> numbers(row).stream()).toList();
    }

    private Optional<double[]> numbers(SampledRow row) {
        double[] numbers = new double[features.size()];
        int at = 0;
        for (var feature : features.entrySet()) {
            double value = row.features().getOrDefault(feature.getKey(), Double.NaN);
            if (!Double.isFinite(value)) {
                return Optional.empty();
            }
            numbers[at++] = feature.getValue().cut(value);
        }
        return Optional.of(numbers);
    }

    /** Names of the features that take part, in the order of the numbers of a row. */
    public List<String> features() {
        return List.copyOf(features.keySet());
    }

    /** Those that do not, and why. */
    public SortedMap<String, Unusable> unusable() {
        return Collections.unmodifiableSortedMap(unusable);
    }

    /** The baseline's rows by day. */
    public SortedMap<LocalDate, List<double[]>> baseline() {
        return Collections.unmodifiableSortedMap(baseline);
    }

    /** The window's rows. */
    public List<double[]> window() {
        return window;
    }

    /** Rows of both samples that take no part: they lack a value, or their day has too few. */
    public int leftOut() {
        int used =
                window.size() + baseline.values().stream().mapToInt(List::size).sum();
        return sampledBaseline + sampledWindow - used;
    }

    /** Σ (n_d/n)² over the window's days: 1 for a day, 1/D for D equal ones; 0 without rows. */
    public double shareOfOneDay() {
        double rows = window.size();
        return windowDays.values().stream()
                .mapToDouble(day -> day.size() / rows * (day.size() / rows))
                .sum();
    }

    /**
     * Why the sides cannot be compared, if they cannot: {@link Reason#TOO_FEW_ROWS} with fewer than two days of the
     * baseline, or fewer rows on a side than a day needs or there are features; {@link Reason#NOT_FINITE} with fewer
     * than two features.
     */
    public Optional<Reason> obstacle() {
        if (sampledBaseline < 2 * LEAST_DAY_ROWS || sampledWindow < LEAST_DAY_ROWS) {
            return Optional.of(Reason.TOO_FEW_ROWS);
        }
        if (features.size() < 2) {
            return Optional.of(Reason.NOT_FINITE);
        }
        int least = Math.max(LEAST_DAY_ROWS, features.size() + 1);
        long rows = baseline.values().stream().mapToLong(List::size).sum();
        boolean enough = baseline.size() >= 2 && rows >= 2L * least && window.size() >= least;
        return enough ? Optional.empty() : Optional.of(Reason.TOO_FEW_ROWS);
    }
}
