package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NoRows;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.Keyed;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A lake of two days, whose predictions have a feature and an attribute. */
    private void someLogged() throws IOException {
        Files.createDirectories(home.resolve("lake"));
        LocalDate last = LocalDate.of(2026, 10, 8);
        desk.ports.cellRebuild = new NoRows() {
            @Override
            public SortedSet<LocalDate> days() {
                return new TreeSet<>(List.of(last.minusDays(1), last));
            }
        };
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        ClassDistribution some = new ClassDistribution(
                1,
                empty.confidence(),
                empty.positiveScore(),
                new Keyed<>(
                        ClassDistribution.LIMIT,
                        new TreeMap<>(Map.of("std_intensity", NumericSummary.of(Resolution.BASELINE, 12.0)))),
                new Keyed<>(
                        ClassDistribution.LIMIT,
                        new TreeMap<>(Map.of("site", CategorySummary.of(Map.of("north", 1L))))));
        desk.ports.moreCells.add(new Cell(
                new CellKey(PartKind.DISTRIBUTION, "v1", last, Optional.empty(), Slice.ALL),
                Arrival.during(last, ArrivalBasis.FROM_NAME),
                1,
                Generation.FIRST,
                "d",
                DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", some))));
    }

    @Test
    void aNameThatNoPredictionHasIsAWarningWithTheNearest() throws IOException {
        someLogged();
        String set = "features.derived.bad=features.std_intensty / 2";
        String warning = "features.derived.bad reads features.std_intensty, which no prediction of the days from"
                + " 2026-10-07 to 2026-10-08 has: it comes to nothing there. Did you mean features.std_intensity?"
                + " There are: features.std_intensity, attributes.site.";

        Desk.Ended check = desk.run("config", "check", "--set", set);
        Desk.Ended summarise = desk.run("summarise", "--set", set);
        Desk.Ended right = desk.run("config", "check", "--set", "features.derived.half=features.std_intensity / 2");

        assertThat(List.of(check.code(), summarise.code(), right.code())).containsOnly(0);
        assertThat(check.out()).contains(warning);
        assertThat(summarise.err()).contains(warning);
        assertThat(right.out()).doesNotContain(" reads ");
    }

    @Test
    void withoutALakeNoNameIsMissedButOfAClassThatThereIsNot() {
        Desk.Ended ended = desk.run(
                "config",
                "check",
                "--set",
                "metrics.custom.low={of: \"features.anything < 1\", when: \"predicted_class = 'PNEUMONA'\"}");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "metrics.custom.low.when compares predicted_class with 'PNEUMONA', which is none of the classes")
                .contains("Did you mean PNEUMONIA?")
                .doesNotContain(" reads ");
    }

    @Test
    void aDerivedFeatureMustNotHaveTheNameOfALoggedOne() throws IOException {
        someLogged();
        String set = "features.derived.std_intensity=confidence";

        Desk.Ended check = desk.run("config", "check", "--set", set);
        Desk.Ended summarise = desk.run("summarise", "--set", set);
        Desk.Ended nightly = desk.run(
                "nightly",
                "--set",
                set,
                "--set",
                "sources.files.folder=" + Files.createDirectories(home.resolve("logs")));

        assertThat(List.of(check.code(), summarise.code(), nightly.code())).containsOnly(2);
        assertThat(check.out()).contains("has the name of a feature that the service logs");
        assertThat(summarise.err())
                .contains("features.derived.std_intensity (--set) has the name of a feature that the service logs: it"
                        + " would be counted in its place.")
                .contains("Name it otherwise, such as features.derived.std_intensity_derived.");
        assertThat(nightly.err()).as("a night that fails says so to people too").endsWith(summarise.err());
    }

    @Test
    void daysWithoutPredictionsAreNotRebuiltAndThoseThatHaveSomeAreNamed() throws IOException {
        someLogged();

        Desk.Ended run = desk.run("summarise", "--rebuild", "--from", "2027-01-01", "--to", "2027-01-02");
        Desk.Ended dry = desk.run("summarise", "--rebuild", "--dry-run", "--date", "2026-10-09");
        Desk.Ended part = desk.run("summarise", "--rebuild", "--dry-run", "--from", "2026-10-07T05:00Z");

        assertThat(List.of(run.code(), dry.code(), part.code())).containsOnly(0);
        assertThat(run.out())
                .isEqualTo("Nothing is counted again: no predictions are known of the days from 2027-01-01 to"
                        + " 2027-01-02. They are known of days from 2026-10-07 to 2026-10-08: name some of these.\n");
        assertThat(run.err()).doesNotContain("0 days");
        assertThat(dry.out()).contains("no predictions are known of the days from 2026-10-09 to 2026-10-09.");
        assertThat(part.err()).contains("Only whole UTC days can be counted again: these are taken from 2026-10-07.");
        assertThat(part.out()).contains("Counting 2 days again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "feature.derived.x=confidence | There is no setting feature (--set). | Did you mean features?",
                "features.derivd.x=confidence | There is no setting features.derivd (--set). | Did you mean features.derived?",
                "features.derived.x=\"confidence\" | has quotes of its own around it | Leave these quotes out: confidence.",
                "metrics.custom.x={of: \"'confidence'\"} | has quotes of its own around it | Leave these quotes out"
            })
    void aGroupThatThereIsNotAndQuotesTooManyAreSaid(String assignment, String problem, String remedy) {
        Desk.Ended ended = desk.run("config", "check", "--set", assignment);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(problem).contains(remedy).doesNotContain("atPath");
    }

    @Test
    void aLakeThatCannotBeMadeIsNamed() throws Exception {
        Path file = java.nio.file.Files.writeString(home.resolve("file"), "");

        Desk.Ended ended = desk.run("config", "check", "--set", "lake.path=" + file.resolve("lake"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("cannot be written: " + file);
    }
}
