package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.retention.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void theDefaultsAreThoseOfTheDocumentedFile() {
        Settings settings = load(Map.of()).settings();

        assertThat(settings.files().folder()).isEmpty();
        assertThat(settings.files().arrivalBasis()).isEqualTo(Settings.FileArrival.AUTO);
        assertThat(settings.classes())
                .isEqualTo(new Settings.Classes("PNEUMONIA", "NORMAL", Settings.Confidence.PREDICTED_CLASS));
        assertThat(settings.slices().daily())
                .containsExactly("site", "scanner", "view_position", "patient_sex", "patient_age_group");
        assertThat(settings.slices().nested()).containsExactly(Map.entry("scanner", "site"));
        assertThat(settings.stores().lake()).isEqualTo(Location.folder(folder.resolve("home/lake")));
        assertThat(settings.stores().postgres()).isEmpty();
        assertThat(settings.baseline()).isEqualTo(new Settings.Baselines(168, 100));
        assertThat(settings.drift().severity()).isEqualTo(new Settings.SeverityLevels(0.1, 0.2, 0.3, 0.5));
        assertThat(settings.drift().multivariate()).isEqualTo(new Settings.Multivariate(5_000, false));
        assertThat(settings.labels()).isEqualTo(new Settings.Labels(0.5, 30, Duration.ofDays(120), 7, List.of()));
        assertThat(settings.alerts().horizon()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.sending().routing()).isEqualTo(Routing.LOG);
    }

    @Test
    void aFileChangesWhatItNamesAndNothingElse() throws IOException {
        write("sources.files { folder = /data/logs, time-zone = Europe/Berlin }\nalert.horizon = 10 days\n");

        Settings settings = load(Map.of()).settings();

        assertThat(settings.files().folder()).contains(new Location("/data/logs"));
        assertThat(settings.files().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(settings.alerts().horizon()).isEqualTo(Duration.ofDays(10));
        assertThat(settings.baseline().hours()).isEqualTo(168);
    }

    @Test
    void theCommandLineIsStrongerThanTheEnvironmentAndThatStrongerThanTheFile() throws IOException {
        write("results.postgres = \"postgresql://file/results\"");
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://me:geheim@environment/results");

        assertThat(hostOf(load(Map.of()))).isEqualTo("file");
        assertThat(hostOf(load(environment))).isEqualTo("environment");
        assertThat(hostOf(load(environment, "results.postgres=postgresql://line/results")))
                .isEqualTo("line");
    }

    @Test
    void theLastOverrideOfAKeyHolds() {
        Settings settings =
                load(Map.of(), "baseline.hours=24", "baseline.hours=48").settings();

        assertThat(settings.baseline().hours()).isEqualTo(48);
    }

    @Test
    void aListCanBeOverriddenWithAndWithoutBrackets() {
        assertThat(load(Map.of(), "slices.daily=[site, scanner]")
                        .settings()
                        .slices()
                        .daily())
                .containsExactly("site", "scanner");
        assertThat(load(Map.of(), "slices.daily=site, scanner")
                        .settings()
                        .slices()
                        .daily())
                .containsExactly("site", "scanner");
        assertThat(load(Map.of(), "slices.daily=").settings().slices().daily()).isEmpty();
    }

    @Test
    void namesOfNestedAttributesAreTheUsersOwn() {
        assertThat(load(Map.of(), "slices.nested.ward=building")
                        .settings()
                        .slices()
                        .nested())
                .containsEntry("ward", "building");
    }

    @Test
    void aFileMayReferToTheEnvironment() throws IOException {
        write("sources.files.folder = ${LOGS}/xray");

        assertThat(load(Map.of("LOGS", "/data")).settings().files().folder()).contains(new Location("/data/xray"));
        assertThat(refusal(Map.of())).hasMessageContaining("LOGS").hasMessageContaining("Set the environment variable");
    }

    @Test
    void aBucketIsNamedAsOneAndReachedByTheEnvironment() throws IOException {
        write("sources.files.folder = \"s3://logs/xray/\"\nlake.path = \"s3a://lake-of-xray\"\n");

        Settings settings = load(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9000", "AWS_REGION", "eu-central-1"))
                .settings();

        assertThat(settings.files().folder()).contains(new Location("s3a://logs/xray"));
        assertThat(settings.stores().lake()).isEqualTo(new Location("s3a://lake-of-xray"));
        assertThat(settings.stores().lake().inBucket()).isTrue();
        assertThat(settings.stores().lake().folder()).isEmpty();
        assertThat(settings.s3().hadoop())
                .containsEntry("fs.s3a.endpoint", "http://127.0.0.1:9000")
                .containsEntry("fs.s3a.endpoint.region", "eu-central-1")
                .containsEntry("fs.s3a.path.style.access", "true");
    }

    @Test
    void withoutAnEndpointOfOnesOwnBucketsAreAwss() {
        assertThat(load(Map.of()).settings().s3().hadoop())
                .containsEntry("fs.s3a.path.style.access", "false")
                .doesNotContainKeys("fs.s3a.endpoint", "fs.s3a.endpoint.region");
        assertThat(load(Map.of(), "s3.path-style=yes").settings().s3().hadoop())
                .containsEntry("fs.s3a.path.style.access", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a://A", "gs://bucket/x", "s3://ab"})
    void whatIsNeitherAFolderNorABucketIsRefused(String place) {
        assertThat(refusal(Map.of(), "lake.path=" + place))
                .hasMessageContaining("lake.path = " + place)
                .hasMessageContaining("s3a://bucket/folder")
                .extracting(ConfigurationException::exitCode)
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minio:9000", "ftp://minio", "not an address"})
    void anEndpointThatIsNoAddressIsRefused(String endpoint) {
        assertThat(refusal(Map.of(), "s3.endpoint=" + endpoint))
                .hasMessageContaining("s3.endpoint")
                .hasMessageContaining("is not an address such as https://");
    }

    @Test
    void anEndpointThatHoldsAPasswordIsRefusedWithoutShowingIt() {
        assertThat(refusal(Map.of(), "s3.endpoint=http://user:w0rd@minio"))
                .hasMessageContaining("s3.endpoint holds a user or password")
                .hasMessageNotContaining("w0rd");
    }

    @Test
    void variablesNobodyKnowsAreIgnored() {
        assertThat(load(Map.of("PROMETHEUS_PORT", "8080", "HOME", "/home/me")).settings())
                .isEqualTo(load(Map.of()).settings());
    }

    @Test
    void rowsAreKeptForAYearAndMoreAndCellsForTwo() {
        Settings.Upkeep upkeep = load(Map.of()).settings().upkeep();

        assertThat(upkeep.keepVersions()).isEqualTo(Duration.ofDays(14));
        assertThat(upkeep.retention().days())
                .isEqualTo(Map.of(
                        Kept.PREDICTIONS, 400,
                        Kept.LABELS, 400,
                        Kept.REJECTS, 90,
                        Kept.SYSTEM_METRICS, 400,
                        Kept.FINE_CELLS, 800,
                        Kept.SCORES, 3_650));
        assertThat(upkeep.retention().labelHorizonDays()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "maintain.keep-versions=13 days   | alert.horizon: it must be 14 days or more, as a night that is"
                        + " evaluated again",
                "maintain.keep-versions=36 hours  | is not a whole number of days",
                "retention.predictions=300 days   | is not more than labels.horizon and sources.postgres.look-back"
                        + " together, 120 days and 180 days",
                "labels.horizon=220 days          | retention.predictions = 400 days (default) is not more than"
                        + " labels.horizon",
                "retention.labels=399 days        | is less than retention.predictions, 400 days: a label whose"
                        + " earlier word is gone would count twice",
                "retention.rejects=7 days         | is not more than sources.postgres.reconcile, 7 days",
                "retention.fine-cells=399 days    | is less than retention.predictions or retention.system-metrics,"
                        + " 400 and 400 days",
                "retention.system-metrics=3 years | is not a number and a unit",
                "retention.night=3 days           | There is no setting retention.night"
            })
    void whatSomethingElseNeedsCannotBeKeptForLess(String assignment, String expected) {
        assertThat(refusal(Map.of(), assignment))
                .hasMessageContaining(expected)
                .extracting(ConfigurationException::exitCode)
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void sitesAndScannersAreWatchedAndWhatIsWatchedIsCounted() {
        Settings usual = load(Map.of()).settings();
        Settings other = load(Map.of(), "traffic.slices=site,ward", "traffic.gone-after=7 days")
                .settings();

        assertThat(usual.traffic()).isEqualTo(new TrafficSettings(List.of("site", "scanner"), 0.01, 14));
        assertThat(usual.definition().requestSliceKeys().hourly()).containsExactly("site");
        assertThat(usual.definition().requestSliceKeys().daily()).containsExactly("scanner");
        assertThat(other.traffic().goneAfter()).isEqualTo(7);
        assertThat(other.definition().requestSliceKeys().daily()).containsExactly("ward");
        assertThat(load(Map.of(), "traffic.slices=site").settings().definition().hash())
                .isEqualTo(load(Map.of(), "traffic.slices=[]")
                        .settings()
                        .definition()
                        .hash())
                .isNotEqualTo(usual.definition().hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "traffic.gone-after=36 hours       | is not a whole number of days",
                "traffic.gone-after=57 days        | traffic.gone-after",
                "traffic.false-alarm-rate=0        | traffic.false-alarm-rate",
                "traffic.slices=site,model_version | names model_version, which is no attribute of rows; it is always"
                        + " watched",
                "traffic.sites=site                | There is no setting traffic.sites"
            })
    void whatCannotBeWatchedIsRefused(String assignment, String expected) {
        assertThat(refusal(Map.of(), assignment))
                .hasMessageContaining(expected)
                .extracting(ConfigurationException::exitCode)
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void cellsThatNightsReadStayAsTheyAre() {
        assertThat(refusal(
                        Map.of(),
                        "labels.horizon=5 days",
                        "sources.postgres.look-back=5 days",
                        "retention.predictions=30 days",
                        "retention.system-metrics=30 days",
                        "retention.fine-cells=134 days"))
                .hasMessageContaining(
                        "retention.fine-cells = 134 days (--set) is not more than 134 days, which nights read");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheNearestOne() throws IOException {
        write("\nalert.horizn = 7 days\n");

        assertThat(refusal(Map.of()))
                .hasMessageContaining("There is no setting alert.horizn")
                .hasMessageContaining("application.conf, line 2")
                .hasMessageContaining("Did you mean alert.horizon?")
                .extracting(ConfigurationException::exitCode)
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void anUnknownKeyOfTheCommandLineIsRefusedAsWell() {
        assertThat(refusal(Map.of(), "drift.least-exces=0.2"))
                .hasMessageContaining("drift.least-exces (--set)")
                .hasMessageContaining("Did you mean drift.least-excess?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alert.horizon=14 apples            | alert.horizon = 14 apples (--set) is not a number and a unit",
                "alert.horizon=14                   | names no unit",
                "alert.horizon=1 hour               | is not between 1 day and 3650 days",
                "alert.horizon=-3 days              | is not between",
                "drift.least-excess=1.5             | is not between 0.0 and 1.0",
                "drift.least-excess=NaN             | is not between 0.0 and 1.0",
                "drift.least-excess=much            | is not a number",
                "drift.severity.high=0.1            | is less than the level below it, 0.2",
                "drift.multivariate.rows=99         | is not between 100.0 and 100000.0",
                "drift.multivariate.nightly=often   | is neither true nor false",
                "baseline.hours=100.5               | is not a whole number",
                "baseline.hours=0                   | is not between 24.0 and 8784.0",
                "sources.files.arrival-basis=guess  | is none of auto, from-name, observed",
                "sources.files.time-zone=Mars/Base  | is not the name of a time zone",
                "sources.postgres.time-zone=Mars/Base  | is not the name of a time zone",
                "confidence=sure                    | is none of predicted-class, positive-class",
                "classes.negative=PNEUMONIA         | is the same as classes.positive",
                "classes.positive=                  | is empty",
                "slices.daily=site,site             | names something twice",
                "windows.rolling=[days-7, day]      | names day, which is none of days-7, days-28",
                "system.limit.gpu_memory_mb=much    | the limit much, which is no number above 0",
                "system.limit.gpu_memory_mb=0       | the limit 0, which is no number above 0",
                "windows.widen=week                 | names week, which is none of days-7, days-28",
                "slices.nested.site=site            | puts site inside itself",
                "slices.nested=site                 | is a group of settings",
                "notify.channels=[log]              | There is no setting notify.channels",
                "notify.links.report=h.example      | is no address that begins with https:// or http://",
                "notify.links.dashboard=https://h.example/{slyce} | Did you mean slice? There are {date}, {case},",
                "drift=3                            | drift is a group of settings",
                "baseline.hours.most=3              | keys stand below it",
                "lake.path=[a]                      | is a list where one value is wanted"
            })
    void aValueThatDoesNotFitIsRefusedWithKeyAndRemedy(String override, String why) {
        ConfigurationException refusal = refusal(Map.of(), override);

        assertThat(refusal.problem()).contains(why).contains(override.substring(0, 5));
        assertThat(refusal.remedy()).isNotBlank();
    }

    @Test
    void theRemedyNamesTheDefault() {
        assertThat(refusal(Map.of(), "alert.horizon=14 apples").remedy()).contains("keep the default, 14 days");
    }

    @Test
    void whatIsNotAnAssignmentIsWrongUsage() {
        assertThatThrownBy(() -> load(Map.of(), "baseline.hours"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--set baseline.hours is not of the form key=value");
    }

    @Test
    void aFileThatIsNamedMustExist() {
        ConfigurationLayers layers =
                new ConfigurationLayers(folder, folder, Optional.of(folder.resolve("my.conf")), Map.of(), List.of());

        assertThatThrownBy(() -> Configuration.load(layers))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("my.conf does not exist");
    }

    @Test
    void aFileThatCannotBeParsedIsNamedWithTheLine() throws IOException {
        write("alert {\n  horizon = 3 days\n");

        assertThat(refusal(Map.of())).hasMessageContaining("application.conf").hasMessageContaining("Mend the line");
    }

    @Test
    void everySettingIsListedWithWhereItComesFrom() throws IOException {
        write("baseline.hours = 72");

        assertThat(load(Map.of(), "drift.least-excess=0.2").list())
                .contains(
                        new Configuration.Setting("drift.least-excess", "0.2", "--set"),
                        new Configuration.Setting("alert.horizon", "14 days", "default"),
                        new Configuration.Setting(
                                "baseline.hours", "72", folder.resolve("conf/application.conf") + ", line 1"))
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    }

    private static String hostOf(Configuration configuration) {
        String shown =
                configuration.settings().stores().postgres().orElseThrow().shown();
        return URI.create(shown).getHost();
    }

    private ConfiguredFolder configured() {
        return new ConfiguredFolder(folder);
    }

    private void write(String text) throws IOException {
        configured().write(text);
    }

    private Configuration load(Map<String, String> environment, String... overrides) {
        return configured().load(environment, overrides);
    }

    private ConfigurationException refusal(Map<String, String> environment, String... overrides) {
        return configured().refusal(environment, overrides);
    }
}
