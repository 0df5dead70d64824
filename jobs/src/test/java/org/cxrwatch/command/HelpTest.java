package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HelpTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path home;

    private static CommandLine tree() {
        return CommandTree.of(new GlobalOptions(), null).setUsageHelpWidth(Screen.ENDLESS.helpColumns());
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.stream().skip(1).takeWhile(each -> !each.equals(">")).toArray(String[]::new);
    }

    @Test
    void everyCommandShowsHowItIsCalled() {
        Examples examples = Examples.load();

        assertThat(Examples.leaves(tree())).allSatisfy(command -> {
            assertThat(examples.of(command))
                    .as(command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
            assertThat(command.getUsageMessage())
                    .contains("Example")
                    .contains(examples.of(command).get(0));
        });
    }

    @Test
    void everyExampleIsUnderstood() {
        assertThat(Examples.load().lines())
                .allSatisfy(line -> assertThatCode(() -> tree().parseArgs(words(line)))
                        .as(line)
                        .doesNotThrowAnyException());
    }

    @Test
    void helpSaysWhatExitCodesMean() {
        Desk.Ended help = new Desk(home).run("alerts", "ack", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("Example:", "  cxrwatch alerts ack 2026-09-22-site-valley --for 3d")
                .contains("Exit codes: 0 done");
    }

    @ParameterizedTest
    @CsvSource({
        "cxrwatch alerts sh, show",
        "cxrwatch ale, alerts",
        "cxrwatch drift detect --multi, --multivariate",
        "cxrwatch alerts list --sev, --severity",
    })
    void aShellCompletesWhatIsBegun(String typed, String completed) throws IOException, InterruptedException {
        Path script = Files.writeString(
                home.resolve("completion"), new Desk(home).run("completion").out());
        String asked = "source \"$1\"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$2;"
                + " COMP_POINT=${#COMP_LINE}; _complete_cxrwatch; printf '%s\\n' \"${COMPREPLY[@]}\"";

        Process bash = new ProcessBuilder("bash", "-c", asked, "bash", script.toString(), typed)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .contains(completed);
        assertThat(bash.waitFor()).isZero();
    }
}
