package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says where there is nothing to report of, or where it cannot be written. */
class ReportCommandTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void openWithoutANight() {
        desk = new Desk(home);
    }

    @Test
    void beforeTheFirstNightTheIndexSaysWhatToDo() throws IOException {
        Desk.Ended ended = desk.run("report");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("No night was evaluated yet").contains("cxrwatch nightly");
        assertThat(Files.readString(home.resolve("reports/index.html"))).contains("Nothing to show yet");
        try (var files = Files.list(home.resolve("reports"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aNightThatNeverRanIsSaidToBe() {
        Desk.Ended ended = desk.run("report", "--date", "2026-10-06");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("No night was evaluated").contains("cxrwatch backfill");
    }

    @Test
    void aMonthWithoutANightIsRefused() {
        Desk.Ended ended = desk.run("report", "--month", "2026-10");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("No night of 2026-10 was evaluated");
    }

    @Test
    void timesThatContradictOneAnotherAreRefused() {
        assertThat(desk.run("report", "--date", "2026-10-06", "--from", "2026-10-01")
                        .code())
                .isEqualTo(1);
        assertThat(desk.run("report", "--month", "2026-10", "--site", "x").code())
                .isEqualTo(1);
        assertThat(desk.run("report", "--from", "2026-10-06", "--to", "2026-10-01")
                        .err())
                .contains("Let --from be before --to");
    }

    @Test
    void aFolderThatIsAFileIsAMatterOfConfiguration() throws IOException {
        Path file = Files.writeString(home.resolve("taken"), "x");

        Desk.Ended ended = desk.run("report", "--out", file.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("report.folder or --out");
    }

    @Test
    void aNightWritesItsReportAtItsEndAndFailsByNoneOfIt() throws IOException {
        Path file = Files.writeString(home.resolve("taken"), "x");

        Desk.Ended night = desk.run("nightly", "--set", "sources.files.folder=" + home);
        Desk.Ended without =
                desk.run("nightly", "--set", "sources.files.folder=" + home, "--set", "report.folder=" + file);

        assertThat(night.err()).contains("reports/index.html");
        assertThat(without.code()).isEqualTo(night.code());
        assertThat(without.err()).contains("The night is done, its report was not written");
    }
}
