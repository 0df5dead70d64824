package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cxrwatch.summary.LabelHistory.Change.Kind.GIVEN;
import static org.cxrwatch.summary.LabelHistory.Change.Kind.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.summary.LabelHistory.Change;
import org.cxrwatch.summary.LabelHistory.Word;
import org.junit.jupiter.api.Test;

class LabelHistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    private static final LabelRules BY_TIME = new LabelRules(120, List.of());
    private static final List<String> SOURCES = List.of("radiologist", "adjudication", "database", "manual");

    private final LabelHistory history = new LabelHistory(BY_TIME);

    private List<Change> count(LabelEvent... events) {
        return count(history, List.of(events));
    }

    private static List<Change> count(LabelHistory history, List<LabelEvent> events) {
        return history.count(events.stream().map(Word::of).toList());
    }

    @Test
    void aFirstLabelIsGiven() {
        assertThat(count(says("NORMAL", 1, "radiologist", 1))).containsExactly(change(GIVEN, "NORMAL", 1));
    }

    @Test
    void aLaterLabelWithdrawsTheOneBefore() {
        count(says("NORMAL", 1, "radiologist", 1));
        assertThat(count(says("PNEUMONIA", 5, "adjudication", 6)))
                .containsExactly(change(WITHDRAWN, "NORMAL", 6), change(GIVEN, "PNEUMONIA", 6));
    }

    @Test
    void anOlderWordThatArrivesLaterIsGivenAndWithdrawnAtOnce() {
        count(says("PNEUMONIA", 5, "adjudication", 6));
        assertThat(count(says("NORMAL", 1, "radiologist", 8)))
                .containsExactly(change(GIVEN, "NORMAL", 8), change(WITHDRAWN, "NORMAL", 8));
    }

    @Test
    void aWithdrawalUndoesOnlyItsOwnSource() {
        count(says("NORMAL", 1, "radiologist", 1), says("PNEUMONIA", 2, "adjudication", 2));
        assertThat(count(takesBack(3, "adjudication", 3)))
                .containsExactly(change(WITHDRAWN, "PNEUMONIA", 3), change(GIVEN, "NORMAL", 3));
    }

    @Test
    void theSameDatedWordTwiceChangesNothing() {
        count(says("NORMAL", 1, "radiologist", 1));
        assertThat(count(says("NORMAL", 1, "radiologist", 4))).isEmpty();
    }

    @Test
    void aLabelWithoutATimeYieldsToOneOfAnotherSourceWithATime() {
        count(says("PNEUMONIA", 1, "radiologist", 1), seen(Optional.of("NORMAL"), "database", 1));
        assertThat(count(seen(Optional.of("NORMAL"), "prediction", 9)))
                .containsExactly(change(GIVEN, "NORMAL", 9), change(WITHDRAWN, "NORMAL", 9));
    }

    @Test
    void whatASourceWithoutTimesSaysAgainHoldsAgain() {
        count(seen(Optional.of("NORMAL"), "database", 1));
        assertThat(count(seen(Optional.of("PNEUMONIA"), "database", 2)))
                .containsExactly(change(WITHDRAWN, "NORMAL", 2), change(GIVEN, "PNEUMONIA", 2));
        assertThat(count(seen(Optional.of("NORMAL"), "database", 3)))
                .containsExactly(change(WITHDRAWN, "PNEUMONIA", 3), change(GIVEN, "NORMAL", 3));
        assertThat(count(seen(Optional.empty(), "database", 4))).containsExactly(change(WITHDRAWN, "NORMAL", 4));
        assertThat(count(seen(Optional.of("NORMAL"), "database", 5))).containsExactly(change(GIVEN, "NORMAL", 5));
    }

    @Test
    void aWithdrawalWithoutATimeTakesBackWhatItsSourceHadDated() {
        count(says("NORMAL", 1, "radiologist", 1));
        assertThat(count(seen(Optional.empty(), "radiologist", 4))).containsExactly(change(WITHDRAWN, "NORMAL", 4));
    }

    @Test
    void aMoreTrustedSourceBeatsOthersWhateverTheTimes() {
        LabelHistory trusting = new LabelHistory(new LabelRules(120, List.of("adjudication", "database")));
        count(trusting, List.of(says("NORMAL", 1, "adjudication", 1), seen(Optional.of("PNEUMONIA"), "database", 2)));
        assertThat(count(trusting, List.of(says("PNEUMONIA", 90, "radiologist", 4))))
                .containsExactly(change(GIVEN, "PNEUMONIA", 4), change(WITHDRAWN, "PNEUMONIA", 4));
        assertThat(count(trusting, List.of(takesBack(2, "adjudication", 5))))
                .as("the database is trusted more than the radiologist, who is not listed")
                .containsExactly(change(WITHDRAWN, "NORMAL", 5), change(GIVEN, "PNEUMONIA", 5));
    }

    @Test
    void aLabelThatWaitedForItsRowCountsFromThereAndTeachesNothing() {
        Arrival row = arrival(7);
        List<Change> changes = history.count(List.of(
                Word.of(seen(Optional.of("PNEUMONIA"), "database", 3)).about(row),
                Word.of(seen(Optional.of("NORMAL"), "database", 2)).about(row)));

        assertThat(changes)
                .extracting(Change::kind, Change::actualClass)
                .as("in the order they were seen")
                .containsExactly(tuple(GIVEN, "NORMAL"), tuple(WITHDRAWN, "NORMAL"), tuple(GIVEN, "PNEUMONIA"));
        assertThat(changes)
                .extracting(Change::arrival)
                .containsOnly(new Arrival(row.on(), row.at(), ArrivalBasis.ASSUMED));
        assertThat(Word.of(says("NORMAL", 1, "radiologist", 9))
                        .about(row)
                        .from()
                        .basis())
                .as("the row was there first")
                .isEqualTo(ArrivalBasis.FROM_NAME);
    }

    @Test
    void whateverTheBatchesGivenLessWithdrawnIsTheLabelThatHolds() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            LabelRules rules = someRules(random);
            List<LabelEvent> events = someEvents(random);
            Collections.shuffle(events, random);
            LabelHistory some = new LabelHistory(rules);
            List<Change> changes = new ArrayList<>();
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(3));
                changes.addAll(count(some, events.subList(from, to)));
                from = to;
            }
            assertThat(net(changes)).as("seed %d: %s, %s", seed, rules, events).isEqualTo(holding(events, rules));
        }
    }

    @Test
    void asOfAnyInstantTheLabelHoldsThatWasKnownThen() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            LabelRules rules = someRules(random);
            List<LabelEvent> events = someEvents(random);
            Arrival row = arrival(random.nextInt(6));
            LabelHistory some = new LabelHistory(rules);
            List<Change> changes = new ArrayList<>();
            for (int day = 0; day <= 8; day++) {
                int arrives = day;
                changes.addAll(some.count(events.stream()
                        .map(event -> Word.of(event).about(row))
                        .filter(word -> word.from().on().equals(arrival(arrives).on()))
                        .toList()));
            }
            for (int day = 0; day <= 8; day++) {
                Instant then = arrival(day).at();
                List<LabelEvent> known = then.isBefore(row.at())
                        ? List.of()
                        : events.stream()
                                .filter(event -> !event.arrival().at().isAfter(then))
                                .toList();
                assertThat(net(changes.stream()
                                .filter(change -> !change.arrival().at().isAfter(then))
                                .toList()))
                        .as("seed %d, day %d", seed, day)
                        .isEqualTo(holding(known, rules));
            }
        }
    }

    private static LabelRules someRules(Random random) {
        List<String> trusted = new ArrayList<>(SOURCES);
        Collections.shuffle(trusted, random);
        return new LabelRules(120, trusted.subList(0, random.nextInt(4)));
    }

    /** The database never gives times, people do or do not. */
    private static List<LabelEvent> someEvents(Random random) {
        List<LabelEvent> events = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(7); i++) {
            String source = SOURCES.get(random.nextInt(SOURCES.size()));
            int arrives = 1 + random.nextInt(6);
            Optional<String> label = random.nextInt(4) == 0
                    ? Optional.empty()
                    : Optional.of(random.nextInt(2) == 0 ? "NORMAL" : "PNEUMONIA");
            boolean undated = source.equals("database") || random.nextInt(5) == 0;
            events.add(undated ? seen(label, source, arrives) : event(label, random.nextInt(7) * 24, source, arrives));
        }
        return events;
    }

    /** The rule as people are told it, computed plainly from everything that was said. */
    private static Map<String, Integer> holding(List<LabelEvent> events, LabelRules rules) {
        List<LabelEvent> standing = new ArrayList<>();
        for (String source : SOURCES) {
            LabelEvent last = null;
            for (LabelEvent event : events) {
                if (event.source().equals(source) && (last == null || isSaidLater(event, last))) {
                    last = event;
                }
            }
            if (last != null && last.actualClass().isPresent()) {
                standing.add(last);
            }
        }
        LabelEvent best = null;
        for (LabelEvent event : standing) {
            if (best == null || beats(event, best, rules.precedence())) {
                best = event;
            }
        }
        return best == null ? Map.of() : Map.of(best.actualClass().orElseThrow(), 1);
    }

    private static boolean isSaidLater(LabelEvent event, LabelEvent other) {
        Instant said = event.labelledAt().isPresent()
                ? event.labelledAt().get()
                : event.arrival().at();
        Instant before = other.labelledAt().isPresent()
                ? other.labelledAt().get()
                : other.arrival().at();
        if (!said.equals(before)) {
            return said.isAfter(before);
        }
        if (event.labelledAt().isPresent() != other.labelledAt().isPresent()) {
            return event.labelledAt().isPresent();
        }
        return event.actualClass().orElse("").compareTo(other.actualClass().orElse("")) > 0;
    }

    private static boolean beats(LabelEvent event, LabelEvent other, List<String> trusted) {
        boolean listed = trusted.contains(event.source());
        boolean otherListed = trusted.contains(other.source());
        if (listed != otherListed) {
            return listed;
        }
        if (listed) {
            return trusted.indexOf(event.source()) < trusted.indexOf(other.source());
        }
        if (event.labelledAt().isPresent() != other.labelledAt().isPresent()) {
            return event.labelledAt().isPresent();
        }
        if (!event.saidAt().equals(other.saidAt())) {
            return event.saidAt().isAfter(other.saidAt());
        }
        return event.source().compareTo(other.source()) > 0;
    }

    private static Map<String, Integer> net(List<Change> changes) {
        Map<String, Integer> net = new TreeMap<>();
        changes.forEach(change -> net.merge(change.actualClass(), change.kind() == GIVEN ? 1 : -1, Integer::sum));
        net.values().removeIf(count -> count == 0);
        return net;
    }

    @Test
    void whatHoldsIsTheLastWordOfTheStrongestSource() {
        assertThat(history.holding()).isEmpty();

        LabelEvent first = says("NORMAL", 1, "radiologist", 1);
        LabelEvent other = says("PNEUMONIA", 5, "adjudication", 6);
        count(first, other);
        assertThat(history.holding()).contains(other);

        count(takesBack(9, "adjudication", 7));
        assertThat(history.holding()).contains(first);

        count(takesBack(10, "radiologist", 8));
        assertThat(history.holding()).isEmpty();
    }

    @Test
    void theStrongestOfLabelsThatHoldIsOfTheMostTrustedSource() {
        LabelEvent early = says("NORMAL", 1, "radiologist", 1);
        LabelEvent late = says("PNEUMONIA", 5, "adjudication", 6);
        LabelRules trusting = new LabelRules(120, List.of("radiologist"));

        assertThat(BY_TIME.strongest(java.util.stream.Stream.of(late, early))).contains(late);
        assertThat(trusting.strongest(java.util.stream.Stream.of(late, early))).contains(early);
        assertThat(BY_TIME.strongest(java.util.stream.Stream.empty())).isEmpty();
    }

    private static LabelEvent says(String label, int hour, String source, int day) {
        return event(Optional.of(label), hour, source, day);
    }

    private static LabelEvent takesBack(int hour, String source, int day) {
        return event(Optional.empty(), hour, source, day);
    }

    private static LabelEvent event(Optional<String> label, int hour, String source, int day) {
        return LabelEvent.ofImage(
                "p",
                label,
                Optional.of(DAY.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC)),
                source,
                arrival(day));
    }

    private static LabelEvent seen(Optional<String> label, String source, int day) {
        return LabelEvent.ofImage("p", label, Optional.empty(), source, arrival(day));
    }

    private static Arrival arrival(int day) {
        return Arrival.during(DAY.plusDays(day - 1), ArrivalBasis.FROM_NAME);
    }

    private static Change change(Change.Kind kind, String label, int day) {
        return new Change(kind, label, arrival(day));
    }
}
