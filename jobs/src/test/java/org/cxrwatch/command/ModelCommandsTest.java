package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.RegisteredModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    private Desk.Ended add(String... more) {
        String[] words = {"models", "add", "--name", "pneumonia", "--version", "v1.1.0"};
        return desk.run(java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void aVersionIsRegisteredOnce() {
        Desk.Ended first = add("--architecture", "cnn", "--status", "active");
        Desk.Ended again = add("--status", "active");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("pneumonia v1.1.0 is registered; `cxrwatch models list` shows it.\n");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("was registered already").contains("nothing was changed");
        assertThat(desk.ports.models().list()).singleElement().satisfies(entry -> {
            assertThat(entry.source()).isEqualTo("manual");
            assertThat(entry.notedAt()).isEqualTo(Desk.NOW);
        });
        assertThat(desk.ports.runs().latest(2))
                .extracting(run -> run.command() + " " + run.outcome().orElseThrow())
                .containsExactly("models add NOTHING_TO_DO", "models add DONE");
    }

    @Test
    void otherContentEndsWithThreeAndBoth() {
        add("--architecture", "cnn", "--status", "active");

        Desk.Ended other = add("--status", "retired");

        assertThat(other.code()).isEqualTo(3);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).isEqualTo("""
                        cxrwatch: pneumonia v1.1.0 is registered with other content: architecture cnn, status active (manual, since 2026-10-13T03:00:00Z), not status retired.
                                  Leave out what differs, or register another version; `cxrwatch models list` shows those there are.
                        """);
    }

    @Test
    void anEmptyNameIsRefused() {
        Desk.Ended ended = desk.run("models", "add", "--name", " ", "--version", "v1");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("models add --name is empty.").contains("--name pneumonia --version v1.1.0");
    }

    @Test
    void helpSaysThatVersionIsTheModels() {
        Desk.Ended ended = desk.run("models", "add", "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("as model_version of its predictions").contains("Exit codes");
    }

    @Test
    void itCountsFromTheTimeThatIsNamed() {
        add("--as-of", "2026-10-09", "--json");

        assertThat(desk.ports.models().list().get(0).notedAt()).isEqualTo(Instant.parse("2026-10-09T00:00:00Z"));
    }

    @Test
    void registeredVersionsAndThoseThatAnsweredAreListedTogether() {
        add("--status", "active");
        desk.ports
                .models()
                .note(
                        "hospital",
                        List.of(new RegisteredModel(
                                "fracture",
                                "v0\u001b[2J",
                                Optional.of("vit"),
                                Optional.of("training"),
                                Optional.empty())));
        desk.ports.predicted("v1.0.0", "2026-10-01", 480);
        desk.ports.predicted("v1.1.0", "2026-10-10", 120);
        activeBaseline("v1.0.0");

        Desk.Ended text = desk.run("models", "list");
        JsonNode rows = desk.run("models", "list", "--json").json();

        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "NAME VERSION ARCHITECTURE STATUS CREATED SOURCE NOTED PREDICTIONS BASELINE",
                        "fracture v0?[2J vit training - hospital 2026-10-13 03:00 0 -",
                        "pneumonia v1.1.0 - active - manual 2026-10-13 03:00 120 -",
                        "- v1.0.0 - - - - - 480 b-v1.0.0",
                        "Predictions: successful ones from 2026-09-15 to 2026-10-13. Versions without a name are not"
                                + " registered: `cxrwatch models add --name NAME --version V`.");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2).get("name").isNull()).isTrue();
        assertThat(rows.get(2).get("predictions").asLong()).isEqualTo(480);
        assertThat(rows.get(2).get("active_baseline").asText()).isEqualTo("b-v1.0.0");
        assertThat(rows.get(0).get("version").asText()).isEqualTo("v0\u001b[2J");
    }

    private void activeBaseline(String version) {
        LocalDate day = LocalDate.of(2026, 9, 1);
        desk.ports
                .baselines()
                .add(new BaselineRecord(
                        "b-" + version, version, day, day, 480, "d", "c", Desk.NOW.minusSeconds(9), "ada", "why"));
        desk.ports
                .baselines()
                .record(new BaselineTransition(
                        "b-" + version, version, BaselineState.ACTIVE, Desk.NOW.minusSeconds(5), "ada", "why"));
    }

    @Test
    void withoutAnyTheListSaysHowToAddOne() {
        Desk.Ended ended = desk.run("models", "list");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("No version is registered").contains("models add --name NAME --version V");
        assertThat(desk.run("models", "list", "--json").json()).isEmpty();
    }
}
