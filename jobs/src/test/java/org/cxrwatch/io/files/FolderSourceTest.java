package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.port.PlannedFile;
import org.cxrwatch.port.PlannedFile.Kind;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    private static final Instant WRITTEN = Instant.parse("2026-09-11T01:00:00.123Z");

    @TempDir
    Path folder;

    private Source source;

    @BeforeEach
    void open() {
        source = new FolderSource("files", folder);
    }

    @Test
    void logsAreFoundInTheFolderAndItsSubfoldersTheEarlierDaysFirst() throws IOException {
        write("predictions/predictions_2026-09-11.jsonl.gz", "x");
        write("labels/labels_2026-09-10.jsonl", "xy");
        write("system_metrics_2026-09-10.jsonl", "");
        write("predictions.jsonl", "xyz");

        assertThat(source.list(Map.of()).fresh())
                .containsExactly(
                        new PlannedFile("predictions.jsonl", Kind.PREDICTION, 3, WRITTEN, Optional.empty()),
                        planned("labels/labels_2026-09-10.jsonl", Kind.LABEL, 2, 10),
                        planned("system_metrics_2026-09-10.jsonl", Kind.SYSTEM, 0, 10),
                        planned("predictions/predictions_2026-09-11.jsonl.gz", Kind.PREDICTION, 1, 11));
    }

    @Test
    void whatIsNoLogIsListedAndLeftAlone() throws IOException {
        write("README.md", "");
        write("predictions/predictions_2026-13-45.jsonl", "");
        write("predictions/predictions_2026-09-10.csv", "");
        write("predictions/predictions_2026-09-10.jsonl.tmp", "");
        write("labels/.labels_2026-09-10.jsonl.swp", "");

        Source.Listing listing = source.list(Map.of());

        assertThat(listing.fresh()).isEmpty();
        assertThat(listing.foreign())
                .containsExactly(
                        "README.md",
                        "labels/.labels_2026-09-10.jsonl.swp",
                        "predictions/predictions_2026-09-10.csv",
                        "predictions/predictions_2026-09-10.jsonl.tmp",
                        "predictions/predictions_2026-13-45.jsonl");
    }

    @Test
    void aFileThatWasTakenIsNewAgainWhenItsSizeOrTimeChanges() throws IOException {
        write("predictions_2026-09-10.jsonl", "a");
        write("predictions_2026-09-11.jsonl", "b");
        write("predictions_2026-09-12.jsonl", "c");
        Map<String, PlannedFile> taken = byPath(source.list(Map.of()).fresh());
        write("predictions_2026-09-11.jsonl", "bb");
        Files.setLastModifiedTime(
                folder.resolve("predictions_2026-09-12.jsonl"), FileTime.from(WRITTEN.plusSeconds(1)));

        Source.Listing listing = source.list(taken);

        assertThat(listing.known()).isEqualTo(1);
        assertThat(listing.fresh())
                .extracting(PlannedFile::path)
                .containsExactly("predictions_2026-09-11.jsonl", "predictions_2026-09-12.jsonl");
    }

    @Test
    void aFolderThatBearsALogsNameIsListedSoThatItIsReported() throws IOException {
        Files.createDirectory(folder.resolve("labels_2026-09-10.jsonl"));

        assertThat(source.list(Map.of()).fresh())
                .extracting(PlannedFile::path)
                .containsExactly("labels_2026-09-10.jsonl");
    }

    @Test
    void aMissingFolderIsSaidWithItsRemedy() {
        assertThatThrownBy(() -> new FolderSource("files", folder.resolve("gone")).list(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The source folder " + folder.resolve("gone") + " does not exist.")
                .hasMessageContaining("sources.files.folder");
    }

    @Test
    void aFileInsteadOfTheFolderIsSaid() throws IOException {
        write("logs", "");

        assertThatThrownBy(() -> new FolderSource("files", folder.resolve("logs")).list(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no folder.");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private static PlannedFile planned(String path, Kind kind, long size, int day) {
        return new PlannedFile(path, kind, size, WRITTEN, Optional.of(LocalDate.of(2026, 9, day)));
    }

    private static Map<String, PlannedFile> byPath(List<PlannedFile> files) {
        return files.stream().collect(Collectors.toMap(PlannedFile::path, file -> file));
    }
}
