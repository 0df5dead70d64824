package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.cxrwatch.retention.Kept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainCommandTest {

    /** 400 days before 2026-10-13. */
    private static final LocalDate FIRST_ROWS = LocalDate.of(2025, 9, 8);

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        desk.ports.upkeep.predictions.put(FIRST_ROWS.minusDays(1), 1_500L);
        desk.ports.upkeep.predictions.put(FIRST_ROWS, 10L);
    }

    @Test
    void dryRunSaysWhatWouldGoAndChangesNothing() {
        Desk.Ended ended = desk.run("maintain", "--dry-run");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "Would delete 1,500 expired rows in 1 files, make the cells of 0 days old, merge 0 files, and"
                                + " delete 0 files (0 bytes) that no version needs that is kept.",
                        " TABLE EXPIRED DAYS ROWS FILES BYTES MERGED UNUSED FILES BYTES VERSIONS",
                        " prediction 1 1500 1 150000 0 0 0 0",
                        " predictions are kept from 2025-09-08 on",
                        "Nothing was changed: without --dry-run it is done.");
        assertThat(desk.ports.upkeep.done).isEmpty();
        assertThat(desk.ports.runs().latest(1)).isEmpty();
    }

    @Test
    void theRunSaysWhatWentAndTheNextThatNothingIsDue() {
        JsonNode first = desk.run("maintain", "--json").json();

        assertThat(first.get("dry_run").asBoolean()).isFalse();
        assertThat(first.at("/tables/0/expired/rows").asLong()).isEqualTo(1_500);
        assertThat(first.at("/kept_from/predictions").asText()).isEqualTo("2025-09-08");
        Desk.Ended again = desk.run("maintain");
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .isEqualTo("Nothing is due: no row has expired, no day's files are scattered, and every file is"
                        + " needed.\n");
        assertThat(desk.ports.runs().latest(2))
                .extracting(run -> run.command() + " " + run.outcome().orElseThrow())
                .containsExactly("maintain NOTHING_TO_DO", "maintain DONE");
        assertThat(desk.run("status").out()).contains("expired     predictions before 2025-09-08");
        assertThat(desk.run("status", "--json")
                        .json()
                        .at("/expired_before/predictions")
                        .asText())
                .isEqualTo("2025-09-08");
    }

    @Test
    void rowsThatLabelsMayReachAreRefusedWithOne() {
        desk.ports.upkeep.labels = true;

        Desk.Ended ended = desk.run("maintain", "--older-than", "30d");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("cxrwatch: Rows older than 30 days are still waited for")
                .contains("Name 121 days or more");
        assertThat(desk.ports.upkeep.done).isEmpty();
    }

    @Test
    void whatIsNoNumberOfDaysIsRefused() {
        for (String text : new String[] {"soon", "0d", "-3", "2 weeks"}) {
            Desk.Ended ended = desk.run("maintain", "--older-than=" + text);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).contains("'" + text + "' is no number of days such as 30d");
        }
        assertThat(desk.run("maintain", "--dry-run", "--older-than", "30 days").out())
                .contains("predictions are kept from 2026-09-13 on");
    }

    @Test
    void daysWhoseRowsAreGoneMakeNoBaseline() {
        desk.ports.predicted("v1", "2026-09-01", 500);
        desk.ports.expiries().note(Map.of(Kept.PREDICTIONS, LocalDate.of(2026, 9, 2)), Desk.NOW);

        Desk.Ended ended = desk.run("baseline", "establish", "--from", "2026-09-01", "--to", "2026-09-03");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("A baseline cannot be made over days whose rows have expired: 2026-09-01.")
                .contains("Name days from 2026-09-02 on");
    }

    @Test
    void nightsWhoseCellsHaveLostTheirArrivalsAreNotEvaluatedAgain() {
        desk.ports.expiries().note(Map.of(Kept.NIGHTS, LocalDate.of(2026, 9, 10)), Instant.EPOCH);

        for (String[] words : new String[][] {
            {"backfill", "--from", "2026-09-08", "--to", "2026-09-12"},
            {"evaluate", "--as-of", "2026-09-09"},
            {"predictions", "accuracy", "--as-of", "2026-09-09"}
        }) {
            Desk.Ended ended = desk.run(words);
            assertThat(ended.code()).as(String.join(" ", words)).isEqualTo(3);
            assertThat(ended.err())
                    .contains("What was known as of 2026-09-09T00:00:00Z can no longer be counted")
                    .contains("asof.horizon 2026-09-10")
                    .contains("Name an instant from 2026-09-10 on");
        }
        assertThat(desk.run("evaluate", "--as-of", "2026-09-10").code()).isZero();
    }
}
