package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.LifeCycle;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficPolicy;
import org.junit.jupiter.api.Test;

/** What whole days' requests come to as alerts: judged, folded, recorded. */
class TrafficJudgingTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Slice NORTH = new Slice("site", "north");
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice SCANNER = new Slice("scanner", "valley-1");

    /** Requests of north and of valley with its only scanner; valley has those it is given from the 28th day on. */
    private static List<TrafficDay> days(long... valley) {
        SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();
        for (int day = 0; day < 28 + valley.length; day++) {
            long ofValley = day < 28 ? 60L + day % 3 : valley[day - 28];
            long ofNorth = 200L + day % 5;
            days.put(
                    MONDAY.plusDays(day),
                    new TreeMap<>(Map.of(
                            Slice.ALL,
                            ofValley + ofNorth,
                            NORTH,
                            ofNorth,
                            VALLEY,
                            ofValley,
                            SCANNER,
                            ofValley,
                            DailyRequests.version("v1"),
                            ofValley + ofNorth)));
        }
        return new LifeCycle(TrafficPolicy.DEFAULT, Map.of(SCANNER, Set.of(VALLEY))).fold(new DailyRequests(days));
    }

    private static Findings findings(List<TrafficDay> days) {
        return new Findings(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), days, List.of(), List.of(),
                Map.of());
    }

    private static List<Episode> episodes(List<TrafficDay> days) {
        Rules rules = DefaultRules.rules();
        Folded folded = new AlertFold(rules::persistenceOf).fold(Checkpoint.NONE, Judged.judge(findings(days)));
        Instant asOf = days.get(days.size() - 1)
                .day()
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return new AlertRegister()
                .record(List.of(), folded, new Night(asOf, Instant.EPOCH, Night.Telling.TELL))
                .episodes();
    }

    @Test
    void aSilentSiteWarnsAndItsScannerIsASymptom() {
        List<Episode> episodes = episodes(days(0, 0));

        assertThat(episodes).singleElement().satisfies(episode -> {
            assertThat(episode.key()).hasToString("low_throughput_requests/service/DAY/site=valley");
            assertThat(episode.severity()).isEqualTo(AlertSeverity.WARNING);
            assertThat(episode.state().isOpen()).isTrue();
            assertThat(episode.symptoms()).containsExactly(SCANNER);
            assertThat(episode.caseId()).isEqualTo("2026-03-30-site-valley");
            assertThat(episode.evidence())
                    .startsWith("No request named site=valley on 2026-03-31, 61 are usual on such a day; none since"
                            + " 2026-03-30, for 2 days");
        });
    }

    @Test
    void whatIsThereAgainIsOverAndRecordedAsReturnedInTheSameCase() {
        List<Episode> episodes = episodes(days(0, 0, 58));

        assertThat(episodes)
                .extracting(episode -> episode.key().toString())
                .containsExactlyInAnyOrder(
                        "low_throughput_requests/service/DAY/site=valley",
                        "life_cycle_returned/service/DAY/site=valley");
        assertThat(episodes).extracting(Episode::caseId).containsOnly("2026-03-30-site-valley");
        assertThat(episodes)
                .filteredOn(episode -> episode.key().type() == AlertType.LOW_THROUGHPUT)
                .singleElement()
                .satisfies(episode -> {
                    assertThat(episode.state()).isEqualTo(AlertState.RESOLVED);
                    assertThat(episode.evidence())
                            .isEqualTo("site=valley is there again since 2026-04-01, after 2 days without a request.");
                });
        assertThat(episodes)
                .filteredOn(episode -> episode.key().type() == AlertType.LIFE_CYCLE)
                .extracting(Episode::severity)
                .containsExactly(AlertSeverity.INFO);
    }

    @Test
    void whatIsGoneIsNotMissedAnyMore() {
        List<Episode> episodes = episodes(days(new long[16]));

        assertThat(episodes).singleElement().satisfies(episode -> {
            assertThat(episode.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(episode.span().last().firstDay()).isEqualTo(MONDAY.plusDays(40));
            assertThat(episode.evidence())
                    .isEqualTo(
                            "No request has named site=valley for 14 days, since 2026-03-30: it is taken for gone and"
                                    + " no longer missed.");
        });
    }

    @Test
    void farFewerWarnAndMoreThanHalfClears() {
        assertThat(episodes(days(12)))
                .singleElement()
                .satisfies(
                        episode -> assertThat(episode.evidence())
                                .startsWith(
                                        "12 requests named site=valley on 2026-03-30, 61 are usual on such a day (adjusted p "));
        assertThat(episodes(days(12, 55)))
                .singleElement()
                .satisfies(episode -> assertThat(episode.state()).isEqualTo(AlertState.RESOLVED));
        assertThat(episodes(days(40))).isEmpty();
    }

    @Test
    void aNewSiteIsRecordedForTwoWeeksAndSentToNobody() {
        SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();
        for (int day = 0; day < 40; day++) {
            TreeMap<Slice, Long> requests = new TreeMap<>(Map.of(Slice.ALL, 200L, NORTH, 200L));
            if (day >= 20) {
                requests.put(VALLEY, 30L);
            }
            days.put(MONDAY.plusDays(day), requests);
        }
        List<TrafficDay> folded = new LifeCycle(TrafficPolicy.DEFAULT, Map.of()).fold(new DailyRequests(days));

        assertThat(episodes(folded.subList(0, 30))).singleElement().satisfies(episode -> {
            assertThat(episode.key()).hasToString("life_cycle_new/service/DAY/site=valley");
            assertThat(episode.severity()).isEqualTo(AlertSeverity.INFO);
            assertThat(episode.state().isOpen()).isTrue();
        });
        assertThat(episodes(folded)).singleElement().satisfies(episode -> {
            assertThat(episode.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(episode.span().last().firstDay()).isEqualTo(MONDAY.plusDays(33));
        });
    }

    @Test
    void veryManyNewValuesAreOneRecord() {
        SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();
        for (int day = 0; day < 21; day++) {
            TreeMap<Slice, Long> requests = new TreeMap<>(Map.of(Slice.ALL, 200L, SCANNER, 200L));
            for (int i = 0; day == 20 && i < 40; i++) {
                requests.put(new Slice("scanner", "id-" + i), 1L);
            }
            days.put(MONDAY.plusDays(day), requests);
        }

        assertThat(episodes(new LifeCycle(TrafficPolicy.DEFAULT, Map.of()).fold(new DailyRequests(days))))
                .singleElement()
                .satisfies(episode -> {
                    assertThat(episode.key()).hasToString("life_cycle_new/service/DAY/all");
                    assertThat(episode.evidence())
                            .startsWith("40 values of scanner are new since 2026-03-22, such as id-0, id-1, id-10");
                });
    }

    @Test
    void theVersionThatALaterOneReplacedIsSuperseded() {
        SortedMap<LocalDate, SortedMap<Slice, Long>> days = new TreeMap<>();
        for (int day = 0; day < 20; day++) {
            days.put(
                    MONDAY.plusDays(day),
                    new TreeMap<>(Map.of(Slice.ALL, 90L, DailyRequests.version(day < 16 ? "v1" : "v2"), 90L)));
        }
        List<JudgedWindow> judged =
                Judged.judge(findings(new LifeCycle(TrafficPolicy.DEFAULT, Map.of()).fold(new DailyRequests(days))));

        assertThat(judged).hasSize(20);
        assertThat(judged.get(15).superseded()).isEmpty();
        assertThat(judged.get(16).superseded()).containsExactly("v1");
    }
}
