package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.at;
import static org.cxrwatch.alert.Examples.day;
import static org.cxrwatch.alert.Examples.register;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.AlertSeverity;
import org.junit.jupiter.api.Test;

/** Random judgements against a reference machine: 2,500 walks of the fold, 500 of the register; every seed is fixed. */
class AlertWalkTest {

    private static final int WALKS = 2_500;
    private static final int REGISTER_WALKS = 500;
    private static final List<AlertKey> KEYS = List.of(
            Examples.DATA_AT_VALLEY,
            Examples.ACCURACY_AT_VALLEY,
            Examples.drift("prediction", AlertType.DRIFT_DETECTED, Examples.NORTH));

    private static Judgement judgement(Random random, AlertKey key, int night) {
        String text = "night " + night + " draw " + random.nextInt(1_000_000);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Judgement.Raised(key, AlertSeverity.values()[random.nextInt(4)], text, List.of());
            case 3 -> new Judgement.Explained(key, text);
            case 4, 5, 6 -> new Judgement.Clear(key, text);
            case 7 -> new Judgement.Over(key, text);
            default -> new Judgement.Undecided(key, text);
        };
    }

    private static List<JudgedWindow> windows(Random random, int days) {
        List<JudgedWindow> windows = new ArrayList<>();
        for (int number = 0; number < days; number++) {
            int night = number;
            List<Judgement> judgements = KEYS.stream()
                    .filter(key -> random.nextInt(10) > 0)
                    .map(key -> judgement(random, key, night))
                    .toList();
            windows.add(JudgedWindow.of(day(number), judgements));
        }
        return windows;
    }

    private static List<Occurrence> expected(
            List<JudgedWindow> windows, List<ResolvedByHand> byHand, Persistence persistence) {
        return KEYS.stream()
                .sorted()
                .flatMap(key -> new ReferenceMachine(key, persistence).run(windows, byHand).stream())
                .toList();
    }

    /** People say that alerts are over, up to some days after the last evidence that they knew. */
    private static List<ResolvedByHand> byHand(Random random, int days) {
        List<ResolvedByHand> events = new ArrayList<>();
        for (int more = random.nextInt(4); more > 0; more--) {
            AlertKey key = KEYS.get(random.nextInt(KEYS.size()));
            int last = random.nextInt(days);
            Instant at = day(last).start().plus(random.nextInt(5 * 24 * 60), ChronoUnit.MINUTES);
            events.add(new ResolvedByHand(key, day(last), at));
        }
        return events;
    }

    @Test
    void theFoldIsTheReferenceMachineInAnyOrderAndFromAnyCheckpoints() {
        for (int seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            Persistence persistence = new Persistence(1 + random.nextInt(3), 1 + random.nextInt(3));
            AlertFold fold = new AlertFold(key -> persistence);
            List<JudgedWindow> windows = windows(random, 5 + random.nextInt(30));
            List<JudgedWindow> shuffled = new ArrayList<>(windows);
            Collections.shuffle(shuffled, random);

            List<ResolvedByHand> byHand = byHand(random, windows.size());
            Folded whole = fold.fold(Checkpoint.NONE, shuffled, byHand);
            Checkpoint checkpoint = Checkpoint.NONE;
            for (int seals = random.nextInt(4); seals > 0; seals--) {
                checkpoint = fold.seal(
                        checkpoint,
                        shuffled,
                        byHand,
                        day(random.nextInt(windows.size())).end());
            }
            Folded resumed = fold.fold(checkpoint, shuffled, byHand);

            List<Occurrence> all = expected(windows, byHand, persistence);
            Instant sealed = checkpoint.sealedThrough();
            same(whole.occurrences(), all, seed);
            same(resumed.tracks(), whole.tracks(), seed);
            same(
                    resumed.occurrences(),
                    all.stream().filter(one -> reachesPast(one, sealed)).toList(),
                    seed);
        }
    }

    /** Compares before it describes: descriptions of what is equal cost more than the walks. */
    private static void same(Object actual, Object expected, int seed) {
        if (!actual.equals(expected)) {
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static boolean reachesPast(Occurrence occurrence, Instant sealed) {
        return occurrence
                .found()
                .span()
                .resolved()
                .map(window -> window.end().isAfter(sealed))
                .orElse(true);
    }

    /**
     * Nights with new windows, windows decided anew, and seals: what is recorded is the reference, and what is told
     * is news.
     */
    @Test
    void theRegisterTellsChangesOfThePresentStateOnceAndNothingElse() {
        for (int seed = 0; seed < REGISTER_WALKS; seed++) {
            new RegisterWalk(seed).run();
        }
    }

    private static final class RegisterWalk {

        private static final int HORIZON = 8;
        private final Random random;
        private final int seed;
        private final Persistence persistence;
        private final AlertFold fold;
        private final List<JudgedWindow> windows = new ArrayList<>();
        private final TreeMap<String, Episode> recorded = new TreeMap<>();
        private final TreeMap<String, Episode> unsealed = new TreeMap<>();
        private final Set<String> told = new HashSet<>();
        private Checkpoint checkpoint = Checkpoint.NONE;

        RegisterWalk(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.persistence = new Persistence(1 + random.nextInt(2), 1 + random.nextInt(2));
            this.fold = new AlertFold(key -> persistence);
        }

        void run() {
            int nights = 10 + random.nextInt(15);
            for (int number = 0; number < nights; number++) {
                windows.addAll(windowsOf(number));
                decideAnew();
                night(number);
            }
        }

        private List<JudgedWindow> windowsOf(int number) {
            return List.of(JudgedWindow.of(
                    day(number),
                    KEYS.stream().map(key -> judgement(random, key, number)).toList()));
        }

        private void decideAnew() {
            int past = windows.size() - 1;
            int oldest = Math.max(0, past - HORIZON + 1);
            for (int again = random.nextInt(3); again > 0 && past > oldest; again--) {
                int number = oldest + random.nextInt(past - oldest);
                windows.set(number, windowsOf(number).get(0));
            }
        }

        private void night(int number) {
            if (random.nextInt(3) == 0 && number > HORIZON) {
                checkpoint = fold.seal(
                        checkpoint, windows, List.of(), day(number - HORIZON).end());
            }
            Night night = new Night(
                    day(number).end(),
                    number == 0 ? Instant.EPOCH : day(number - 1).end(),
                    Night.Telling.TELL);
            List<Episode> before = List.copyOf(recorded.values());
            Folded folded = fold.fold(checkpoint, windows);
            RecordedNight result = register().record(before, folded, night);
            RecordedNight fromTheStart =
                    register().record(unsealed.values(), fold.fold(Checkpoint.NONE, windows), night);

            same(result, fromTheStart, seed);
            result.episodes().forEach(episode -> recorded.put(id(episode), episode));
            fromTheStart.episodes().forEach(episode -> unsealed.put(id(episode), episode));
            KEYS.forEach(key -> check(key, number, before, result));
            Examples.told(result)
                    .forEach(message -> assertThat(told.add(message.dedupKey()))
                            .as("seed %d night %d: said once", seed, number)
                            .isTrue());
            RecordedNight again = register().record(recorded.values(), folded, night);
            same(again, new RecordedNight(List.of(), List.of(), List.of()), seed);
        }

        private void check(AlertKey key, int number, List<Episode> before, RecordedNight result) {
            Optional<Episode> was = open(key, before);
            Optional<Episode> is = open(key, List.copyOf(recorded.values()));
            List<Occurrence> expected = new ReferenceMachine(key, persistence).run(windows);
            Optional<Occurrence> now =
                    expected.stream().filter(Occurrence::isOpen).findFirst();
            same(is.map(Episode::span), now.map(one -> one.found().span()), seed);
            boolean newsInTheWindow =
                    expected.stream().anyMatch(one -> one.last().equals(day(number)) && !one.isOpen());
            boolean same = was.isPresent() == is.isPresent()
                    && was.map(Episode::number).equals(is.map(Episode::number))
                    && was.map(Episode::severity).equals(is.map(Episode::severity));
            boolean mentioned = Examples.told(result).stream()
                    .flatMap(message -> message.notice().cases().stream())
                    .flatMap(told -> told.alerts().stream())
                    .anyMatch(alert -> alert.key().equals(key));
            if (same && !newsInTheWindow) {
                assertThat(mentioned)
                        .as("seed %d night %d: silent", seed, number)
                        .isFalse();
            }
            boolean matters = is.or(() -> was).map(Episode::severity).orElse(AlertSeverity.INFO) != AlertSeverity.INFO;
            if (was.isPresent() != is.isPresent() && matters) {
                assertThat(mentioned).as("seed %d night %d: told", seed, number).isTrue();
            }
        }

        private static Optional<Episode> open(AlertKey key, List<Episode> episodes) {
            List<Episode> open = episodes.stream()
                    .filter(episode ->
                            episode.key().equals(key) && episode.state().isOpen())
                    .toList();
            same(open.size() <= 1, true, 0);
            return open.stream().findFirst();
        }

        private static String id(Episode episode) {
            return episode.key() + "#" + episode.number();
        }
    }

    @Test
    void aBackfillTellsNobody() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Folded folded = new AlertFold(key -> new Persistence(1, 1)).fold(Checkpoint.NONE, windows(random, 20));
            Night night = new Night(at("2026-10-01"), Instant.EPOCH, Night.Telling.SILENT);

            RecordedNight result = register().record(List.of(), folded, night);

            assertThat(Examples.told(result)).isEmpty();
            assertThat(result.episodes()).hasSameSizeAs(folded.occurrences());
        }
    }
}
