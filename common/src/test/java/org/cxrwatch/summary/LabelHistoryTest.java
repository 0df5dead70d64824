package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.summary.LabelHistory.Change.Kind.GIVEN;
import static org.cxrwatch.summary.LabelHistory.Change.Kind.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.summary.LabelHistory.Change;
import org.junit.jupiter.api.Test;

class LabelHistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    @Test
    void aFirstLabelIsGiven() {
        assertThat(new LabelHistory().count(List.of(says("NORMAL", 1, "radiologist", 1))))
                .containsExactly(change(GIVEN, "NORMAL", 1));
    }

    @Test
    void aLaterLabelWithdrawsTheOneBefore() {
        LabelHistory history = new LabelHistory();
        history.count(List.of(says("NORMAL", 1, "radiologist", 1)));
        assertThat(history.count(List.of(says("PNEUMONIA", 5, "adjudication", 6))))
                .containsExactly(change(WITHDRAWN, "NORMAL", 6), change(GIVEN, "PNEUMONIA", 6));
    }

    @Test
    void anOlderWordThatArrivesLaterIsGivenAndWithdrawnAtOnce() {
        LabelHistory history = new LabelHistory();
        history.count(List.of(says("PNEUMONIA", 5, "adjudication", 6)));
        assertThat(history.count(List.of(says("NORMAL", 1, "radiologist", 8))))
                .containsExactly(change(GIVEN, "NORMAL", 8), change(WITHDRAWN, "NORMAL", 8));
    }

    @Test
    void aWithdrawalUndoesOnlyItsOwnSource() {
        LabelHistory history = new LabelHistory();
        history.count(List.of(says("NORMAL", 1, "radiologist", 1), says("PNEUMONIA", 2, "database", 2)));
        assertThat(history.count(List.of(takesBack(3, "database", 3))))
                .containsExactly(change(WITHDRAWN, "PNEUMONIA", 3), change(GIVEN, "NORMAL", 3));
    }

    @Test
    void theSameWordTwiceChangesNothing() {
        LabelHistory history = new LabelHistory();
        history.count(List.of(says("NORMAL", 1, "radiologist", 1)));
        assertThat(history.count(List.of(says("NORMAL", 1, "radiologist", 4)))).isEmpty();
    }

    @Test
    void aLabelWithoutATimeYieldsToOneWith() {
        LabelHistory history = new LabelHistory();
        LabelEvent untimed = LabelEvent.ofImage(
                "p",
                Optional.of("NORMAL"),
                Optional.empty(),
                "prediction",
                Arrival.during(DAY, ArrivalBasis.FROM_NAME));
        assertThat(history.count(List.of(says("PNEUMONIA", 1, "radiologist", 1), untimed)))
                .contains(change(WITHDRAWN, "NORMAL", 1));
    }

    @Test
    void whateverTheBatchesGivenLessWithdrawnIsTheLabelThatHolds() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<LabelEvent> events = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                String source =
                        List.of("radiologist", "adjudication", "database").get(random.nextInt(3));
                int time = random.nextInt(6);
                int arrives = 1 + random.nextInt(5);
                events.add(
                        random.nextInt(4) == 0
                                ? takesBack(time, source, arrives)
                                : says(random.nextInt(2) == 0 ? "NORMAL" : "PNEUMONIA", time, source, arrives));
            }
            LabelHistory history = new LabelHistory();
            List<Change> changes = new ArrayList<>();
            events.forEach(event -> changes.addAll(history.count(List.of(event))));
            Map<String, Integer> inBatches = net(changes);
            Map<String, Integer> atOnce = net(new LabelHistory().count(events));
            assertThat(inBatches).as("seed %d", seed).isEqualTo(atOnce);
            assertThat(inBatches.values().stream().mapToInt(Integer::intValue).sum())
                    .isBetween(0, 1);
        }
    }

    private static Map<String, Integer> net(List<Change> changes) {
        Map<String, Integer> net = new TreeMap<>();
        changes.forEach(change -> net.merge(change.actualClass(), change.kind() == GIVEN ? 1 : -1, Integer::sum));
        net.values().removeIf(count -> count == 0);
        return net;
    }

    private static LabelEvent says(String label, int hour, String source, int day) {
        return event(Optional.of(label), hour, source, day);
    }

    private static LabelEvent takesBack(int hour, String source, int day) {
        return event(Optional.empty(), hour, source, day);
    }

    private static LabelEvent event(Optional<String> label, int hour, String source, int day) {
        return LabelEvent.ofImage("p", label, Optional.of(Instant.ofEpochSecond(hour * 3_600L)), source, arrival(day));
    }

    private static Arrival arrival(int day) {
        return Arrival.during(DAY.plusDays(day - 1), ArrivalBasis.FROM_NAME);
    }

    private static Change change(Change.Kind kind, String label, int day) {
        return new Change(kind, label, arrival(day));
    }
}
