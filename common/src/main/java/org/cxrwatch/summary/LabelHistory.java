package org.cxrwatch.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;

/**
 * The label events of one prediction, in the order they were counted, and which of them holds.
 *
 * <p>Of each source its last word holds, unless that is a withdrawal; of several sources the strongest, see
 * {@link LabelRules}. The last word is the one said last, a word without a date being said when it was seen. Every
 * label is given once when it is counted and withdrawn once when it ceases to hold, so that what is given less what is
 * withdrawn is the label that holds, whatever the batches. A change is never booked before what it changes had
 * arrived.
 */
public final class LabelHistory {

    private static final Comparator<Word> IN_TURN = Comparator.comparing(
                    (Word word) -> word.from().at())
            .thenComparing(word -> word.event().arrival().at())
            .thenComparing(Word::event, LabelEvent.BY_SAYING);

    private final LabelRules rules;
    private final List<LabelEvent> counted = new ArrayList<>();
    private Optional<LabelEvent> holding = Optional.empty();
    private Optional<Arrival> latest = Optional.empty();

    /** Nothing was said yet. */
    public LabelHistory(LabelRules rules) {
        this.rules = rules;
    }

    /**
     * A label event, and from when it counts.
     *
     * @param event what was said
     * @param from when the event arrived or, if that is later, what it is about
     */
    public record Word(LabelEvent event, Arrival from) {

        /** It counts as soon as it arrives. */
        public static Word of(LabelEvent event) {
            return new Word(event, event.arrival());
        }

        /**
         * It counts as soon as the row is there, too. If it had to wait for the row, that time says nothing of how long
         * labels take.
         */
        Word about(Arrival row) {
            return row.at().isAfter(from.at())
                    ? new Word(event, new Arrival(row.on(), row.at(), ArrivalBasis.ASSUMED))
                    : this;
        }
    }

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

    /** Counts words in the order they arrived, and gives the changes they bring. One counted before brings none. */
    public List<Change> count(List<Word> words) {
        List<Change> changes = new ArrayList<>();
        words.stream().sorted(IN_TURN).forEach(word -> count(word, changes));
        return changes;
    }

    /** The label that holds, after all words that were counted; empty if none was said or none is left. */
    public Optional<LabelEvent> holding() {
        return holding;
    }

    private void count(Word word, List<Change> changes) {
        LabelEvent event = word.event();
        if (counted.stream().anyMatch(before -> LabelEvent.BY_SAYING.compare(before, event) == 0)) {
            return;
        }
        counted.add(event);
        Arrival arrival = latest.map(word.from()::laterOf).orElse(word.from());
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
        counted.stream().sorted(LabelEvent.BY_SAYING).forEach(event -> lastWord.put(event.source(), event));
        return lastWord.values().stream()
                .filter(event -> event.actualClass().isPresent())
                .max(rules.byStrength());
    }
}
