package org.cxrwatch.summary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.model.LabelEvent;

/**
 * Which labels reach a prediction, and which of those holds.
 *
 * <p>Of several sources' last words the strongest holds: that of the most trusted source; among sources that are
 * trusted alike a dated one, then the later one.
 *
 * @param horizonDays a label reaches predictions of days at most so far from the day it arrived
 * @param precedence sources, the most trusted first: a label of one of them beats every label of those after it and of
 *     those not listed, whatever the times
 */
public record LabelRules(int horizonDays, List<String> precedence) implements Serializable {

    /** Copies the list. */
    public LabelRules {
        precedence = List.copyOf(precedence);
    }

    /** The label that beats the others, of labels that hold; empty if there are none. */
    public Optional<LabelEvent> strongest(Stream<LabelEvent> labels) {
        return labels.max(byStrength());
    }

    /** The weaker label before the stronger, of labels that are the last words of their sources: a total order. */
    Comparator<LabelEvent> byStrength() {
        return Comparator.comparingInt((LabelEvent event) -> -rank(event.source()))
                .thenComparing(event -> event.labelledAt().isPresent())
                .thenComparing(LabelEvent.BY_SAYING);
    }

    private int rank(String source) {
        int place = precedence.indexOf(source);
        return place < 0 ? precedence.size() : place;
    }
}
