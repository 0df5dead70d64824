package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCommandTest {

    private static final String ID = "sentinel-4711";
    private static final LocalDate DAY = LocalDate.of(2026, 9, 9);

    @TempDir
    private Path folder;

    private Desk desk;
    private MemoryLakeErasure lake;

    @BeforeEach
    void aLakeOfTwoIds() {
        desk = new Desk(folder.resolve("home"));
        lake = (MemoryLakeErasure) desk.ports.lakeErasure;
        lake.days.put(ID, DAY);
        lake.days.put("another", DAY.plusDays(1));
    }

    @Test
    void anIdIsErasedAndNamedNowhere() {
        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Erasure 1: removed 1 of prediction")
                .contains("Cells of 2026-09-09 were counted again, and older versions deleted")
                .contains("cxrwatch backfill --from 2026-09-09 --to 2026-09-09")
                .contains("The sources still hold what they hold (files: predictions.jsonl)");
        assertThat(ended.out() + ended.err() + desk.ports.runs().latest(9)).doesNotContain(ID);
        assertThat(lake.days).containsOnlyKeys("another");
        assertThat(desk.ports.upkeep.done).containsExactly("replace 2026-09-09 to 2026-09-09");
        assertThat(lake.vacuumed).isEqualTo(1);
    }

    @Test
    void frozenBaselinesThatMayHoldItAreNamedWithWhatToDo() {
        desk.ports.baselines().add(baseline("v1-week", DAY.minusDays(6), DAY));
        desk.ports.baselines().add(baseline("v1-later", DAY.plusDays(1), DAY.plusDays(7)));

        Desk.Ended looked = desk.run("erase", "--prediction-id", ID, "--dry-run", "--json");
        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(looked.json().at("/baselines/0/id").asText()).isEqualTo("v1-week");
        assertThat(looked.json().at("/baselines/0/last_day").asText()).isEqualTo("2026-09-09");
        assertThat(ended.out())
                .contains("v1-week (2026-09-03 to 2026-09-09)")
                .contains("cxrwatch baseline establish")
                .contains("cxrwatch baseline retire ID")
                .doesNotContain("v1-later");
    }

    private static BaselineRecord baseline(String id, LocalDate first, LocalDate last) {
        return new BaselineRecord(id, "v1", first, last, 100, "definition", "hash " + id, Desk.NOW, "ada", "");
    }

    /** Nobody would look into the folders again once the register says that it is done. */
    @Test
    void itIsNotDoneBeforeWhatPeopleRecordedIsGone() throws IOException {
        desk.run("label", ID, "PNEUMONIA");
        Path recorded;
        try (var files = Files.walk(desk.home)) {
            recorded = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        Path inTheWay = Files.createDirectories(recorded.resolveSibling(recorded.getFileName() + ".unfinished"))
                .resolve("file");
        Files.writeString(inTheWay, "");

        Desk.Ended broken = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(broken.code()).isEqualTo(4);
        assertThat(broken.err()).contains("The erasure is not done").doesNotContain(ID);
        assertThat(desk.ports.erasures().list().get(0).finishedAt()).isEmpty();

        Files.delete(inTheWay);
        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(ended.out()).contains("removed 1 of prediction").contains("1 line was removed");
        assertThat(text(recorded)).doesNotContain(ID);
    }

    @Test
    void whatWasErasedIsListedWithoutTheIds() {
        desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        Desk.Ended ended = desk.run("erase", "--list");

        assertThat(ended.out()).contains("request of a patient").contains("ada").doesNotContain(ID);
    }

    @Test
    void idsComeFromAFileToo() throws IOException {
        Path ids = Files.writeString(folder.resolve("ids.txt"), ID + "\n\n another \n");

        Desk.Ended ended = desk.run("erase", "--file", ids.toString(), "--reason", "study withdrawn");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(lake.days).isEmpty();
        assertThat(ended.out()).contains("these 2 ids");
    }

    @Test
    void aDryRunSaysWhatThereIsAndChangesNothing() {
        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--dry-run");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("Rows that would go: 1 of prediction. Days that would be counted again: 2026-09-09.");
        assertThat(lake.days).hasSize(2);
        assertThat(desk.ports.erasures().list()).isEmpty();
    }

    @Test
    void anIdTheLakeDoesNotHoldIsStillKeptOut() {
        Desk.Ended ended = desk.run("erase", "--prediction-id", "never-seen", "--reason", "request of a patient");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("the lake held no row");
        assertThat(desk.ports.erasures().ids().hold("never-seen")).isTrue();
    }

    @Test
    void linesThatPeopleRecordedAreRemoved() throws IOException {
        desk.run("label", ID, "PNEUMONIA");
        desk.run("label", "another", "NORMAL");

        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(ended.out()).contains("1 line was removed from what people recorded by commands");
        try (var files = Files.walk(desk.home)) {
            List<String> texts = files.filter(Files::isRegularFile)
                    .map(EraseCommandTest::text)
                    .toList();
            assertThat(texts).noneMatch(text -> text.contains(ID)).anyMatch(text -> text.contains("another"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void withoutAnIdNothingIsErased() {
        assertUsage(desk.run("erase", "--reason", "x"), "does not know which predictions", "--prediction-id ID");
    }

    @Test
    void withoutAReasonNothingIsErased() {
        assertUsage(desk.run("erase", "--prediction-id", ID), "does not know why", "--reason");
        assertThat(lake.days).hasSize(2);
    }

    @Test
    void aReasonThatNamesTheIdIsRefused() {
        assertUsage(
                desk.run("erase", "--prediction-id", ID, "--reason", "forget " + ID),
                "The reason names an id that is to be forgotten",
                "without it");
        assertThat(lake.days).hasSize(2);
    }

    @Test
    void moreIdsThanAreErasedAtOnceAreRefused() throws IOException {
        Path ids = Files.writeString(
                folder.resolve("ids.txt"),
                IntStream.rangeClosed(1, 1_001).mapToObj(each -> "id-" + each).collect(Collectors.joining("\n")));

        assertUsage(
                desk.run("erase", "--file", ids.toString(), "--reason", "x"), "1001 ids are more than", "into parts");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() {
        assertUsage(
                desk.run("erase", "--file", folder.resolve("none").toString(), "--reason", "x"),
                "cannot be read as text",
                "an id on each line");
    }

    @Test
    void rowsThatWaitToBeCountedComeFirst() {
        desk.ports
                .ledger()
                .plan(Plan.ofFiles("files", ArrivalBasis.OBSERVED, List.of()), Instant.parse("2026-09-10T02:00:00Z"));

        Desk.Ended ended = desk.run("erase", "--prediction-id", ID, "--reason", "request of a patient");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("Rows wait to be counted")
                .contains("Nothing was erased")
                .contains("cxrwatch summarise");
        assertThat(lake.days).hasSize(2);
    }

    private static void assertUsage(Desk.Ended ended, String... words) {
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(words);
    }
}
