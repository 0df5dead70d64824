package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.summary.ServicePart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficCommandTest {

    /** The desk's clock says 2026-10-13; nothing was evaluated, so that the last day is the one before. */
    private static final LocalDate LAST = LocalDate.of(2026, 10, 12);

    @TempDir
    private Path home;

    private Desk desk;

    /** Five weeks of two sites; valley asks for the last time on 2026-10-10, and a name from a log is new on the 12th. */
    @BeforeEach
    void countFiveWeeks() {
        desk = new Desk(home);
        LAST.minusDays(34).datesUntil(LAST.plusDays(1)).forEach(day -> {
            long valley = day.isAfter(LocalDate.of(2026, 10, 10)) ? 0 : 50 + day.getDayOfMonth() % 3;
            requests(day, Slice.ALL, Optional.of(9), 200 + valley);
            requests(day, new Slice("site", "north"), Optional.of(9), 200);
            requests(day, new Slice("scanner", "north-1"), Optional.empty(), 200);
            if (valley > 0) {
                requests(day, new Slice("site", "valley"), Optional.of(9), valley);
            }
        });
        requests(LAST, new Slice("site", "e\u001b[2Jvil"), Optional.of(9), 3);
    }

    private void requests(LocalDate day, Slice slice, Optional<Integer> hour, long rows) {
        desk.ports.moreCells.add(new Cell(
                new CellKey(PartKind.SERVICE, "v1", day, hour, slice),
                Arrival.during(day, ArrivalBasis.FROM_NAME),
                1,
                Generation.FIRST,
                "d",
                ServicePart.of(Map.of(RequestStatus.SUCCESS, rows), NumericSummary.empty(Resolution.SERVICE))));
    }

    private static String line(Desk.Ended ended, String start) {
        return ended.out()
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDayShowsEverySiteBesideItsUsualAndWhereItStands() {
        Desk.Ended ended = desk.run("traffic");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(line(ended, "SLICE")).isEqualTo("SLICE REQUESTS USUAL P READING STATE SINCE FIRST SEEN LAST SEEN");
        assertThat(line(ended, "site=north"))
                .startsWith("site=north 200 200 ")
                .endsWith(" fine active 2026-09-08 2026-09-08 2026-10-12");
        assertThat(line(ended, "site=valley"))
                .startsWith("site=valley 0 5")
                .endsWith(" none silent 2026-10-11 2026-09-08 2026-10-10");
        assertThat(line(ended, "scanner=north-1")).startsWith("scanner=north-1 200 200 ");
        assertThat(line(ended, "model_version=v1")).contains(" active ");
        assertThat(line(ended, "site=e?[2Jvil")).endsWith(" undecided new 2026-10-12 2026-10-12 2026-10-12");
        assertThat(ended.out())
                .contains("No request named site=valley on 2026-10-12")
                .contains("is new since 2026-10-12, with 3 requests")
                .contains("its drift is not looked at until a baseline holds it")
                .doesNotContain("\u001b");
    }

    @Test
    void aSliceIsShownDayByDayAndSaysWhatTheLastDayMeans() {
        Desk.Ended ended = desk.run("traffic", "--slice", "site=valley", "--date", "2026-10-12");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(1 + 28 + 1);
        assertThat(line(ended, "2026-10-10")).contains(" fine active ");
        assertThat(line(ended, "2026-10-11")).contains(" 0 ").contains(" none silent 2026-10-11 ");
        assertThat(ended.out()).contains("none since 2026-10-11, for 2 days (adjusted p ");
    }

    @Test
    void aDayWithoutAnyRequestIsSaidToBeOne() {
        desk.ports.moreCells.removeIf(cell -> cell.key().day().equals(LAST));

        Desk.Ended ended = desk.run("traffic", "--date", LAST.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("No request came at all on 2026-10-12: none of the others stands out for being silent.")
                .contains("READING: fine is more than half of the usual");
        assertThat(desk.run("traffic", "--date", "2026-10-11").out()).doesNotContain("at all");
    }

    @Test
    void programsAreAnsweredByNamedFields() {
        JsonNode rows = desk.run("traffic", "--json").json();
        JsonNode valley =
                desk.run("traffic", "--slice", "site=valley", "--json").json().get(27);

        assertThat(rows).hasSize(6);
        assertThat(valley.get("date").asText()).isEqualTo("2026-10-12");
        assertThat(valley.get("slice_key").asText()).isEqualTo("site");
        assertThat(valley.get("slice_value").asText()).isEqualTo("valley");
        assertThat(valley.get("requests").asLong()).isZero();
        assertThat(valley.get("requests_usual").asDouble()).isBetween(50.0, 52.0);
        assertThat(valley.get("requests_p").asDouble()).isLessThan(0.01);
        assertThat(valley.get("reading").asText()).isEqualTo("none");
        assertThat(valley.get("cause").asBoolean()).isTrue();
        assertThat(valley.get("state").asText()).isEqualTo("silent");
        assertThat(valley.get("since").asText()).isEqualTo("2026-10-11");
        assertThat(valley.get("last_seen").asText()).isEqualTo("2026-10-10");
    }

    @Test
    void whatWasNotKnownThenIsNotShown() {
        JsonNode then = desk.run(
                        "traffic", "--date", "2026-10-10", "--as-of", "2026-10-11", "--slice", "site=valley", "--json")
                .json();

        assertThat(then.get(then.size() - 1).get("date").asText()).isEqualTo("2026-10-10");
        assertThat(then.get(then.size() - 1).get("state").asText()).isEqualTo("active");
    }

    @Test
    void aSliceNobodyKnowsEndsWithOneAndTheNearestName() {
        Desk.Ended ended = desk.run("traffic", "--slice", "site=vally");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("Nothing is known of requests of site=vally.")
                .contains("Did you mean site=valley?")
                .contains("`cxrwatch traffic` lists what is watched");
    }

    @Test
    void aDayThatIsNotOverEndsWithOne() {
        Desk.Ended ended = desk.run("traffic", "--date", "2026-10-13");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("The day 2026-10-13 is not over: it is 2026-10-13 03:00 UTC.")
                .contains("Name a day before 2026-10-13.");
    }

    @Test
    void aVersionAndASliceTogetherEndWithOne() {
        Desk.Ended ended = desk.run("traffic", "--model-version", "v1", "--slice", "site=north");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("--model-version and --slice do not go together");
        assertThat(desk.run("traffic", "--model-version", "v1").code()).isZero();
    }

    @Test
    void withoutRequestsItSaysWhatToDo() {
        desk.ports.moreCells.clear();
        Desk.Ended ended = desk.run("traffic");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo("No request is known of the eight weeks up to 2026-10-12. `cxrwatch status` says which days"
                        + " have predictions; `cxrwatch summarise` counts them.\n");
        assertThat(desk.run("traffic", "--slice", "site=north").code()).isZero();
    }
}
