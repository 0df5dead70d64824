package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.summary.AdaptiveHistogram;

/** Bins that a reference owns and every window is counted into: two days stay comparable. */
sealed interface Binning permits Binning.Deciles, Binning.OfClasses {

    /** Rows of a column in each bin. */
    long[] count(Column column);

    /** What the bins hold, for drawing. */
    List<String> labels();

    /** Bins of a number: the reference's deciles, open at both ends, and one for what is missing or not finite. */
    static Binning numeric(AdaptiveHistogram reference) {
        return new Deciles(reference.shift(), DecileCuts.of(reference));
    }

    /**
     * Bins of a number.
     *
     * @param shift of the reference
     * @param cuts between its values
     */
    record Deciles(int shift, DecileCuts cuts) implements Binning {

        @Override
        public long[] count(Column column) {
            AdaptiveHistogram values = column.number().orElseThrow().histogram().at(shift);
            long[] counts = Arrays.copyOf(cuts.count(values), cuts.bins() + 1);
            counts[cuts.bins()] = column.rows() - values.total();
            return counts;
        }

        @Override
        public List<String> labels() {
            return Stream.concat(cuts.labels().stream(), Stream.of("missing")).toList();
        }
    }

    /**
     * One bin a class of the reference, and one for classes it never predicted.
     *
     * @param classes the reference's classes
     */
    record OfClasses(List<String> classes) implements Binning {

        /** Copies the list. */
        public OfClasses {
            classes = List.copyOf(classes);
        }

        @Override
        public long[] count(Column column) {
            Column.Classes counted = (Column.Classes) column;
            long[] counts = new long[classes.size() + 1];
            for (int i = 0; i < classes.size(); i++) {
                counts[i] = counted.counts().rowsOf(classes.get(i));
            }
            counts[classes.size()] = column.rows() - Arrays.stream(counts).sum();
            return counts;
        }

        @Override
        public List<String> labels() {
            return Stream.concat(classes.stream(), Stream.of("other")).toList();
        }
    }
}
