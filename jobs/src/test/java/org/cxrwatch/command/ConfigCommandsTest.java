package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    @Test
    void everySettingIsShownWithItsOriginAndNoSecret() {
        desk.environment.put("DATABASE_URL", "postgresql://me:geheim@db/results");

        Desk.Ended ended = desk.run("config", "show");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsPattern("results.postgres +postgresql://me@db/results +environment variable DATABASE_URL")
                .containsPattern("baseline.hours +168 +default")
                .doesNotContain("geheim");
    }

    @Test
    void whatWillDoIsSaid() {
        Desk.Ended ended = desk.run("config", "check");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("All of them are known").contains("ingest will ask for it");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Desk.Ended ended = desk.run("config", "check", "--set", "sources.files.folder=/nowhere/logs", "--json");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.json().get(1).get("ok").asBoolean()).isFalse();
        assertThat(ended.json().get(1).get("detail").asText())
                .contains("The folder /nowhere/logs (sources.files.folder) does not exist");
    }

    @Test
    void aLakeThatCannotBeMadeIsNamed() throws Exception {
        Path file = java.nio.file.Files.writeString(home.resolve("file"), "");

        Desk.Ended ended = desk.run("config", "check", "--set", "lake.path=" + file.resolve("lake"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("cannot be written: " + file);
    }
}
