package org.cxrwatch.score;

import java.util.List;
import org.cxrwatch.model.Slice;

/**
 * The change of a share, taken apart over the values of one attribute. mix + within + labelling is the change, exactly.
 *
 * @param attribute its name
 * @param mix who was there: the values' shares of the rows changed
 * @param within how each value answers changed
 * @param labelling which rows were labelled changed; 0 where every row counts
 * @param values each value with labels on a side, that which stands out most first
 * @param unlabelled values with rows but no label on either side: nothing is known of them, and they count nowhere
 */
public record AttributeChange(
        String attribute, Part mix, Part within, Part labelling, List<ValueChange> values, List<Slice> unlabelled) {

    /** Copies the lists. */
    public AttributeChange {
        values = List.copyOf(values);
        unlabelled = List.copyOf(unlabelled);
    }

    /**
     * A part of the change.
     *
     * @param value in shares, e.g. −0.05
     * @param error its standard error by the delta method; days that differ more than chance make it larger
     */
    public record Part(double value, double error) {}
}
