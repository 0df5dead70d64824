package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.cxrwatch.traffic.Looks.Look;
import org.cxrwatch.traffic.ValueDay.Reading;

/** The fold of {@link LifeCycle}: once through the days, in order. */
final class LifeFold {

    private final TrafficPolicy policy;
    private final Map<Slice, Set<Slice>> within;
    private final List<LocalDate> days;
    private final SortedMap<Slice, ValueLife> values = new TreeMap<>();
    private final NamedShares named = new NamedShares();

    LifeFold(TrafficPolicy policy, Map<Slice, Set<Slice>> within, DailyRequests requests, SortedSet<Slice> watched) {
        this.policy = policy;
        this.within = within;
        this.days = List.copyOf(requests.days().keySet());
        watched.forEach(slice -> values.put(
                slice,
                new ValueLife(
                        slice,
                        days.stream().mapToLong(day -> requests.of(slice, day)).toArray())));
    }

    List<TrafficDay> days() {
        List<TrafficDay> found = new ArrayList<>();
        for (int day = 0; day < days.size(); day++) {
            found.add(step(day));
        }
        return found;
    }

    private long requests(Slice slice, int day) {
        return values.get(slice).past().on(day);
    }

    private TrafficDay step(int day) {
        Set<String> unnamed = named.unnamed(day, counts(day), requests(Slice.ALL, day));
        SortedMap<Slice, Look> looks = new Looks(policy, within, values).on(day, value -> isAsked(value, day, unnamed));
        SortedSet<Slice> causes = causes(day, looks);
        boolean serviceIsCause = causes.contains(Slice.ALL);
        boolean nobodyAsks = requests(Slice.ALL, day) == 0;
        SortedMap<Slice, ValueDay> seen = new TreeMap<>();
        for (ValueLife value : values.values()) {
            boolean isUnnamed = unnamed.contains(value.slice().key());
            boolean explained = !value.slice().isAll() && (serviceIsCause || nobodyAsks);
            Look look = looks.get(value.slice());
            Reading reading = live(value, day, look, explained || isUnnamed ? Blame.ELSEWHERE : Blame.OWN);
            if (isUnnamed || (explained && serviceIsCause)) {
                value.past().leaveOut(day);
            }
            if (value.isSeen()) {
                seen.put(value.slice(), value.on(day, days, reading, look.usual(), look.adjusted()));
            }
        }
        if (seen.containsKey(Slice.ALL) && seen.get(Slice.ALL).reading() == Reading.SETTLED) {
            int first = values.get(Slice.ALL).past().from();
            values.values().forEach(value -> value.settle(first, day));
        }
        causes.removeIf(slice -> values.get(slice).state() == State.GONE);
        return new TrafficDay(days.get(day), seen, causes, unnamed, replacing(causes), withOuter(seen));
    }

    private Map<String, Long> counts(int day) {
        Map<String, Long> counts = new HashMap<>();
        values.forEach((slice, value) -> {
            if (policy.attributes().contains(slice.key())) {
                counts.merge(slice.key(), value.past().on(day), Long::sum);
            }
        });
        return counts;
    }

    private boolean isAsked(ValueLife value, int day, Set<String> unnamed) {
        return !unnamed.contains(value.slice().key()) && value.state() != State.GONE && !isReplaced(value, day);
    }

    private SortedSet<Slice> causes(int day, SortedMap<Slice, Look> looks) {
        SortedMap<Slice, MissingCauses.Seen> seen = new TreeMap<>();
        looks.forEach((slice, look) -> {
            if (look.adjusted().isPresent() && !slice.key().equals(DailyRequests.VERSION)) {
                seen.put(
                        slice,
                        new MissingCauses.Seen(
                                requests(slice, day), look.usual().orElseThrow().mean(), look.missing()));
            }
        });
        return new MissingCauses(policy, within).of(seen);
    }

    /** Whose affair it is what is missing of a value. */
    private enum Blame {
        OWN,
        ELSEWHERE
    }

    private Reading live(ValueLife value, int day, Look look, Blame blame) {
        if (requests(value.slice(), day) > 0) {
            return asking(value, day, look, blame);
        }
        if (!value.isSeen()) {
            return Reading.UNDECIDED;
        }
        value.age(day);
        if (blame == Blame.ELSEWHERE) {
            return look.missing() ? Reading.NONE : Reading.UNDECIDED;
        }
        value.miss(day, look.allowed());
        if (isReplaced(value, day)) {
            value.supersede();
        } else if (look.missing() || value.state() == State.SILENT) {
            value.fallSilent(day);
        }
        if (!value.slice().isAll()) {
            value.leaveAfter(policy.goneAfter(), day);
        }
        return value.state() == State.SILENT ? Reading.NONE : Reading.UNDECIDED;
    }

    private Reading asking(ValueLife value, int day, Look look, Blame blame) {
        if (value.isSeen()) {
            value.ask(day);
        } else {
            value.begin(day, daysKnown(value.slice().key(), day));
        }
        value.age(day);
        if (look.usual().isEmpty()) {
            return Reading.UNDECIDED;
        }
        if (!look.isHalfOfUsual(requests(value.slice(), day))) {
            value.enough();
            return Reading.FINE;
        }
        if (!look.missing()) {
            return Reading.UNDECIDED;
        }
        if (blame == Blame.ELSEWHERE) {
            return Reading.FEWER;
        }
        value.fewer(day);
        Optional<Integer> lower = value.lowerFor(policy.goneAfter(), day);
        lower.ifPresent(first -> value.settle(first, day));
        return lower.isPresent() ? Reading.SETTLED : Reading.FEWER;
    }

    /** For how many days the attribute's values were known before a day. */
    private int daysKnown(String attribute, int day) {
        return values.values().stream()
                .filter(value -> value.slice().key().equals(attribute) && value.isSeen())
                .mapToInt(value -> day - value.firstSeen())
                .max()
                .orElse(0);
    }

    /** A version that does not answer, while one that came later does or did. */
    private boolean isReplaced(ValueLife value, int day) {
        if (!value.slice().key().equals(DailyRequests.VERSION) || !value.isSeen() || requests(value.slice(), day) > 0) {
            return false;
        }
        return value.state() == State.SUPERSEDED
                || values.values().stream()
                        .filter(other -> other.slice().key().equals(DailyRequests.VERSION)
                                && other.past().on(day) > 0)
                        .anyMatch(other -> !other.isSeen()
                                || other.firstSeen() > value.firstSeen()
                                || (other != value && other.firstSeen() == value.lastSeen()));
    }

    /** Of what is silent inside something that goes on, the newest value beside it that began about then. */
    private SortedMap<Slice, Slice> replacing(SortedSet<Slice> causes) {
        TreeMap<Slice, Slice> replacing = new TreeMap<>();
        causes.stream()
                .map(values::get)
                .filter(value -> value.state() == State.SILENT
                        && policy.around(value.slice().key()).isPresent())
                .forEach(value -> values.values().stream()
                        .filter(other ->
                                other.slice().key().equals(value.slice().key())
                                        && other.isSeen()
                                        && other.state() == State.NEW
                                        && Math.abs(other.firstSeen() - value.absentFrom()) <= ValueLife.NEWS_DAYS
                                        && around(other).stream().anyMatch(around(value)::contains))
                        .max(Comparator.comparingInt(ValueLife::firstSeen))
                        .ifPresent(other -> replacing.put(value.slice(), other.slice())));
        return replacing;
    }

    /** The values that entered their state on the very day on which what they lie in entered the same. */
    private Set<Slice> withOuter(SortedMap<Slice, ValueDay> seen) {
        TreeSet<Slice> alike = new TreeSet<>();
        seen.values()
                .forEach(value -> around(values.get(value.slice())).stream()
                        .filter(seen::containsKey)
                        .map(outer -> seen.get(outer).life())
                        .filter(life -> life.state() == value.life().state()
                                && life.since().equals(value.life().since()))
                        .forEach(life -> alike.add(value.slice())));
        return alike;
    }

    private Set<Slice> around(ValueLife value) {
        return within.getOrDefault(value.slice(), Set.of());
    }
}
