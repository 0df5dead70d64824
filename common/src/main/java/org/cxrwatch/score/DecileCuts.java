package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.summary.AdaptiveHistogram;

/**
 * Where the deciles of a reference lie, on its own values, so that ties and spikes need no special care of readers.
 *
 * <p>For k = 1…9 the cut is the distinct value whose cumulative count is nearest to k tenths of all (the smaller on a
 * tie); a value lies left of a cut if it is not larger. Where the lowest or highest bin holds a single distinct
 * value, a further cut separates it from what lies beyond, and a bin that holds a single value at least five times
 * has one before it: a window that leaves a spike is seen, whichever way it goes.
 */
final class DecileCuts {

    private static final int TENTHS = 10;

    /** A value that occurs so often is a spike. */
    private static final long SPIKE = 5;

    /** The largest bucket left of each cut, ascending. */
    private final List<Long> upper;

    private final List<String> labels;

    private DecileCuts(List<Long> upper, List<String> labels) {
        this.upper = List.copyOf(upper);
        this.labels = List.copyOf(labels);
    }

    static DecileCuts of(AdaptiveHistogram reference) {
        int distinct = reference.size();
        if (distinct == 0) {
            return new DecileCuts(List.of(), List.of("any value"));
        }
        List<Integer> lastOfBins = new ArrayList<>(nearestToTenths(reference));
        lastOfBins.add(distinct - 1);
        Edges edges = new Edges(reference);
        int before = -1;
        for (int last : lastOfBins) {
            boolean single = last == before + 1;
            if (single && (before < 0 || reference.countAt(last) >= SPIKE)) {
                edges.below(last);
            }
            if (single || last < distinct - 1) {
                edges.after(last);
            }
            before = last;
        }
        return edges.cuts();
    }

    /** Cuts as they come together, ascending. */
    private static final class Edges {

        private final AdaptiveHistogram reference;
        private final List<Long> upper = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();
        private int highest;

        Edges(AdaptiveHistogram reference) {
            this.reference = reference;
        }

        /** Unless nothing lies between it and the cut before. */
        void below(int index) {
            if (upper.isEmpty() || upper.get(upper.size() - 1) < reference.bucketAt(index) - 1) {
                upper.add(reference.bucketAt(index) - 1);
                labels.add("< " + number(reference.valueAt(index)));
            }
        }

        void after(int index) {
            upper.add(reference.bucketAt(index));
            labels.add("≤ " + number(reference.valueAt(index)));
            highest = index;
        }

        DecileCuts cuts() {
            labels.add("> " + number(reference.valueAt(highest)));
            return new DecileCuts(upper, labels);
        }
    }

    private static SortedSet<Integer> nearestToTenths(AdaptiveHistogram reference) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int k = 1; k < TENTHS && reference.size() > 1; k++) {
            long cumulative = 0;
            long least = Long.MAX_VALUE;
            int nearest = 0;
            for (int i = 0; i < reference.size() - 1; i++) {
                cumulative += reference.countAt(i);
                long distance = Math.abs(TENTHS * cumulative - k * reference.total());
                if (distance < least) {
                    least = distance;
                    nearest = i;
                }
            }
            cuts.add(nearest);
        }
        return cuts;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    int bins() {
        return upper.size() + 1;
    }

    List<String> labels() {
        return labels;
    }

    /** Values in each bin, of a histogram at the reference's shift. */
    long[] count(AdaptiveHistogram histogram) {
        long[] counts = new long[bins()];
        int bin = 0;
        for (int i = 0; i < histogram.size(); i++) {
            while (bin < upper.size() && histogram.bucketAt(i) > upper.get(bin)) {
                bin++;
            }
            counts[bin] += histogram.countAt(i);
        }
        return counts;
    }
}
