package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.error.BusyException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alrts list                      | cxrwatch knows no command alrts.  | Did you mean alerts?",
                "alerts lst                      | cxrwatch alerts knows no command lst. | Did you mean list?",
                "alerts list --jsn               | knows no option --jsn.            | Did you mean --json?",
                "alerts                          | needs one of list, history, show, explain, ack | cxrwatch alerts --help",
                "alerts list --slice north       | 'north' is not a slice            | --help",
                "alerts list --from yesterday    | 'yesterday' is not a time         | --help",
                "alerts list --from 2026-09-31   | '2026-09-31' is not a time        | --help",
                "alerts list --type accuracy     | --type accuracy is not known      | accuracy_drop",
                "alerts list --severity bad      | --severity bad is not known       | emergency",
                "alerts show                     | Missing required parameter        | --help",
                "alerts show nothing             | no case and no alert nothing      | alerts history",
                "alerts explain                  | Missing required parameter        | --help",
                "alerts explain nothing          | no case and no alert nothing      | alerts history",
                "predictions accuracy --threshold 1.5 | --threshold 1.5 is no score  | --threshold 0.7",
                "predictions accuracy --threshold NaN | --threshold NaN is no score  | --threshold 0.7",
                "predictions accuracy --threshold high | 'high' is not a double      | --help",
                "bench detection --worlds 1      | at least 2 hospitals              | --quick",
                "bench detection --part night    | expected one of                   | --help",
                "drift detect --multivariate --slice site=valley | not at a slice    | Leave --slice out",
                "bench sequential --hospitals 1  | at least 2 hospitals              | --quick",
                "drift history --window week     | --window week is no kind of window | day, days-7, days-28",
                "drift history --hours 0         | --hours 0 is no length            | at least --hours 1",
                "drift history --hours many      | 'many' is not an int              | --help",
                "drift history --date 2026-09-22 --hours 3 | --date names a whole day | Leave one of them out",
                "drift history --from 2026-09-22 --to 2026-09-21 | holds nothing      | --from be before --to",
                "summarise --from 2026-09-22     | are for --rebuild                 | add --rebuild",
                "summarise --dry-run             | are for --rebuild                 | add --rebuild",
                "backfill                        | which days are meant              | --from 2026-09-08",
                "backfill --from 2026-10-01 --to 2026-10-13 | days that are over     | before today, 2026-10-13",
                "backfill --from 2026-10-02 --to 2026-10-01 | days that are over     | before today",
                "incident add --reason fog       | which days are meant              | --date 2026-09-16",
                "incident add --date 2026-09-16  | why these days were not normal    | --reason",
                "incident add --from 2026-09-16 --to 2026-09-10 --reason fog | before it begins | --from be before",
                "baseline promote nix            | There is no baseline nix.         | baseline establish",
                "models add --name pneumonia     | Missing required option: '--version=V' | --help",
                "models add --name _ --version v1 --status=  --as-of never | 'never' is not a time | --help",
                "models compare v1               | Missing required parameter: 'CHALLENGER' | --help",
                "models compare v1 v1            | CHAMPION and CHALLENGER are both v1 | models list",
                "models compare v1 v2            | There is no version v1: no version was evaluated yet | models list",
                "models compare v1 v2 --slice no | 'no' is not a slice              | --help",
                "predictions recent --limit 0    | --limit 0 is not between 1 and 1000 | data-scientists.md",
                "predictions recent --limit 1001 | --limit 1001 is not between     | data-scientists.md",
                "predictions recent --status bad | --status bad is not known       | success, error, timeout",
                "predictions summary --slice x   | 'x' is not a slice              | --help",
                "predictions summary --hours 0   | --hours 0 is no length          | at least --hours 1",
                "predictions accuracy --from 2026-09-22 --to 2026-09-21 | holds nothing | --from be before --to",
                "performance charts --date 2026-10-14 | had not begun              | a later --as-of",
                "performance charts --slice valley | 'valley' is not a slice        | --help",
                "performance charts --date today | 'today' is not a time          | --help",
                "system metrics --date 2026-09-22 --hours 3 | --date names a whole day | Leave one of them out",
                "system trends --hours 2017      | 2017 hours are too many         | --hours 2016",
                "models                          | needs one of list, add          | cxrwatch models --help",
                "config show --set baseline.hours | is not of the form key=value     | --set drift.least-excess=0.2"
            })
    void wrongUsageEndsWithOneAndSaysWhatIsWrongAndWhatToDo(String line, String problem, String remedy) {
        Desk.Ended ended = desk.run(line.split(" "));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(2);
        assertThat(ended.err()).startsWith("cxrwatch: ").contains(problem).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alert.horizn=7 days    | There is no setting alert.horizn (--set). | Did you mean alert.horizon?",
                "alert.horizon=14 apples | alert.horizon = 14 apples (--set)        | keep the default, 14 days"
            })
    void wrongSettingsEndWithTwoBeforeAnythingIsDone(String setting, String problem, String remedy) {
        Desk.Ended ended = desk.run("ingest", "--set", setting);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(problem).contains(remedy);
        assertThat(desk.ports.runs().latest(9)).isEmpty();
    }

    @Test
    void optionsOfEveryCommandMayStandBeforeOrAfterItsName() {
        assertThat(desk.run("--set", "baseline.hours=24", "--json", "config", "show", "--set", "alert.horizon=7 days")
                        .json())
                .extracting(
                        row -> row.get("key").asText() + "=" + row.get("value").asText())
                .contains("baseline.hours=24", "alert.horizon=7 days");
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsWithFour() {
        desk.opener = (settings, command, notes) -> {
            throw new TransientException("The results database db:5432/results does not answer.", "Start it.");
        };

        Desk.Ended ended = desk.run("status", "--json");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("""
                cxrwatch: The results database db:5432/results does not answer.
                          Start it.
                """);
    }

    @Test
    void aSecondWriterEndsWithSixAndLeavesNoRun() {
        try (var held = desk.ports.writerLock().acquire(home.resolve("lake").toString())) {
            Desk.Ended ended = desk.run("summarise");

            assertThat(ended.code()).isEqualTo(6);
            assertThat(ended.err()).contains("Another command is writing");
        }
        assertThat(desk.ports.runs().latest(9)).isEmpty();
        assertThat(desk.run("summarise").code()).isZero();
    }

    @Test
    void readersNeedNoLock() {
        try (var held = desk.ports.writerLock().acquire(home.resolve("lake").toString())) {
            assertThat(desk.run("status").code()).isZero();
        }
    }

    @Test
    void anErrorThatWasWrappedOnItsWayIsFoundInsideIt() {
        desk.opener = (settings, command, notes) -> {
            throw new IllegalStateException("job aborted", new BusyException("Somebody writes.", "Wait."));
        };

        assertThat(desk.run("status"))
                .isEqualTo(new Desk.Ended(6, "", "cxrwatch: Somebody writes.\n          Wait.\n"));
    }

    @Test
    void aDefectEndsWithFiveAndOneLineAndWritesWhereItHappenedToALog() throws IOException {
        desk.opener = (settings, command, notes) -> {
            throw new IllegalStateException("the moon is\nmade of cheese");
        };

        Desk.Ended ended = desk.run("status");

        Path log = home.resolve("logs/error-20261013T030000Z.txt");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err())
                .contains("This is a defect of cxrwatch: the moon is.")
                .contains(log.toString())
                .doesNotContain("\tat ");
        assertThat(Files.readString(log)).contains("IllegalStateException").contains("\tat org.cxrwatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Job 3 cancelled because SparkContext was shut down",
                "Cannot call methods on a stopped SparkContext."
            })
    void anEndFromOutsideIsNoDefectAndEndsWithFour(String message) {
        desk.opener = (settings, command, notes) -> {
            throw new IllegalStateException("the stage failed", new IllegalStateException(message));
        };

        Desk.Ended ended = desk.run("status");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err())
                .contains("This command was ended from outside before it was done")
                .contains("Run it again")
                .doesNotContain("defect");
        assertThat(home.resolve("logs")).doesNotExist();
    }

    @Test
    void memoryThatRanOutIsSaidEvenIfSparkStoppedOverIt() {
        desk.opener = (settings, command, notes) -> {
            throw new IllegalStateException(
                    "Job 3 cancelled because SparkContext was shut down", new OutOfMemoryError("heap"));
        };

        Desk.Ended ended = desk.run("status");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("Java ran out of memory");
    }

    @Test
    void runningOutOfMemorySaysHowToGiveMore() {
        desk.opener = (settings, command, notes) -> {
            throw new OutOfMemoryError("heap");
        };

        assertThat(desk.run("status").err()).contains("CXRWATCH_JAVA_OPTS=-Xmx8g");
    }

    @Test
    void aFailedRunIsRecordedWithItsReason() {
        desk.ports.taken = null;
        desk.ports.listing = Source.Listing.all(Optional.empty(), 3, List.of());

        desk.run("ingest", "--set", "sources.files.folder=" + home);
        Desk.Ended failed = desk.run("baseline", "establish", "--date", "2026-09-01");

        assertThat(failed.code()).isEqualTo(3);
        assertThat(desk.ports.runs().latest(9))
                .extracting(run -> run.command() + " " + run.outcome().orElseThrow())
                .containsExactly("baseline establish FAILED", "ingest NOTHING_TO_DO");
        assertThat(desk.ports.runs().latest(1).get(0).summary()).contains("No successful predictions");
    }

    @Test
    void helpNamesTheExitCodesAndEndsWithZero() {
        Desk.Ended ended = desk.run("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Exit codes").contains("baseline").contains("alerts");
    }

    @Test
    void everyCommandHasADescription() {
        GlobalOptions options = new GlobalOptions();
        assertThat(withSubcommands(CommandTree.of(options, new Workplace(null, options, desk.opener))))
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description())
                        .as(command.getCommandSpec().qualifiedName())
                        .isNotEmpty());
    }

    private static List<picocli.CommandLine> withSubcommands(picocli.CommandLine command) {
        List<picocli.CommandLine> all = new java.util.ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(sub -> all.addAll(withSubcommands(sub)));
        return all;
    }
}
