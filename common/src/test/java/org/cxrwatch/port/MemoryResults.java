package org.cxrwatch.port;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Meanwhile;
import org.cxrwatch.alert.ResolvedByHand;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Silence;

/** What was published, in memory: shared by its publishers. */
final class MemoryResults {

    private final MemoryLedger ledger;
    private final MemoryOutbox outbox;
    private final Map<Long, Results.Publication> publications = new TreeMap<>();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final List<RevisedNight> published = new ArrayList<>();
    private final List<Instant> nights = new ArrayList<>();
    private final Map<List<Object>, Episode> episodes = new LinkedHashMap<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final Clock clock;
    private Checkpoint checkpoint = Checkpoint.NONE;
    private long committed;
    private Optional<Instant> followed = Optional.empty();

    MemoryResults(MemoryLedger ledger, MemoryOutbox outbox, Clock clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    AlertDesk alertDesk() {
        return new Desk();
    }

    Results publisher() {
        return new Publisher();
    }

    History history() {
        return new MemoryHistory(published, nights);
    }

    FollowUps followUps() {
        return decision -> {
            AlertDesk.Decided decided =
                    new Desk().decide(present -> decision.apply(new FollowUps.Seen(present, followed)));
            followed = Optional.of(clock.instant());
            return decided;
        };
    }

    AlertLog alertLog() {
        return new AlertLog() {
            @Override
            public List<Episode> episodes(Filter filter) {
                return ordered().stream().filter(filter::accepts).toList();
            }

            @Override
            public List<Transition> transitions() {
                return List.copyOf(transitions);
            }

            @Override
            public List<Transition> transitions(String alertKey) {
                return transitions.stream()
                        .filter(transition -> transition.key().toString().equals(alertKey))
                        .toList();
            }
        };
    }

    private List<Episode> ordered() {
        return episodes.values().stream()
                .sorted(Comparator.comparing(
                                (Episode episode) -> episode.span().opened().start())
                        .thenComparing(Episode::openedAsOf)
                        .thenComparing(Episode::key)
                        .thenComparing(Episode::number))
                .toList();
    }

    private void put(List<Episode> changed, List<Transition> added, List<Message> messages) {
        changed.forEach(episode -> episodes.put(List.of(episode.key(), episode.number()), episode));
        transitions.addAll(added);
        messages.forEach(outbox::add);
    }

    private final class Desk implements AlertDesk {

        @Override
        public Decided decide(Function<Present, Decided> decision) {
            Decided decided = decision.apply(new Present(ordered(), silences, clock.instant()));
            put(decided.episodes(), decided.transitions(), decided.messages());
            return decided;
        }

        @Override
        public List<Silence> silences() {
            return List.copyOf(silences);
        }

        @Override
        public Silence add(Silence.Terms terms) {
            Silence silence = new Silence(silences.size() + 1L, terms, clock.instant(), Optional.empty());
            silences.add(silence);
            return silence;
        }

        @Override
        public boolean end(long silence, String by, String comment) {
            List<Silence> before = List.copyOf(silences);
            silences.replaceAll(one -> one.id() == silence && one.ended().isEmpty()
                    ? new Silence(
                            one.id(),
                            one.terms(),
                            one.created(),
                            Optional.of(new Silence.End(clock.instant(), by, comment)))
                    : one);
            return !silences.equals(before);
        }
    }

    private final class Publisher implements Results {

        private final Map<Long, Integer> taken = new HashMap<>();
        private List<Episode> read = List.of();

        @Override
        public Publication begin(List<Instant> wanted) {
            long number = committed + 1;
            List<Instant> nights = wanted.stream()
                    .map(asOf -> asOf.truncatedTo(ChronoUnit.MICROS))
                    .toList();
            publications.putIfAbsent(number, new Publication(number, nights));
            taken.put(number, attempts.merge(number, 1, Integer::sum));
            return publications.get(number);
        }

        @Override
        public List<RevisedNight> revise(List<NightResults> results) {
            KnownResults known = KnownResults.none();
            published.forEach(night -> add(night, known));
            return known.revise(results);
        }

        private static void add(RevisedNight night, KnownResults to) {
            NightResults rows = night.rows();
            rows.metrics().forEach(row -> to.metrics().add(version(night, row)));
            rows.subjects().forEach(row -> to.subjects().add(version(night, row)));
            rows.verdicts().forEach(row -> to.verdicts().add(version(night, row)));
            rows.hosts().forEach(row -> to.hosts().add(version(night, row)));
            rows.distributions().forEach(row -> to.distributions().add(version(night, row)));
        }

        private static <R> KnownRows.Version<R> version(RevisedNight night, R row) {
            return new KnownRows.Version<>(night.rows().asOf(), night.revisionOf(row), row);
        }

        @Override
        public void commit(
                Publication publication, List<RevisedNight> results, AlertBook alerts, Set<Long> evaluatedBatches) {
            long number = publication.number();
            if (number <= committed || !attempts.get(number).equals(taken.get(number))) {
                throw new BusyException("Publication " + number + " was taken up by another.", "Run it again.");
            }
            Set<Long> summarised = new java.util.HashSet<>();
            ledger.inState(Set.of(BatchState.SUMMARISED, BatchState.EVALUATED))
                    .forEach(batch -> summarised.add(batch.number()));
            if (!summarised.containsAll(evaluatedBatches)) {
                throw new IllegalStateException("Batches " + evaluatedBatches + " are not all summarised.");
            }
            evaluatedBatches.forEach(batch -> ledger.advance(batch, BatchState.EVALUATED, Map.of()));
            published.addAll(results);
            nights.addAll(publication.nights());
            put(Meanwhile.all(read, episodes.values(), alerts.episodes()), alerts.transitions(), alerts.messages());
            checkpoint = alerts.checkpoint();
            committed = number;
        }

        @Override
        public Optional<Instant> publishedThrough() {
            return nights.stream().max(Comparator.naturalOrder());
        }

        @Override
        public AlertBook alerts() {
            read = ordered();
            List<ResolvedByHand> over = transitions.stream()
                    .flatMap(transition -> ResolvedByHand.of(transition).stream())
                    .toList();
            return new AlertBook(checkpoint, read, List.of(), List.of(), new Said(over, silences));
        }
    }
}
