package org.cxrwatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.traffic.SomeRequests.day;
import static org.cxrwatch.traffic.SomeRequests.hospital;
import static org.cxrwatch.traffic.SomeRequests.scanner;
import static org.cxrwatch.traffic.SomeRequests.site;

import java.util.List;
import java.util.Map;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.cxrwatch.traffic.ValueDay.Reading;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

    private static final Slice NORTH = site("north");
    private static final Slice VALLEY = site("valley");
    private static final Slice OLD = DailyRequests.version("v1");
    private static final Slice YOUNG = DailyRequests.version("v2");

    private static ValueDay value(List<TrafficDay> days, int day, Slice slice) {
        return days.get(day).find(slice).orElseThrow();
    }

    private static State state(List<TrafficDay> days, int day, Slice slice) {
        return value(days, day, slice).life().state();
    }

    @Test
    void quietWeeksHaveNoCausesAndNoNews() {
        assertThat(hospital(84).steady(OLD, 260).fold())
                .hasSize(84)
                .allSatisfy(of -> assertThat(of.causes()).isEmpty())
                .allSatisfy(of -> assertThat(of.values().values())
                        .allSatisfy(value -> assertThat(value.life().state()).isEqualTo(State.ACTIVE)))
                .allSatisfy(
                        of -> assertThat(new TrafficWords(of).recommendations()).isEmpty());
    }

    @Test
    void aSiteThatStopsIsFoundTheFirstNightAndItsScannersAreSymptoms() {
        List<TrafficDay> days = hospital(31)
                .set(VALLEY, 28, 31, 0)
                .set(scanner("valley-1"), 28, 31, 0)
                .set(scanner("valley-2"), 28, 31, 0)
                .fold();

        assertThat(days.get(28).causes()).containsExactly(VALLEY);
        assertThat(value(days, 28, VALLEY).reading()).isEqualTo(Reading.NONE);
        assertThat(value(days, 28, scanner("valley-1")).reading()).isEqualTo(Reading.NONE);
        assertThat(value(days, 30, VALLEY).life())
                .isEqualTo(new Life(State.SILENT, day(28), day(0), day(27), java.util.Optional.of(day(28))));
        assertThat(value(days, 30, VALLEY).life().daysAbsent(day(30))).isEqualTo(3);
        assertThat(new TrafficWords(days.get(29)).recommendations())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("No request named site=valley on 2026-03-31, 61 are usual on such a day; none since"
                                + " 2026-03-30, for 2 days (adjusted p ")
                        .endsWith("): check whether images go elsewhere or their log is not delivered"));
    }

    @Test
    void oneScannerOfTwoIsNamedAndNotItsSite() {
        List<TrafficDay> days = hospital(30)
                .set(scanner("valley-2"), 28, 30, 0)
                .scaled(VALLEY, 28, 30, 0.5)
                .fold();

        assertThat(days.get(28).causes()).containsExactly(scanner("valley-2"));
        assertThat(state(days, 29, VALLEY)).isEqualTo(State.ACTIVE);
    }

    @Test
    void ofASiteWhoseScannersAreAllSilentTheSiteIsNamedAlsoWhereItIsTheOnlyOne() {
        SomeRequests only = new SomeRequests(30)
                .steady(NORTH, 100)
                .steady(scanner("north-1"), 60)
                .steady(scanner("north-2"), 40)
                .set(scanner("north-2"), 28, 30, 0)
                .scaled(NORTH, 28, 29, 0.45);

        assertThat(only.fold().get(28).causes()).containsExactly(scanner("north-2"));
        only.set(NORTH, 29, 30, 0).set(scanner("north-1"), 29, 30, 0);
        assertThat(only.fold().get(29).causes()).containsExactly(Slice.ALL);
    }

    @Test
    void aDayWithoutAnyRequestBlamesNoSiteAndNobodyReturnsAfterIt() {
        SomeRequests outage = hospital(34);
        outage.requests().slices().stream()
                .filter(slice -> !slice.isAll())
                .forEach(slice -> outage.set(slice, 28, 30, 0));
        List<TrafficDay> days = outage.fold();

        assertThat(days.get(28).causes()).containsExactly(Slice.ALL);
        assertThat(state(days, 28, Slice.ALL)).isEqualTo(State.SILENT);
        assertThat(days.get(29).values().values())
                .filteredOn(value -> !value.slice().isAll())
                .allSatisfy(value -> assertThat(value.life().state()).isEqualTo(State.ACTIVE));
        assertThat(state(days, 30, Slice.ALL)).isEqualTo(State.RETURNED);
        assertThat(state(days, 30, VALLEY)).isEqualTo(State.ACTIVE);
        assertThat(value(days, 30, VALLEY).reading()).isEqualTo(Reading.FINE);
    }

    @Test
    void whatFallsEverywhereIsAllsAndWhatOneBigSiteTakesWithItIsThatSites() {
        SomeRequests everywhere = hospital(30);
        everywhere.requests().slices().stream()
                .filter(slice -> !slice.isAll())
                .forEach(slice -> everywhere.scaled(slice, 28, 29, 0.3));
        SomeRequests north = hospital(30)
                .set(NORTH, 28, 29, 0)
                .set(scanner("north-1"), 28, 29, 0)
                .set(scanner("north-2"), 28, 29, 0);

        assertThat(everywhere.fold().get(28).causes()).containsExactly(Slice.ALL);
        assertThat(north.fold().get(28).causes()).containsExactly(NORTH);
        assertThat(value(north.fold(), 28, Slice.ALL).reading()).isEqualTo(Reading.FEWER);
    }

    /** Everything is at 70 %; one scanner is at 42 % and would be missed on any other day. */
    @Test
    void whatADayLacksEverywhereIsAllowedFor() {
        SomeRequests outage = new SomeRequests(30);
        for (String name : List.of("a", "b", "c", "d")) {
            outage.steady(site(name), 120).scaled(site(name), 28, 29, 0.7);
            outage.steady(scanner(name + "-1"), 60).scaled(scanner(name + "-1"), 28, 29, 0.7);
            outage.steady(scanner(name + "-2"), 60).scaled(scanner(name + "-2"), 28, 29, 0.7);
        }
        outage.scaled(scanner("d-2"), 28, 29, 0.6);
        SomeRequests quiet = new SomeRequests(30)
                .steady(site("a"), 480)
                .steady(scanner("a-1"), 60)
                .steady(scanner("a-2"), 420);
        quiet.scaled(scanner("a-1"), 28, 29, 0.42);

        assertThat(outage.fold().get(28).causes()).isEmpty();
        assertThat(value(outage.fold(), 28, scanner("d-2")).reading()).isEqualTo(Reading.UNDECIDED);
        assertThat(quiet.fold().get(28).causes()).containsExactly(scanner("a-1"));
    }

    @Test
    void twoSitesOfFourThatStopAreBothNamed() {
        SomeRequests two = new SomeRequests(30);
        for (String name : List.of("a", "b", "c", "d")) {
            two.steady(site(name), 100);
        }
        two.set(site("c"), 28, 30, 0).set(site("d"), 28, 30, 0);

        assertThat(two.fold().get(28).causes()).containsExactly(site("c"), site("d"));
    }

    @Test
    void aNewSitesScannersAreNoNewsOfTheirOwn() {
        List<TrafficDay> days = hospital(40)
                .set(site("lake"), 30, 40, 20)
                .set(scanner("lake-1"), 30, 40, 20)
                .set(scanner("north-3"), 31, 40, 20)
                .fold();

        assertThat(state(days, 30, scanner("lake-1"))).isEqualTo(State.NEW);
        assertThat(days.get(30).withOuter()).contains(scanner("lake-1"));
        assertThat(new TrafficWords(days.get(30)).recommendations())
                .singleElement()
                .satisfies(
                        said -> assertThat(said).startsWith("site=lake is new").doesNotContain("scanner="));
        assertThat(new TrafficWords(days.get(31)).recommendations())
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("scanner=north-3 is new"));
    }

    @Test
    void aDayOfFewIsNotSilentWhereSuchDaysAreFew() {
        List<TrafficDay> days = hospital(35)
                .with(site("hill"), day -> day % 7 < 5 ? 40 : day % 7 == 5 ? 2 : 0)
                .set(site("hill"), 33, 35, 0)
                .fold();

        assertThat(state(days, 34, site("hill"))).isEqualTo(State.ACTIVE);
        assertThat(value(days, 34, site("hill")).usual()).isEmpty();
        assertThat(days.get(33).causes()).isEmpty();
    }

    @Test
    void aSmallSiteIsFoundByAFewDaysTogether() {
        List<TrafficDay> days = hospital(35)
                .with(site("hill"), day -> day < 28 ? 3 + day % 2 : 0)
                .fold();

        assertThat(days.get(28).causes()).isEmpty();
        assertThat(state(days, 31, site("hill"))).isEqualTo(State.SILENT);
        assertThat(value(days, 31, site("hill")).life().since()).isEqualTo(day(28));
    }

    @Test
    void whoComesBackHasReturnedForTwoWeeksAndIsThenActive() {
        List<TrafficDay> days = hospital(56)
                .set(VALLEY, 28, 32, 0)
                .set(scanner("valley-1"), 28, 32, 0)
                .set(scanner("valley-2"), 28, 32, 0)
                .fold();

        ValueDay back = value(days, 32, VALLEY);
        assertThat(back.life().state()).isEqualTo(State.RETURNED);
        assertThat(back.life().since()).isEqualTo(day(32));
        assertThat(back.life().daysAbsent(day(32))).isEqualTo(4);
        assertThat(new TrafficWords(days.get(32)).returned(back))
                .isEqualTo("site=valley is there again since 2026-04-03, after 4 days without a request");
        assertThat(state(days, 45, VALLEY)).isEqualTo(State.RETURNED);
        assertThat(state(days, 46, VALLEY)).isEqualTo(State.ACTIVE);
        assertThat(value(days, 35, VALLEY).usual().orElseThrow().mean()).isGreaterThan(55);
    }

    @Test
    void whoIsSilentForTwoWeeksIsGoneAndNotMissed() {
        List<TrafficDay> days = hospital(50)
                .set(VALLEY, 28, 50, 0)
                .set(scanner("valley-1"), 28, 50, 0)
                .set(scanner("valley-2"), 28, 50, 0)
                .fold();

        assertThat(state(days, 40, VALLEY)).isEqualTo(State.SILENT);
        assertThat(state(days, 41, VALLEY)).isEqualTo(State.GONE);
        assertThat(days.get(41).causes()).isEmpty();
        assertThat(new TrafficWords(days.get(45)).reading(value(days, 45, VALLEY)))
                .isEqualTo("No request has named site=valley for 18 days, since 2026-03-30: it is taken for gone and no"
                        + " longer missed");
        assertThat(new TrafficWords(days.get(45)).recommendations()).isEmpty();
    }

    @Test
    void theServiceIsNeverGone() {
        SomeRequests off = hospital(60);
        off.requests().slices().stream().filter(slice -> !slice.isAll()).forEach(slice -> off.set(slice, 28, 60, 0));

        assertThat(off.fold().subList(28, 60)).allSatisfy(of -> {
            assertThat(of.find(Slice.ALL).orElseThrow().life().state()).isEqualTo(State.SILENT);
            assertThat(of.find(VALLEY).orElseThrow().life().state()).isEqualTo(State.ACTIVE);
        });
    }

    @Test
    void whoComesLaterIsNewAndOnAFirstInstallNobodyIs() {
        List<TrafficDay> days = hospital(60)
                .set(site("hill"), 13, 60, 20)
                .set(site("lake"), 14, 60, 20)
                .fold();

        assertThat(days.subList(0, 14))
                .allSatisfy(of -> assertThat(of.values().values())
                        .noneMatch(value -> value.life().state() == State.NEW));
        assertThat(state(days, 14, site("hill"))).isEqualTo(State.ACTIVE);
        assertThat(state(days, 14, site("lake"))).isEqualTo(State.NEW);
        assertThat(state(days, 27, site("lake"))).isEqualTo(State.NEW);
        assertThat(state(days, 28, site("lake"))).isEqualTo(State.ACTIVE);
        assertThat(new TrafficWords(days.get(14)).recommendations())
                .containsExactly("site=lake is new since 2026-03-16, with 20 requests on 2026-03-16; its drift is not"
                        + " looked at until a baseline holds it: establish one of a week in which nothing was wrong, and"
                        + " promote it");
        assertThat(new TrafficWords(days.get(15)).recommendations()).isEmpty();
    }

    @Test
    void aVersionIsSupersededByALaterOneAndReturnsIfThatIsTakenBack() {
        List<TrafficDay> days = hospital(40)
                .set(OLD, 0, 30, 260)
                .set(YOUNG, 30, 36, 260)
                .set(OLD, 36, 40, 260)
                .fold();

        assertThat(state(days, 30, OLD)).isEqualTo(State.SUPERSEDED);
        assertThat(days.get(30).versions(State.NEW)).containsExactly("v2");
        assertThat(new TrafficWords(days.get(30)).recommendations())
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith("v2 is new since 2026-04-01, in place of v1, with 260"));
        assertThat(state(days, 35, OLD)).isEqualTo(State.SUPERSEDED);
        assertThat(new TrafficWords(days.get(35)).reading(value(days, 35, OLD)))
                .startsWith("No request named v1 on 2026-04-06")
                .endsWith(": v2 answers in its place since 2026-04-01");
        assertThat(state(days, 36, OLD)).isEqualTo(State.RETURNED);
        assertThat(days.get(36).causes()).isEmpty();
    }

    @Test
    void aVersionThatStoppedOnTheDayTheNextBeganIsSupersededAlsoOnTheFirstDayKnown() {
        List<TrafficDay> days =
                hospital(5).set(OLD, 0, 1, 100).set(YOUNG, 0, 5, 160).fold();

        assertThat(state(days, 1, OLD)).isEqualTo(State.SUPERSEDED);
        assertThat(state(days, 4, YOUNG)).isEqualTo(State.ACTIVE);
    }

    @Test
    void aScannerThatANewOneStandsBesideWasLikelyReplaced() {
        List<TrafficDay> days = hospital(32)
                .set(scanner("valley-2"), 28, 32, 0)
                .set(scanner("valley-3"), 28, 32, 31)
                .fold();

        assertThat(days.get(28).replacing()).containsExactly(Map.entry(scanner("valley-2"), scanner("valley-3")));
        assertThat(new TrafficWords(days.get(28)).reading(value(days, 28, scanner("valley-2"))))
                .endsWith("it was likely replaced: scanner=valley-3 beside it is new since 2026-03-30");
    }

    @Test
    void fewerForTwoWeeksIsUsualFromThenOn() {
        List<TrafficDay> days = hospital(70).scaled(VALLEY, 28, 70, 0.3).fold();

        assertThat(days.get(28).causes()).containsExactly(VALLEY);
        assertThat(value(days, 28, VALLEY).reading()).isEqualTo(Reading.FEWER);
        assertThat(value(days, 40, VALLEY).usual().orElseThrow().mean()).isGreaterThan(20);
        assertThat(days.subList(41, 48))
                .anySatisfy(of ->
                        assertThat(of.find(VALLEY).orElseThrow().reading()).isEqualTo(Reading.SETTLED));
        assertThat(days.subList(49, 70))
                .allSatisfy(of -> assertThat(of.causes()).isEmpty());
        assertThat(value(days, 63, VALLEY).usual().orElseThrow().mean()).isLessThan(22);
    }

    @Test
    void whereMostRequestsNoLongerSayTheirSiteNoSiteIsBlamed() {
        SomeRequests lost = hospital(35).with(Slice.ALL, day -> 250);
        lost.set(NORTH, 28, 30, 3).set(VALLEY, 28, 30, 1);
        List<TrafficDay> days = lost.fold();

        assertThat(days.get(28).unnamed()).containsExactly("site");
        assertThat(days.get(28).causes()).isEmpty();
        assertThat(new TrafficWords(days.get(28)).reading(value(days, 28, VALLEY)))
                .isEqualTo("1 request named site=valley on 2026-03-30; most requests did not say their site, so that"
                        + " nothing is said of its values");
        assertThat(value(days, 35 - 1, VALLEY).reading()).isNotEqualTo(Reading.NONE);
    }

    @Test
    void lateRowsChangeTheDayTheyBelongToAndThoseAfter() {
        SomeRequests known = hospital(31).set(VALLEY, 28, 30, 0);
        List<TrafficDay> before = known.fold();
        List<TrafficDay> after = known.set(VALLEY, 28, 30, 55).fold();

        assertThat(state(before, 30, VALLEY)).isEqualTo(State.RETURNED);
        assertThat(state(after, 30, VALLEY)).isEqualTo(State.ACTIVE);
        assertThat(after.subList(28, 31))
                .allSatisfy(of -> assertThat(of.causes()).isEmpty());
    }
}
