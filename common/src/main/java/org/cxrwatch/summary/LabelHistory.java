package org.cxrwatch.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.LabelEvent;

/**
 * The label events of one prediction, in the order they were counted, and which of them holds.
 *
 * <p>Of each source its latest word holds, unless that is a withdrawal; of several sources the latest. Every label is
 * given once when it is counted and withdrawn once when it ceases to hold, so that what is given less what is withdrawn
 * is the label that holds, whatever the batches. A change is never booked before what it changes had arrived.
 */
public final class LabelHistory {

    private static final Comparator<LabelEvent> BY_ARRIVAL =
            Comparator.comparing((LabelEvent event) -> event.arrival().at()).thenComparing(LabelEvent.BY_CONTENT);

    private final List<LabelEvent> counted = new ArrayList<>();
    private Optional<LabelEvent> holding = Optional.empty();
    private Optional<Arrival> latest = Optional.empty();

    /**
     * A label that began or ceased to count.
     *
     * @param kind given or withdrawn
     * @param actualClass the class
     * @param arrival from when
     */
    public record Change(Kind kind, String actualClass, Arrival arrival) {

        /** The two directions. */
        public enum Kind {
            /** It counts from now on. */
            GIVEN,
            /** It no longer counts. */
            WITHDRAWN
        }
    }

    /** Counts events, sorted by arrival, and gives the changes they bring. An event counted before brings none. */
    public List<Change> count(List<LabelEvent> events) {
        List<Change> changes = new ArrayList<>();
        events.stream().sorted(BY_ARRIVAL).forEach(event -> count(event, changes));
        return changes;
    }

    private void count(LabelEvent event, List<Change> changes) {
        if (counted.stream().anyMatch(before -> LabelEvent.BY_CONTENT.compare(before, event) == 0)) {
            return;
        }
        counted.add(event);
        Arrival arrival = latest.map(event.arrival()::laterOf).orElse(event.arrival());
        Optional<LabelEvent> before = holding;
        holding = current();
        latest = Optional.of(arrival);
        if (!holding.equals(before)) {
            before.ifPresent(old -> changes.add(change(Change.Kind.WITHDRAWN, old, arrival)));
            holding.ifPresent(now -> changes.add(change(Change.Kind.GIVEN, now, arrival)));
        }
        if (event.actualClass().isPresent() && !holding.equals(Optional.of(event))) {
            changes.add(change(Change.Kind.GIVEN, event, arrival));
            changes.add(change(Change.Kind.WITHDRAWN, event, arrival));
        }
    }

    private static Change change(Change.Kind kind, LabelEvent event, Arrival arrival) {
        return new Change(kind, event.actualClass().orElseThrow(), arrival);
    }

    private Optional<LabelEvent> current() {
        Map<String, LabelEvent> lastWord = new TreeMap<>();
        counted.stream().sorted(LabelEvent.BY_CONTENT).forEach(event -> lastWord.put(event.source(), event));
        return lastWord.values().stream()
                .filter(event -> event.actualClass().isPresent())
                .max(LabelEvent.BY_CONTENT);
    }
}
