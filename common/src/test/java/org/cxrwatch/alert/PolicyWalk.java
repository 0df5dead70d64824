package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.window.WindowKind;

/**
 * Some weeks of nights, and of people and time in between, beside the references: windows found late and decided anew,
 * seals, acknowledgements and their ends, resolutions by hand, silences, causes and effects, and flapping.
 */
final class PolicyWalk {

    private static final AlertKey REJECTED =
            new AlertKey(AlertType.DATA_QUALITY, "rejected_rate", "service", WindowKind.DAY, Slice.ALL);
    private static final AlertKey SILENT_AT_NORTH =
            new AlertKey(AlertType.LOW_THROUGHPUT, "requests", "service", WindowKind.DAY, Examples.NORTH);
    private static final List<AlertKey> KEYS = List.of(
            Examples.DATA_AT_VALLEY,
            Examples.ACCURACY_AT_VALLEY,
            Examples.drift("data", AlertType.DRIFT_DETECTED, Examples.NORTH),
            REJECTED,
            SILENT_AT_NORTH);
    private static final int HORIZON = 8;

    private final int seed;
    private final Random random;
    private final Persistence persistence;
    private final AlertFold fold;
    private final Duration cooldown;
    private final ReferenceGate reference;
    private final List<JudgedWindow> windows = new ArrayList<>();
    private final TreeMap<String, Episode> recorded = new TreeMap<>();
    private final List<ResolvedByHand> over = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final Set<String> tellings = new HashSet<>();
    private final Map<AlertKey, Instant> lastTold = new HashMap<>();
    private final Map<AlertKey, AlertSeverity> lastSeverity = new HashMap<>();
    private Checkpoint checkpoint = Checkpoint.NONE;
    private int news;
    private int told;
    private int steps;

    PolicyWalk(int seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.persistence = new Persistence(1 + random.nextInt(2), 1 + random.nextInt(2));
        this.fold = new AlertFold(key -> persistence);
        this.cooldown = Duration.ofMinutes(List.of(30, 600, 4_000).get(random.nextInt(3)));
        this.reference = new ReferenceGate(cooldown);
    }

    /** How often nights, people and time did something. */
    int steps() {
        return steps;
    }

    PolicyWalk run() {
        int nights = 12 + random.nextInt(12);
        for (int number = 0; number < nights; number++) {
            windows.add(JudgedWindow.of(day(number), judgements(number)));
            decideAnew();
            night(number);
            Instant now = day(number).end();
            for (int more = random.nextInt(5); more > 0; more--) {
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(240)));
                between(now);
            }
        }
        atLast(day(nights + 30).end());
        assertThat(told).as("seed %d: no more is told than happened", seed).isLessThanOrEqualTo(news);
        return this;
    }

    private List<Judgement> judgements(int night) {
        return KEYS.stream().map(key -> judgement(key, night)).toList();
    }

    private Judgement judgement(AlertKey key, int night) {
        String text = "night " + night + " draw " + random.nextInt(1_000_000) + ".";
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> new Judgement.Raised(key, AlertSeverity.values()[random.nextInt(4)], text, List.of());
            case 3 -> new Judgement.Explained(key, text);
            case 4, 5, 6 -> new Judgement.Clear(key, text);
            case 7 -> new Judgement.Over(key, text);
            default -> new Judgement.Undecided(key, text);
        };
    }

    private void decideAnew() {
        int past = windows.size() - 1;
        int oldest = Math.max(0, past - HORIZON + 1);
        for (int again = random.nextInt(3); again > 0 && past > oldest; again--) {
            int number = oldest + random.nextInt(past - oldest);
            windows.set(number, JudgedWindow.of(day(number), judgements(number)));
        }
    }

    private void night(int number) {
        if (random.nextInt(3) == 0 && number > HORIZON) {
            checkpoint =
                    fold.seal(checkpoint, windows, over, day(number - HORIZON).end());
        }
        Night night = new Night(
                day(number).end(), number == 0 ? Instant.EPOCH : day(number - 1).end(), Night.Telling.TELL);
        List<Episode> before = List.copyOf(recorded.values());
        Map<String, Episode> was = Map.copyOf(recorded);
        RecordedNight result = Examples.register().record(before, fold.fold(checkpoint, windows, over), night);
        same(
                result,
                Examples.register().record(before, fold.fold(Checkpoint.NONE, windows, over), night),
                "from any checkpoint");
        put(result.episodes());
        same(
                fold.fold(Checkpoint.NONE, windows, over).occurrences(),
                KEYS.stream()
                        .sorted()
                        .flatMap(key -> new ReferenceMachine(key, persistence).run(windows, over).stream())
                        .toList(),
                "what was open");
        KEYS.forEach(this::isOpenAsTheReferenceSays);
        result.episodes().forEach(episode -> keepsItsHand(was.get(ReferenceGate.id(episode)), episode));
        pass(result.news(), night.asOf());
    }

    private void isOpenAsTheReferenceSays(AlertKey key) {
        Optional<Occurrence> expected = new ReferenceMachine(key, persistence)
                .run(windows, over).stream().filter(Occurrence::isOpen).findFirst();
        List<Episode> open = recorded.values().stream()
                .filter(episode -> episode.key().equals(key) && episode.state().isOpen())
                .toList();
        same(
                open.stream().map(Episode::span).toList(),
                expected.stream().map(one -> one.found().span()).toList(),
                "open");
    }

    /** Somebody's hand is taken off by a rise and by the end, and by nothing else of a night. */
    private void keepsItsHand(Episode was, Episode is) {
        boolean wasInHand = was != null && was.state() == AlertState.ACKNOWLEDGED;
        boolean stays = wasInHand && is.state() != AlertState.RESOLVED && was.severity() == is.severity();
        same(is.state() == AlertState.ACKNOWLEDGED, stays, "in hand");
        same(is.acknowledgement(), stays ? was.acknowledgement() : Optional.empty(), "whose hand");
    }

    private void between(Instant now) {
        steps++;
        List<Episode> open = recorded.values().stream()
                .filter(episode -> episode.state().isOpen())
                .toList();
        Optional<Episode> one = open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
        switch (random.nextInt(7)) {
            case 0, 1 -> one.ifPresent(episode -> acknowledge(episode, now));
            case 2 -> one.ifPresent(episode -> resolve(episode, now));
            case 3 -> silence(now);
            case 4 -> unsilence(now);
            default -> {}
        }
        followUp(now);
    }

    private void acknowledge(Episode episode, Instant now) {
        Instant until = now.plus(Duration.ofMinutes(1 + random.nextInt(5_000)));
        put(Acknowledgements.given(List.of(episode), Handling.acknowledging("ada", "", until), now)
                .episodes());
        reference.acknowledged(episode, now);
    }

    private void resolve(Episode episode, Instant now) {
        RecordedNight result = Resolutions.byHand(List.of(episode), "ada", "repaired", now);
        put(result.episodes());
        result.transitions().forEach(event -> over.add(ResolvedByHand.of(event).orElseThrow()));
        reference.resolved(episode);
    }

    private void silence(Instant now) {
        Map<AlertMatcher.Field, String> patterns = switch (random.nextInt(4)) {
            case 0 -> Map.of(AlertMatcher.Field.SLICE, "site=*");
            case 1 -> Map.of(AlertMatcher.Field.ALERT_TYPE, "drift_detected");
            case 2 -> Map.of(AlertMatcher.Field.SEVERITY, "critical");
            default -> Map.of(AlertMatcher.Field.METRIC, "*a*", AlertMatcher.Field.SLICE_VALUE, "valley");
        };
        Instant from = now.plus(Duration.ofMinutes(random.nextInt(600)));
        Silence.Terms terms = new Silence.Terms(
                new AlertMatcher(patterns), from, from.plus(Duration.ofMinutes(1 + random.nextInt(9_000))), "bo", "x");
        silences.add(new Silence(silences.size() + 1L, terms, now, Optional.empty()));
    }

    private void unsilence(Instant now) {
        if (!silences.isEmpty()) {
            int index = random.nextInt(silences.size());
            Silence was = silences.get(index);
            Silence.End end = was.ended().orElse(new Silence.End(now, "bo", ""));
            silences.set(index, new Silence(was.id(), was.terms(), was.created(), Optional.of(end)));
        }
    }

    private void followUp(Instant now) {
        Set<String> due = recorded.values().stream()
                .filter(episode -> episode.acknowledgement().isPresent()
                        && episode.acknowledgement().get().until().compareTo(now) <= 0)
                .map(ReferenceGate::id)
                .collect(Collectors.toSet());
        RecordedNight expired = Acknowledgements.expired(recorded.values(), now);
        same(expired.episodes().stream().map(ReferenceGate::id).collect(Collectors.toSet()), due, "expired");
        put(expired.episodes());
        same(Acknowledgements.expired(recorded.values(), now).episodes(), List.of(), "expires once");
        pass(expired.news(), now);
    }

    private void pass(List<News> arrived, Instant now) {
        steps++;
        news += arrived.size();
        List<Episode> episodes = List.copyOf(recorded.values());
        Gate gate = new Gate(cooldown);
        Gate.Passed passed = gate.pass(episodes, arrived, silences, now);
        Set<String> spoken = reference.listen(episodes, arrived, silences, now);

        same(passed.told().stream().map(PolicyWalk::said).collect(Collectors.toSet()), spoken, "told");
        passed.told().forEach(item -> isToldOnceAndInTime(item, spoken, now));
        passed.told().forEach(item -> {
            lastTold.put(item.transition().key(), now);
            lastSeverity.put(item.transition().key(), item.episode().severity());
        });
        told += passed.told().size();
        put(passed.episodes());
        recorded.values().forEach(this::isToldOrKeptBack);
        Gate.Passed again = gate.pass(recorded.values(), List.of(), silences, now);
        same(again, new Gate.Passed(List.of(), List.of(), List.of()), "again");
    }

    private static String said(News item) {
        return ReferenceGate.id(item.episode()) + " " + item.transition().kind().text() + " "
                + item.episode().severity();
    }

    private void isToldOnceAndInTime(News item, Set<String> spoken, Instant now) {
        Transition transition = item.transition();
        String once = said(item) + transition.handling().flatMap(Handling::until);
        same(tellings.add(once), true, once + " is told once");
        boolean early = lastTold.containsKey(transition.key())
                && now.isBefore(lastTold.get(transition.key()).plus(cooldown));
        boolean rises = spoken.contains(ReferenceGate.id(item.episode()) + " raised "
                        + item.episode().severity())
                || (early && item.episode().severity().compareTo(lastSeverity.get(transition.key())) > 0);
        same(early && !rises, false, once + " is told within the cooldown");
    }

    private void isToldOrKeptBack(Episode episode) {
        boolean held = episode.heard().held().isPresent();
        same(held, reference.hasMoreToSay(episode), "kept back " + episode);
        boolean matters = episode.state().isOpen() && episode.severity() != AlertSeverity.INFO;
        if (matters) {
            same(held || episode.heard().told().isPresent(), true, "open and untold: " + episode);
        }
    }

    /** When all that keeps news back is over, what is open has been told. */
    private void atLast(Instant now) {
        silences.replaceAll(silence -> new Silence(
                silence.id(),
                silence.terms(),
                silence.created(),
                Optional.of(new Silence.End(now.minusSeconds(1), "bo", ""))));
        recorded.replaceAll((id, episode) -> episode.key().equals(REJECTED)
                        || (episode.key().equals(SILENT_AT_NORTH)
                                && episode.state().isOpen())
                ? ended(episode, now)
                : episode);
        followUp(now);
        recorded.values().stream()
                .filter(episode -> episode.state().isOpen() && episode.severity() != AlertSeverity.INFO)
                .forEach(episode -> same(
                        episode.heard().held().isEmpty()
                                && episode.heard().told().isPresent(),
                        true,
                        "told at last"));
    }

    private Episode ended(Episode episode, Instant now) {
        if (!episode.state().isOpen()) {
            return episode;
        }
        reference.resolved(episode);
        return Resolutions.byHand(List.of(episode), "ada", "", now).episodes().get(0);
    }

    private void put(List<Episode> episodes) {
        episodes.forEach(episode -> recorded.put(ReferenceGate.id(episode), episode));
    }

    /** Compares before it describes: descriptions of what is equal cost more than the walks. */
    private void same(Object actual, Object expected, String what) {
        if (!actual.equals(expected)) {
            assertThat(actual).as("seed %d step %d: %s", seed, steps, what).isEqualTo(expected);
        }
    }
}
