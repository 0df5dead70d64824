package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real adapters: what goes wrong before any of them has begun. */
class BadInputTest {

    private static final String NOWHERE = "postgresql://me@127.0.0.1:1/results?sslmode=disable";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
        desk.opener = Wiring::open;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "nightly", "plan"})
    void withoutAFolderOfLogsNothingIsStarted(String command) {
        Desk.Ended ended = desk.run(command);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("neither sources.files.folder nor sources.postgres.url is set")
                .contains("--set sources.files.folder=DIR");
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "nightly", "plan"})
    void aFolderThatIsNotThereIsNamed(String command) {
        Desk.Ended ended = desk.run(command, "--set", "sources.files.folder=/nowhere/logs");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("The folder /nowhere/logs (sources.files.folder) does not exist.");
    }

    @Test
    void theDemoNamesAFolderThatIsNotThere() throws Exception {
        Path file = Files.writeString(home.resolve("logs.zip"), "");

        assertThat(desk.run("demo", "--data", file.toString()).err())
                .contains(file + " (sources.files.folder) is no folder.");
        assertThat(desk.run("demo", "--data", "/nowhere/logs").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "alerts list", "summarise", "baseline list", "notify"})
    void aDatabaseThatDoesNotAnswerEndsWithFourAndItsAddress(String command) {
        desk.environment.put("DATABASE_URL", NOWHERE.replace("me@", "me:geheim@"));

        Desk.Ended ended = desk.run(command.split(" ", -1));

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err())
                .contains("127.0.0.1:1/results does not answer")
                .doesNotContain("geheim")
                .doesNotContain("\tat ");
        assertThat(ended.err().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "alerts history",
                "drift history",
                "performance summary",
                "incident list",
                "models list",
                "models compare v1 v2",
                "system metrics",
                "system trends",
                "predictions summary",
                "predictions accuracy"
            })
    void readingWhereNothingWasWrittenMakesNoDatabase(String command) {
        Desk.Ended ended = desk.run(command.split(" ", -1));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("There are no results under " + home + " yet.")
                .contains("cxrwatch demo");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void theEmbeddedServerIsNotStartedBesideOnesOwn() {
        Desk.Ended ended = desk.run("db", "start", "--set", "results.postgres=" + NOWHERE);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("the embedded PostgreSQL is not used").contains("127.0.0.1:1");
    }

    @Test
    void aServerThatNeverRanIsSaidToBeStopped() {
        assertThat(desk.run("db", "status", "--json").json().get("running").asBoolean())
                .isFalse();
        assertThat(desk.run("db", "stop").out()).contains("did not run");

        Desk.Ended url = desk.run("db", "url");
        assertThat(url.code()).isEqualTo(4);
        assertThat(url.err()).contains("does not run").contains("cxrwatch db start --home " + home);
    }
}
