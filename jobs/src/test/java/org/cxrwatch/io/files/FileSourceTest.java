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
import org.cxrwatch.io.files.LogFiles.Arriving;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.Pieces;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

    private static final Instant WRITTEN = Instant.parse("2026-09-11T01:00:00.123Z");

    @TempDir
    Path folder;

    private Source source;

    @BeforeEach
    void open() {
        source = source(folder, Arriving.AUTO);
    }

    @Test
    void logsAreFoundInTheFolderAndItsSubfoldersTheEarlierDaysFirst() throws IOException {
        write("predictions/predictions_2026-09-11.jsonl.gz", "x");
        write("labels/labels_2026-09-10.jsonl", "xy");
        write("system_metrics_2026-09-10.jsonl", "");
        write("predictions.jsonl", "xyz");

        assertThat(fresh(list(Map.of())))
                .containsExactly(
                        Pieces.file("predictions.jsonl", Kind.PREDICTION, 3, WRITTEN, Optional.empty()),
                        planned("labels/labels_2026-09-10.jsonl", Kind.LABEL, 2, 10),
                        planned("system_metrics_2026-09-10.jsonl", Kind.SYSTEM, 0, 10),
                        planned("predictions/predictions_2026-09-11.jsonl.gz", Kind.PREDICTION, 1, 11));
    }

    @Test
    void whatIsNoLogIsListedAndLeftAlone() throws IOException {
        write("README.md", "");
        write("predictions/predictions_2026-13-45.jsonl", "");
        write("predictions/predictions_2026-09-10.xlsx", "");
        write("predictions/predictions_2026-09-10.jsonl.tmp", "");
        write("labels/.labels_2026-09-10.jsonl.swp", "");

        Source.Listing listing = list(Map.of());

        assertThat(fresh(listing)).isEmpty();
        assertThat(listing.foreign())
                .containsExactly(
                        "README.md",
                        "labels/.labels_2026-09-10.jsonl.swp",
                        "predictions/predictions_2026-09-10.jsonl.tmp",
                        "predictions/predictions_2026-09-10.xlsx",
                        "predictions/predictions_2026-13-45.jsonl");
    }

    @Test
    void aFileThatWasTakenIsNewAgainWhenItsSizeOrTimeChanges() throws IOException {
        write("predictions_2026-09-10.jsonl", "a");
        write("predictions_2026-09-11.jsonl", "b");
        write("predictions_2026-09-12.jsonl", "c");
        Map<String, Piece> taken = byPath(fresh(list(Map.of())));
        write("predictions_2026-09-11.jsonl", "bb");
        Files.setLastModifiedTime(
                folder.resolve("predictions_2026-09-12.jsonl"), FileTime.from(WRITTEN.plusSeconds(1)));

        Source.Listing listing = list(taken);

        assertThat(listing.known()).isEqualTo(1);
        assertThat(fresh(listing))
                .extracting(Piece::path)
                .containsExactly("predictions_2026-09-11.jsonl", "predictions_2026-09-12.jsonl");
    }

    @Test
    void aFolderThatBearsALogsNameIsListedSoThatItIsReported() throws IOException {
        Files.createDirectory(folder.resolve("labels_2026-09-10.jsonl"));

        assertThat(fresh(list(Map.of()))).extracting(Piece::path).containsExactly("labels_2026-09-10.jsonl");
    }

    @Test
    void aMissingFolderIsSaidWithItsRemedy() {
        assertThatThrownBy(() -> source(folder.resolve("gone"), Arriving.AUTO).list(Ledger.Taken.nothing(), WRITTEN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "The folder " + folder.resolve("gone") + " (sources.files.folder) does not exist.")
                .hasMessageContaining("sources.files.folder");
    }

    @Test
    void aFileInsteadOfTheFolderIsSaid() throws IOException {
        write("logs", "");

        assertThatThrownBy(() -> source(folder.resolve("logs"), Arriving.AUTO).list(Ledger.Taken.nothing(), WRITTEN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no folder.");
    }

    @Test
    void theFirstLoadArrivesByNameAndWhatComesLaterWhenItIsSeen() throws IOException {
        write("predictions_2026-09-10.jsonl", "a");

        assertThat(list(Map.of()).plan()).map(Plan::basis).contains(ArrivalBasis.FROM_NAME);
        assertThat(list(Map.of("other", planned("other", Kind.LABEL, 1, 9))).plan())
                .map(Plan::basis)
                .contains(ArrivalBasis.OBSERVED);
        Ledger.Taken nothing = Ledger.Taken.nothing();
        assertThat(source(folder, Arriving.OBSERVED).list(nothing, WRITTEN).plan())
                .map(Plan::basis)
                .contains(ArrivalBasis.OBSERVED);
    }

    private static Source source(Path folder, Arriving arriving) {
        return LogFiles.inFolder(folder).source("files", arriving);
    }

    private Source.Listing list(Map<String, Piece> taken) {
        return source.list(new Ledger.Taken(taken, Optional.empty()), WRITTEN);
    }

    private static List<Piece> fresh(Source.Listing listing) {
        return listing.plan().map(Plan::pieces).orElse(List.of());
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private static Piece planned(String path, Kind kind, long size, int day) {
        return Pieces.file(path, kind, size, WRITTEN, Optional.of(LocalDate.of(2026, 9, day)));
    }

    private static Map<String, Piece> byPath(List<Piece> files) {
        return files.stream().collect(Collectors.toMap(Piece::path, file -> file));
    }
}
