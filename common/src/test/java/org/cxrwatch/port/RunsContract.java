package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every log of runs does. */
public interface RunsContract {

    Instant BEGAN = Instant.parse("2026-09-02T03:00:00Z");

    /** An empty one. */
    Runs runs();

    @Test
    default void theLatestRunComesFirst() {
        Runs runs = runs();
        long first = runs.start("nightly", BEGAN);
        long second = runs.start("status", BEGAN.plusSeconds(5));
        runs.finish(first, Runs.Outcome.NOTHING_TO_DO, "nothing new", BEGAN.plusSeconds(60));

        assertThat(runs.latest(10))
                .containsExactly(
                        new Runs.Run(second, "status", BEGAN.plusSeconds(5), Optional.empty(), Optional.empty(), ""),
                        new Runs.Run(
                                first,
                                "nightly",
                                BEGAN,
                                Optional.of(Runs.Outcome.NOTHING_TO_DO),
                                Optional.of(BEGAN.plusSeconds(60)),
                                "nothing new"));
        assertThat(runs.latest(1)).extracting(Runs.Run::number).containsExactly(second);
    }

    @Test
    default void aRunThatNeverBeganCannotFinish() {
        assertThatThrownBy(() -> runs().finish(7, Runs.Outcome.DONE, "", BEGAN))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void ended(Runs runs, String command, Runs.Outcome outcome, int minute) {
        long run = runs.start(command, BEGAN.plusSeconds(60L * minute));
        runs.finish(run, outcome, "", BEGAN.plusSeconds(60L * minute + 30));
    }

    @Test
    default void ofEachCommandTheLatestSuccessIsKnown() {
        Runs runs = runs();
        ended(runs, "nightly", Runs.Outcome.DONE, 0);
        ended(runs, "nightly", Runs.Outcome.NOTHING_TO_DO, 1);
        ended(runs, "nightly", Runs.Outcome.FAILED, 2);
        ended(runs, "ingest", Runs.Outcome.DONE, 3);
        ended(runs, "maintain", Runs.Outcome.FAILED, 4);
        runs.start("nightly", BEGAN.plusSeconds(300));

        assertThat(runs.lastSuccesses())
                .extracting(Runs.Run::command, Runs.Run::startedAt, Runs.Run::finishedAt)
                .containsExactly(
                        tuple("ingest", BEGAN.plusSeconds(180), Optional.of(BEGAN.plusSeconds(210))),
                        tuple("nightly", BEGAN.plusSeconds(60), Optional.of(BEGAN.plusSeconds(90))));
    }

    @Test
    default void runsOfSomeCommandsAreFoundHoweverManyOthersThereAre() {
        Runs runs = runs();
        ended(runs, "ingest", Runs.Outcome.DONE, 0);
        ended(runs, "nightly", Runs.Outcome.DONE, 1);
        for (int minute = 2; minute < 30; minute++) {
            ended(runs, "notify", Runs.Outcome.NOTHING_TO_DO, minute);
        }
        ended(runs, "evaluate", Runs.Outcome.FAILED, 40);

        Set<String> nights = Set.of("nightly", "evaluate");
        assertThat(runs.latestOf(nights, 10)).extracting(Runs.Run::command).containsExactly("evaluate", "nightly");
        assertThat(runs.latestOf(nights, 1)).extracting(Runs.Run::command).containsExactly("evaluate");
        assertThat(runs.firstOf(nights)).map(Runs.Run::command).contains("nightly");
        assertThat(runs.firstOf(Set.of("maintain"))).isEmpty();
    }
}
