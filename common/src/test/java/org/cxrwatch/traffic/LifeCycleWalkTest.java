package org.cxrwatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random hospitals in which sites come, stop, fall and return, and the whole service does. The states of the fold, which
 * goes on from day to day, are compared with their definitions, looked up from the counts alone for each day anew.
 */
class LifeCycleWalkTest {

    private static final int DAYS = 120;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStatesAreThoseOfTheirDefinitions(long seed) {
        SomeRequests walk = new SomeRequests(DAYS);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5; i++) {
            walk(walk, SomeRequests.site("s" + i), random);
        }
        for (int outage = random.nextInt(20, 60); outage < DAYS; outage += random.nextInt(20, 60)) {
            int from = outage;
            walk.requests().slices().stream()
                    .filter(slice -> !slice.isAll())
                    .forEach(slice -> walk.set(slice, from, Math.min(DAYS, from + 2), 0));
        }
        DailyRequests requests = walk.requests();
        List<TrafficDay> days = walk.fold();
        int checked = 0;
        for (Slice slice : requests.slices()) {
            if (!slice.isAll()) {
                for (int day = 0; day < DAYS; day++) {
                    State expected = new Definition(days, slice, first(requests)).state(day);
                    assertThat(days.get(day)
                                    .find(slice)
                                    .map(value -> value.life().state()))
                            .as("%s on day %s of walk %s", slice, day, seed)
                            .isEqualTo(java.util.Optional.ofNullable(expected));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(5 * DAYS);
    }

    private static void walk(SomeRequests walk, Slice slice, SplittableRandom random) {
        walk.steady(slice, random.nextLong(2, 80));
        if (random.nextInt(3) == 0) {
            walk.set(slice, 0, random.nextInt(1, 50), 0);
        }
        for (int day = random.nextInt(20, 50); day < DAYS; day += random.nextInt(10, 50)) {
            int until = Math.min(DAYS, day + random.nextInt(1, 22));
            if (random.nextBoolean()) {
                walk.set(slice, day, until, 0);
            } else {
                walk.scaled(slice, day, until, random.nextDouble());
            }
        }
    }

    /** The first day on which any site had requests. */
    private static int first(DailyRequests requests) {
        int day = 0;
        while (requests.of(Slice.ALL, SomeRequests.day(day)) == 0) {
            day++;
        }
        return day;
    }

    /** What the states mean, of one value; null before it was seen. */
    private record Definition(List<TrafficDay> days, Slice slice, int attributeFrom) {

        private long requests(int day) {
            return days.get(day).find(slice).map(ValueDay::requests).orElse(0L);
        }

        private int firstSeen() {
            int day = 0;
            while (day < days.size() && requests(day) == 0) {
                day++;
            }
            return day;
        }

        /** Days without its requests, up to and with one, on which the service had some and was not the cause. */
        private int absent(int day) {
            int absent = 0;
            for (int then = day; then > firstSeen() && requests(then) == 0; then--) {
                absent += isExplained(then) ? 0 : 1;
            }
            return absent;
        }

        private boolean isExplained(int day) {
            return days.get(day).find(Slice.ALL).map(ValueDay::requests).orElse(0L) == 0
                    || days.get(day).causes().contains(Slice.ALL);
        }

        private boolean wasFound(int day) {
            for (int then = day; then > firstSeen() && requests(then) == 0; then--) {
                if (!isExplained(then)
                        && days.get(then).find(slice).orElseThrow().reading() == ValueDay.Reading.NONE) {
                    return true;
                }
            }
            return false;
        }

        private boolean isAway(int day) {
            return absent(day) >= TrafficPolicy.DEFAULT.goneAfter() || wasFound(day);
        }

        State state(int day) {
            if (day < firstSeen()) {
                return null;
            }
            if (isAway(day)) {
                return absent(day) >= TrafficPolicy.DEFAULT.goneAfter() ? State.GONE : State.SILENT;
            }
            for (int then = day; then > Math.max(firstSeen(), day - 14); then--) {
                if (requests(then) > 0 && requests(then - 1) == 0 && isAway(then - 1)) {
                    return State.RETURNED;
                }
            }
            boolean isNew = firstSeen() - attributeFrom >= 14 && day - firstSeen() < 14;
            return isNew ? State.NEW : State.ACTIVE;
        }
    }
}
