package org.cxrwatch.score;

import java.util.Optional;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.NumericSummary;

/** The values of one subject among some rows: taken from their distribution once, as classes must be added for it. */
sealed interface Column permits Column.Numbers, Column.Classes {

    /** The rows, those without a value included. */
    long rows();

    /** The low bits that its numbers have lost: both sides of a comparison are brought to the coarser one. */
    int shift();

    /** The number behind it, if it is one. */
    Optional<NumericSummary> number();

    /** Bins that this column, as a reference, owns at a shift not finer than its own. */
    Binning binning(int shift);

    /**
     * Numbers.
     *
     * @param rows with and without a value
     * @param values the finite ones
     */
    record Numbers(long rows, NumericSummary values) implements Column {

        @Override
        public int shift() {
            return values.histogram().shift();
        }

        @Override
        public Optional<NumericSummary> number() {
            return Optional.of(values);
        }

        @Override
        public Binning binning(int shift) {
            return Binning.numeric(values.histogram().at(shift));
        }
    }

    /**
     * Predicted classes.
     *
     * @param rows of any class
     * @param counts by class
     */
    record Classes(long rows, CategorySummary counts) implements Column {

        @Override
        public int shift() {
            return 0;
        }

        @Override
        public Optional<NumericSummary> number() {
            return Optional.empty();
        }

        @Override
        public Binning binning(int shift) {
            return new Binning.OfClasses(
                    counts.values().entries().keySet().stream().toList());
        }
    }
}
