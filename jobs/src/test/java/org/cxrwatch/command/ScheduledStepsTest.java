package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cxrwatch.port.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What schedulers ask for that run the steps of a night apart. */
class ScheduledStepsTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home.resolve("home"));
    }

    private void ended(String command, Runs.Outcome outcome, String summary) {
        desk.ports.runs().finish(desk.ports.runs().start(command, Desk.NOW), outcome, summary, Desk.NOW);
    }

    private List<String> runs() {
        return desk.ports.runs().latest(10).stream()
                .map(run -> run.command() + ": " + run.summary())
                .toList();
    }

    @Test
    void theNightOfYesterdayIsTheLiveOne() {
        Desk.Ended ended = desk.run("evaluate", "--date", "2026-10-12");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Evaluated the night as of 2026-10-13 03:00");
        assertThat(ended.err()).doesNotContain("nobody is told");
        assertThat(desk.ports.runs().latestOf(Set.of("evaluate"), 1)).hasSize(1);
    }

    /** Clocks are finer than the stores: a night that is read back must not be taken for another, unfinished one. */
    @Test
    void aNightOfAFineClockIsSaidToHaveBeenEvaluated() {
        Desk.Ended ended = desk.run("evaluate", "--as-of", "2026-10-13T03:00:00.123456789Z");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Evaluated the night as of 2026-10-13 03:00");
    }

    @Test
    void anEarlierNightThatIsMissingIsEvaluatedAsItWasKnownAtItsEndAndCountsForNoNightThatSucceeded() {
        Desk.Ended ended = desk.run("evaluate", "--date", "2026-10-10");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Evaluated the night as of 2026-10-11: ");
        assertThat(ended.err())
                .contains("2026-10-10 is not the last complete day")
                .contains("nobody is told");
        assertThat(desk.ports.runs().latest(1)).extracting(Runs.Run::command).containsExactly("evaluate --date");
    }

    @Test
    void aNightThatWasEvaluatedStaysAsItWas() {
        desk.run("evaluate", "--as-of", "2026-10-11T02:05:00Z");

        Desk.Ended again = desk.run("evaluate", "--date", "2026-10-10");

        assertThat(again.code()).isZero();
        assertThat(again.out()).startsWith("The night of 2026-10-10 was evaluated as of 2026-10-11 02:05");
        assertThat(desk.ports.history().nights()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-13", "2027-01-01"})
    void aDayThatIsNotOverIsRefused(String day) {
        Desk.Ended ended = desk.run("evaluate", "--date", day);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(day + " is not").contains("Let --date be 2026-10-12 or earlier");
    }

    @Test
    void aNightAndWhatWasKnownAreNotBothSaid() {
        assertThat(desk.run("evaluate", "--date", "2026-10-12", "--as-of", "2026-10-13")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void aStepThatFailedIsToldInItsOwnWords() {
        ended("ingest", Runs.Outcome.FAILED, "The files cannot be read.");

        Desk.Ended told = desk.run("notify", "--failed", "ingest", "--because", "It ended with exit code 3.");

        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("opened  critical  run_failed_night/service/HOUR/all: `cxrwatch ingest` failed: The files"
                        + " cannot be read.");
        assertThat(runs()).filteredOn(run -> run.startsWith("ingest")).hasSize(1);
    }

    @Test
    void aStepThatNeverBeganIsToldInTheSchedulersWordsAndTheNextNightEndsIt() {
        ended("nightly", Runs.Outcome.DONE, "Done.");

        Desk.Ended told = desk.run("notify", "--failed", "nightly", "--because", "spark-submit was not found.");

        assertThat(told.out()).contains("`cxrwatch nightly` failed: spark-submit was not found.");
        assertThat(desk.run("notify", "--failed", "nightly", "--because", "Again.")
                        .out())
                .isEqualTo("Nothing to send.\n");

        desk.run("evaluate", "--date", "2026-10-12");
        assertThat(desk.run("notify").out()).contains("resolved  critical  run_failed_night/service/HOUR/all");
    }

    @Test
    void aStepThatFailedBeforeTheLastNightThatSucceededIsOver() {
        ended("ingest", Runs.Outcome.FAILED, "The files cannot be read.");
        ended("evaluate", Runs.Outcome.DONE, "Evaluated.");

        assertThat(desk.run("notify").out()).isEqualTo("Nothing to send.\n");
    }

    @Test
    void whatSucceedsAfterwardsHidesNoFailureOfAnotherStep() {
        ended("evaluate", Runs.Outcome.FAILED, "The lake cannot be read.");
        ended("ingest", Runs.Outcome.DONE, "Took 1 row.");

        assertThat(desk.run("notify").out()).contains("`cxrwatch evaluate` failed: The lake cannot be read.");
    }

    @Test
    void upkeepThatFailedIsTold() {
        assertThat(desk.run("notify", "--failed", "maintain", "--because", "It was killed.")
                        .out())
                .contains("`cxrwatch maintain` failed: It was killed.");
    }

    @Test
    void whatIsNoCommandOfTheNightIsRefused() {
        Desk.Ended ended = desk.run("notify", "--failed", "label", "--because", "x");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("'label' failed").contains("evaluate, ingest, maintain, nightly, summarise");
        assertThat(desk.run("notify", "--failed", "ingest").code()).isEqualTo(1);
    }

    @Test
    void nothingIsPushedWhereNoGatewayIsConfiguredAndThatIsSaid() {
        Desk.Ended ended = desk.run("push", "--if-configured");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("No Pushgateway is configured: nothing was pushed.\n");
        assertThat(desk.run("push").code()).isEqualTo(2);
    }

    @Test
    void theEnvironmentNamesTheSettingsUnlessTheCommandLineDoes() throws Exception {
        Path named = Files.writeString(Files.createDirectories(home).resolve("night.conf"), "baseline.hours = 72");
        Path other = Files.writeString(home.resolve("other.conf"), "baseline.hours = 96");
        desk.environment.put("CXRWATCH_CONFIG", named.toString());

        assertThat(desk.run("config", "show").out()).containsPattern("baseline\\.hours +72 ");
        assertThat(desk.run("config", "show", "--config", other.toString()).out())
                .containsPattern("baseline\\.hours +96 ");
        desk.environment.put("CXRWATCH_CONFIG", home.resolve("gone.conf").toString());
        Desk.Ended ended = desk.run("config", "show");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("gone.conf");
    }
}
