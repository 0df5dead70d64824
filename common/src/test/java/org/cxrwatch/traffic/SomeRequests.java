package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.cxrwatch.model.Slice;

/** Days of a hospital, the first one a Monday, whose requests tests set; {@code all} is the sum of the sites. */
final class SomeRequests {

    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static final double[] RHYTHM = {1, 1, 1, 1, 1, 0.5, 0.4};

    private final SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();

    SomeRequests(int many) {
        for (int day = 0; day < many; day++) {
            days.put(day(day), new TreeMap<>());
        }
    }

    static LocalDate day(int number) {
        return MONDAY.plusDays(number);
    }

    static Slice site(String name) {
        return new Slice("site", name);
    }

    static Slice scanner(String name) {
        return new Slice("scanner", name);
    }

    /** A slice with a steady weekly rhythm and a little scatter that is the same in every run. */
    SomeRequests steady(Slice slice, long weekday) {
        return with(slice, day -> Math.round(weekday * RHYTHM[(int) (day % 7)]) + (day * 7 + weekday) % 3);
    }

    SomeRequests with(Slice slice, LongUnaryOperator requests) {
        for (int day = 0; day < days.size(); day++) {
            days.get(day(day)).put(slice, requests.applyAsLong(day));
        }
        return this;
    }

    /** From one day on, and before another. */
    SomeRequests set(Slice slice, int from, int until, long requests) {
        for (int day = from; day < until; day++) {
            days.get(day(day)).put(slice, requests);
        }
        return this;
    }

    SomeRequests scaled(Slice slice, int from, int until, double by) {
        for (int day = from; day < until; day++) {
            days.get(day(day)).computeIfPresent(slice, (same, requests) -> Math.round(requests * by));
        }
        return this;
    }

    DailyRequests requests() {
        SortedMap<LocalDate, SortedMap<Slice, Long>> summed = new TreeMap<>();
        days.forEach((day, requests) -> {
            TreeMap<Slice, Long> with = new TreeMap<>(requests);
            with.putIfAbsent(
                    Slice.ALL,
                    requests.entrySet().stream()
                            .filter(entry -> entry.getKey().key().equals("site"))
                            .mapToLong(Map.Entry::getValue)
                            .sum());
            summed.put(day, with);
        });
        return new DailyRequests(summed);
    }

    /** Scanners are named for their sites: north-1 stands at north. */
    static Map<Slice, Set<Slice>> within(DailyRequests requests) {
        Map<Slice, Set<Slice>> within = new TreeMap<>();
        requests.slices().stream()
                .filter(slice -> slice.key().equals("scanner"))
                .forEach(slice -> within.put(slice, Set.of(site(slice.value().replaceAll("-.*", "")))));
        return within;
    }

    List<TrafficDay> fold() {
        return fold(TrafficPolicy.DEFAULT);
    }

    List<TrafficDay> fold(TrafficPolicy policy) {
        DailyRequests requests = requests();
        return new LifeCycle(policy, within(requests)).fold(requests);
    }

    /** Two sites with two scanners each, one version. */
    static SomeRequests hospital(int days) {
        return new SomeRequests(days)
                .steady(site("north"), 200)
                .steady(site("valley"), 60)
                .steady(scanner("north-1"), 110)
                .steady(scanner("north-2"), 90)
                .steady(scanner("valley-1"), 30)
                .steady(scanner("valley-2"), 30);
    }
}
