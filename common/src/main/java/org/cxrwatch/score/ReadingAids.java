package org.cxrwatch.score;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/** What people read beside a distance: medians, means, shares before and after, and what reweighting leaves. */
final class ReadingAids {

    private ReadingAids() {}

    /**
     * What people read of numbers; NaN where there is none.
     *
     * @param median of the finite values
     * @param mean of the finite values
     * @param deviation their standard deviation
     * @param missing share of rows without a finite value
     */
    record Reading(double median, double mean, double deviation, double missing) {

        static Reading of(NumericSummary values, long rows) {
            return new Reading(
                    values.quantile(0.5),
                    values.mean(),
                    values.standardDeviation(),
                    (double) (rows - values.count()) / rows);
        }

        /** Without what fewer values than so many say. */
        private Reading orUntold(NumericSummary values, long least) {
            return values.count() >= least ? this : new Reading(Double.NaN, Double.NaN, Double.NaN, missing);
        }
    }

    /**
     * Of a subject, by name; those that are not finite are left out, and so is what a side of too few values would tell
     * of them.
     */
    static SortedMap<String, Double> of(
            SubjectReference reference, Column column, DistributionPart window, long least) {
        Map<String, Double> aids = new TreeMap<>();
        column.number()
                .map(values -> Reading.of(values, column.rows()).orUntold(values, least))
                .ifPresent(after -> numbers(before(reference, least), after, aids));
        if (reference.whole() instanceof Column.Classes before && column instanceof Column.Classes after) {
            shares(before, after, aids);
        }
        reference.reweighted(window, column).ifPresent(effect -> {
            aids.put("reweighted_distance", effect.distance());
            aids.put("reweighted_excess", effect.excess());
        });
        return SubjectScore.finite(aids);
    }

    private static Reading before(SubjectReference reference, long least) {
        NumericSummary values = reference.whole().number().orElseThrow();
        return reference.reading().orElseThrow().orUntold(values, least);
    }

    private static void numbers(Reading before, Reading after, Map<String, Double> aids) {
        aids.put("median_before", before.median());
        aids.put("median_after", after.median());
        aids.put("mean_before", before.mean());
        aids.put("mean_after", after.mean());
        aids.put("sd_ratio", after.deviation() / before.deviation());
        aids.put("missing_before", before.missing());
        aids.put("missing_after", after.missing());
    }

    /** Classes that only one side has are 0 on the other. */
    private static void shares(Column.Classes before, Column.Classes after, Map<String, Double> aids) {
        Stream.of(before, after)
                .flatMap(column -> column.counts().values().entries().keySet().stream())
                .distinct()
                .forEach(name -> {
                    aids.put("share_before:" + name, share(before, name));
                    aids.put("share_after:" + name, share(after, name));
                });
    }

    private static double share(Column.Classes column, String name) {
        return (double) column.counts().rowsOf(name) / column.rows();
    }
}
