package org.cxrwatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.traffic.SomeRequests.day;
import static org.cxrwatch.traffic.SomeRequests.hospital;
import static org.cxrwatch.traffic.SomeRequests.scanner;
import static org.cxrwatch.traffic.SomeRequests.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.cxrwatch.traffic.ValueDay.Reading;
import org.junit.jupiter.api.Test;

/** Values that come once, come and go, or come by the thousand; installs and days without anything. */
class OddRequestsTest {

    private static final Slice NORTH = site("north");
    private static final Slice VALLEY = site("valley");

    private static ValueDay value(List<TrafficDay> days, int day, Slice slice) {
        return days.get(day).find(slice).orElseThrow();
    }

    private static State state(List<TrafficDay> days, int day, Slice slice) {
        return value(days, day, slice).life().state();
    }

    @Test
    void aValueSeenOnceIsGoneInTheEndAndNeverMissed() {
        List<TrafficDay> days = hospital(60).set(site("typo <b>"), 20, 21, 1).fold();

        assertThat(state(days, 20, site("typo <b>"))).isEqualTo(State.NEW);
        assertThat(state(days, 59, site("typo <b>"))).isEqualTo(State.GONE);
        assertThat(days).allSatisfy(of -> assertThat(of.causes()).isEmpty());
    }

    @Test
    void aSiteThatComesAndGoesDailyIsNeverMissed() {
        List<TrafficDay> days =
                hospital(70).with(site("van"), day -> day % 2 == 0 ? 12 : 0).fold();

        assertThat(days).allSatisfy(of -> assertThat(of.causes()).isEmpty());
        assertThat(state(days, 69, site("van"))).isEqualTo(State.ACTIVE);
    }

    @Test
    void anInstallTwoDaysOldSaysWhyItSaysNothing() {
        List<TrafficDay> days = hospital(2).set(VALLEY, 1, 2, 0).fold();

        assertThat(value(days, 1, VALLEY).reading()).isEqualTo(Reading.UNDECIDED);
        assertThat(new TrafficWords(days.get(1)).reading(value(days, 1, VALLEY)))
                .isEqualTo("No request named site=valley on 2026-03-03; what is usual on such a day is not known");
    }

    @Test
    void withoutRequestsThereIsNothingToSay() {
        LifeCycle life = new LifeCycle(TrafficPolicy.DEFAULT, Map.of());
        TreeMap<LocalDate, java.util.SortedMap<Slice, Long>> empty = new TreeMap<>();
        assertThat(life.fold(new DailyRequests(empty))).isEmpty();
        empty.put(day(0), new TreeMap<>());
        empty.put(day(9), new TreeMap<>());
        assertThat(life.fold(new DailyRequests(empty)))
                .hasSize(10)
                .allSatisfy(of -> assertThat(of.values()).isEmpty());
    }

    @Test
    void ofThousandsOfValuesTheBusiestAreWatchedAndTheFloodIsOneSentence() {
        SomeRequests flood = hospital(30);
        for (int i = 0; i < 3_000; i++) {
            flood.set(scanner("s" + i), 29, 30, 1);
        }
        DailyRequests requests = flood.requests();
        LifeCycle life = new LifeCycle(TrafficPolicy.DEFAULT, SomeRequests.within(requests));

        assertThat(life.watched(requests)).contains(scanner("north-1"), Slice.ALL, NORTH);
        assertThat(life.watched(requests).stream().filter(slice -> slice.key().equals("scanner")))
                .hasSize(LifeCycle.MOST_VALUES);
        List<TrafficDay> days = life.fold(requests);
        assertThat(new TrafficWords(days.get(29)).recommendations())
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith(
                                "996 values of scanner are new since 2026-03-31, such as s0, s1, s10: ask whether"));
    }
}
