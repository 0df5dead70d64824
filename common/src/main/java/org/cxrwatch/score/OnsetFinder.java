package org.cxrwatch.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.LabelPart;

/**
 * Dates what drifted in a window from the days up to it: {@link OnsetPosterior} of the counts in the baseline's bins,
 * or of right and wrong answers. Days without rows of the slice, and days of the baseline itself, cannot be named.
 */
public final class OnsetFinder {

    /** Bins are merged until a day of so many rows, or a usual one if that has more, expects 5 in each. */
    private static final double SMALL_DAY = 10;

    private static final int FEWEST_BINS = 2;

    private final DriftReference reference;
    private final Map<Slice, LabelPart> baselineLabels;
    private final TreeMap<LocalDate, WindowParts> days = new TreeMap<>();

    private record Series(List<LocalDate> days, List<long[]> counts, double factor) {

        double medianRows() {
            double[] rows = counts.stream()
                    .skip(1)
                    .mapToDouble(day -> Arrays.stream(day).sum())
                    .sorted()
                    .toArray();
            return rows[rows.length / 2];
        }
    }

    /**
     * A finder for one window.
     *
     * @param reference what the window was compared with
     * @param baselineLabels labels of the baseline's days, by slice
     * @param days what is known of each day up to the window's last one; how many there are bounds how far back a
     *     beginning is looked for
     */
    public OnsetFinder(DriftReference reference, Map<Slice, LabelPart> baselineLabels, Collection<WindowParts> days) {
        this.reference = reference;
        this.baselineLabels = baselineLabels;
        days.stream()
                .filter(day -> !reference.overlaps(day))
                .forEach(day -> this.days.put(day.window().firstDay(), day));
    }

    /** The score with the day its change began; as it is if it did not drift, or too little is known to say. */
    public SubjectScore date(SubjectScore score) {
        return score.drifted()
                ? series(score).flatMap(OnsetFinder::onset).map(score::begun).orElse(score)
                : score;
    }

    private Optional<Series> series(SubjectScore score) {
        Slice slice = score.where().slice();
        if (score.kind() == DriftKind.CONCEPT) {
            return Optional.ofNullable(baselineLabels.get(slice)).map(labels -> answers(slice, labels));
        }
        return reference
                .find(slice)
                .flatMap(side -> side.subjects().stream()
                        .filter(subject -> subject.subject().kind() == score.kind()
                                && subject.subject().name().equals(score.subject()))
                        .findFirst()
                        .map(subject -> values(
                                slice,
                                subject,
                                side.dispersion(subject).factors().whole())));
    }

    private Series values(Slice slice, SubjectReference subject, double factor) {
        List<LocalDate> known = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        days.forEach((day, parts) -> {
            DistributionPart rows = parts.distributions().get(slice);
            if (rows != null && rows.rows() > 0) {
                known.add(day);
                columns.add(subject.subject().column(rows));
            }
        });
        return new Series(known, subject.counts(columns), factor);
    }

    private Series answers(Slice slice, LabelPart baseline) {
        List<LocalDate> known = new ArrayList<>();
        List<long[]> counts = new ArrayList<>(List.of(wrongAndRight(baseline)));
        days.forEach((day, parts) -> {
            LabelPart labels = parts.labels().get(slice);
            if (labels != null && AccuracyCount.of(labels).labelled() > 0) {
                known.add(day);
                counts.add(wrongAndRight(labels));
            }
        });
        return new Series(known, counts, 1);
    }

    private static long[] wrongAndRight(LabelPart labels) {
        AccuracyCount count = AccuracyCount.of(labels);
        return new long[] {count.labelled() - count.correct(), count.correct()};
    }

    private static Optional<Onset> onset(Series series) {
        if (series.days().isEmpty()) {
            return Optional.empty();
        }
        long[] before = series.counts().get(0);
        double share =
                Math.max(SMALL_DAY, series.medianRows()) / Arrays.stream(before).sum();
        List<int[]> bins =
                Homogeneity.merge(Arrays.stream(before).asDoubleStream().toArray(), share);
        if (bins.size() < FEWEST_BINS) {
            bins = eachAlone(before.length);
        }
        List<double[]> counts = new ArrayList<>();
        for (long[] day : series.counts()) {
            counts.add(bins.stream()
                    .mapToDouble(bin -> Homogeneity.total(day, bin))
                    .toArray());
        }
        List<double[]> after = counts.subList(1, counts.size());
        OnsetPosterior posterior = OnsetPosterior.of(counts.get(0), after, series.factor())
                .without(new LeadIns(counts.get(0), after, series.factor()));
        int[] interval = posterior.interval();
        return Optional.of(new Onset(
                series.days().get(posterior.mode()),
                series.days().get(interval[0]),
                series.days().get(interval[1])));
    }

    private static List<int[]> eachAlone(int bins) {
        List<int[]> alone = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            alone.add(new int[] {bin, bin + 1});
        }
        return alone;
    }
}
