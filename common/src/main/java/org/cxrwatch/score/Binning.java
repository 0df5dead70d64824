package org.cxrwatch.score;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/** Bins that a reference owns and every window is counted into: two days stay comparable. */
sealed interface Binning permits Binning.Numeric, Binning.Classes {

    /** Rows of a part in each bin. */
    long[] count(DistributionPart part);

    /** What the bins hold, for drawing. */
    List<String> labels();

    /** Bins of a number: the reference's deciles, open at both ends, and one for what is missing or not finite. */
    static Binning numeric(Function<DistributionPart, NumericSummary> number, AdaptiveHistogram reference) {
        return new Numeric(number, reference.shift(), DecileCuts.of(reference));
    }

    /** Bins of a number. */
    final class Numeric implements Binning {

        private final Function<DistributionPart, NumericSummary> number;
        private final int shift;
        private final DecileCuts cuts;

        private Numeric(Function<DistributionPart, NumericSummary> number, int shift, DecileCuts cuts) {
            this.number = number;
            this.shift = shift;
            this.cuts = cuts;
        }

        @Override
        public long[] count(DistributionPart part) {
            AdaptiveHistogram histogram = number.apply(part).histogram().at(shift);
            long[] counts = Arrays.copyOf(cuts.count(histogram), cuts.bins() + 1);
            counts[cuts.bins()] = part.rows() - histogram.total();
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
    record Classes(List<String> classes) implements Binning {

        /** Copies the list. */
        public Classes {
            classes = List.copyOf(classes);
        }

        @Override
        public List<String> labels() {
            return Stream.concat(classes.stream(), Stream.of("other")).toList();
        }

        @Override
        public long[] count(DistributionPart part) {
            long[] counts = new long[classes.size() + 1];
            for (int i = 0; i < classes.size(); i++) {
                counts[i] = part.rowsOf(classes.get(i));
            }
            counts[classes.size()] = part.rows() - Arrays.stream(counts).sum();
            return counts;
        }
    }
}
