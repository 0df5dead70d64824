package org.cxrwatch.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.BenjaminiHochberg;

/**
 * What each value's requests of a day say by themselves: one family of looks.
 *
 * <p>On a day that has improbably few requests in all, what it lacks everywhere is allowed for: a value is held against its
 * usual requests times the median, over the sites it does not lie in, of what they have of theirs. An outage of some hours
 * that halves no site shall not be told of whichever scanner chance takes below half.
 *
 * @param policy what is watched
 * @param within of a value of a nested attribute, the values it was seen in
 * @param values all that is watched
 */
record Looks(TrafficPolicy policy, Map<Slice, Set<Slice>> within, SortedMap<Slice, ValueLife> values) {

    /**
     * What was seen of a value.
     *
     * @param usual what is usual on such a day
     * @param allowed the same, less what the day lacks everywhere
     * @param adjusted its probability, adjusted for all that was looked at; empty if it was not
     * @param missing whether requests are missing
     */
    record Look(Optional<Usual> usual, Optional<Usual> allowed, OptionalDouble adjusted, boolean missing) {

        /** Whether so many are at most half of what is usual. */
        boolean isHalfOfUsual(long requests) {
            return isHalf(requests, usual);
        }

        private static boolean isHalf(long requests, Optional<Usual> of) {
            return of.filter(each -> requests <= MissingCauses.HALF * each.mean())
                    .isPresent();
        }
    }

    /** The looks of a day; a value that is not asked for takes no part in the family. */
    SortedMap<Slice, Look> on(int day, Predicate<ValueLife> isAsked) {
        SortedMap<Slice, Usual> usual = usual(day);
        SortedMap<Slice, Look> looks = new TreeMap<>();
        List<Slice> family = new ArrayList<>();
        List<Double> chances = new ArrayList<>();
        boolean fewInAll = isFewInAll(day, usual);
        values.values().forEach(value -> {
            Optional<Usual> ofValue = Optional.ofNullable(usual.get(value.slice()));
            double share = fewInAll ? shareElsewhere(value.slice(), day, usual) : 1;
            Optional<Usual> allowed = ofValue.flatMap(each -> each.times(share));
            looks.put(value.slice(), new Look(ofValue, allowed, OptionalDouble.empty(), false));
            if (ofValue.isPresent() && isAsked.test(value)) {
                family.add(value.slice());
                chances.add(allowed.map(each -> chance(value, day, each)).orElse(1.0));
            }
        });
        List<Double> adjusted = BenjaminiHochberg.adjust(chances, family.size());
        for (int i = 0; i < family.size(); i++) {
            looks.put(family.get(i), decided(family.get(i), day, looks.get(family.get(i)), adjusted.get(i)));
        }
        return looks;
    }

    private SortedMap<Slice, Usual> usual(int day) {
        Map<String, Spread> spreads = new HashMap<>();
        values.values().stream()
                .filter(ValueLife::isSeen)
                .forEach(
                        value -> spreads.merge(value.slice().key(), value.past().spread(day), Spread::plus));
        SortedMap<Slice, Usual> usual = new TreeMap<>();
        values.values().stream()
                .filter(ValueLife::isSeen)
                .forEach(value -> value.past()
                        .usual(day, spreads.get(value.slice().key()))
                        .ifPresent(found -> usual.put(value.slice(), found)));
        return usual;
    }

    private long requests(Slice slice, int day) {
        return values.get(slice).past().on(day);
    }

    private boolean isFewInAll(int day, Map<Slice, Usual> usual) {
        return usual.containsKey(Slice.ALL)
                && usual.get(Slice.ALL).probability(requests(Slice.ALL, day)) <= policy.falseAlarmRate();
    }

    /** The median share of their usual requests that other sites have, at most 1; 1 of all, and if there are no others. */
    private double shareElsewhere(Slice slice, int day, Map<Slice, Usual> usual) {
        Set<Slice> around = within.getOrDefault(slice, Set.of());
        double[] shares = usual.entrySet().stream()
                .filter(entry -> !slice.isAll() && isOuter(entry.getKey()))
                .filter(entry -> !entry.getKey().equals(slice) && !around.contains(entry.getKey()))
                .mapToDouble(entry ->
                        requests(entry.getKey(), day) / entry.getValue().mean())
                .sorted()
                .toArray();
        double median = shares.length == 0 ? 1 : (shares[(shares.length - 1) / 2] + shares[shares.length / 2]) / 2;
        return Math.min(1, median);
    }

    private boolean isOuter(Slice slice) {
        return policy.attributes().contains(slice.key())
                && policy.around(slice.key()).isEmpty();
    }

    private static double chance(ValueLife value, int day, Usual usual) {
        long requests = value.past().on(day);
        return requests == 0 ? value.chanceOfAbsence(usual) : usual.probability(requests);
    }

    private Look decided(Slice slice, int day, Look look, double adjusted) {
        boolean missing = adjusted <= policy.falseAlarmRate() && Look.isHalf(requests(slice, day), look.allowed());
        return new Look(look.usual(), look.allowed(), OptionalDouble.of(adjusted), missing);
    }
}
