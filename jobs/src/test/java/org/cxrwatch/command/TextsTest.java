package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.command.Surroundings.Console;
import org.cxrwatch.job.MovedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.123456, 0.1235",
        "0.5, 0.5",
        "1, 1",
        "12.3456, 12.35",
        "131.04, 131",
        "131.44, 131.4",
        "17271, 17271",
        "1e-7, 1.00e-07",
        "3e9, 3.00e+09",
        "-0.25, -0.25",
        "NaN, -",
        "Infinity, -"
    })
    void numbersAreShownToFourDigits(double number, String shown) {
        assertThat(ShownText.number(number)).isEqualTo(shown);
    }

    @Test
    void namesFromLogsCannotSteerATerminal() {
        assertThat(ShownText.of("north\u001b[31m\nsouth\u0007")).isEqualTo("north?[31m south?");
    }

    @Test
    void namesFromLogsCannotTurnTheirDirectionEither() {
        assertThat(ShownText.of("a\u202eb\u009b31m\u200bc")).isEqualTo("a?b?31m?c");
    }

    @Test
    void countsByNameAreShownInAFewWords() {
        assertThat(ShownText.of(new java.util.TreeMap<>(Map.of("NORMAL", 3L, "P\u0007", 1L))))
                .isEqualTo("NORMAL 3, P? 1");
        assertThat(ShownText.of(Map.of())).isEqualTo("-");
    }

    @Test
    void jsonKeepsTypesAndSaysNullWhereThereIsNothing() throws Exception {
        Facts facts = Facts.said("x")
                .with("count", 3)
                .with("value", 0.1)
                .with("none", Optional.empty())
                .with("nan", Double.NaN)
                .with("at", Instant.parse("2026-09-22T00:00:00Z"))
                .with("yes", true)
                .with("list", List.of("a", "b"))
                .with("map", Map.of("k", 1L));

        JsonNode json = new ObjectMapper().readTree(JsonText.of(facts));

        assertThat(json.toString())
                .isEqualTo("{\"count\":3,\"value\":0.1,\"none\":null,\"nan\":null,\"at\":\"2026-09-22T00:00:00Z\","
                        + "\"yes\":true,\"list\":[\"a\",\"b\"],\"map\":{\"k\":1}}");
    }

    private static String progress(Console.Kind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        MovedClock clock = new MovedClock("2026-09-22T00:00:00Z");
        ProgressLines progress = new ProgressLines(new Console(stream, stream, kind, Screen.ENDLESS), clock);
        progress.begin("Evaluating", 42, "nights");
        for (int night = 1; night <= 42; night++) {
            clock.pass(Duration.ofSeconds(1));
            progress.reach(night);
        }
        progress.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileGetsAPlainLineNowAndThen() {
        assertThat(progress(Console.Kind.PLAIN)).isEqualTo("""
                Evaluating: 10 of 42 nights, 1 a second, 32 s left
                Evaluating: 20 of 42 nights, 1 a second, 22 s left
                Evaluating: 30 of 42 nights, 1 a second, 12 s left
                Evaluating: 40 of 42 nights, 1 a second, 2.0 s left
                Evaluating: 42 of 42 nights, 42 s, 1 a second
                """);
    }

    @Test
    void aTerminalGetsOneLineThatIsDrawnAgain() {
        String drawn = progress(Console.Kind.TERMINAL);

        assertThat(drawn.lines()).hasSizeLessThanOrEqualTo(50);
        assertThat(drawn)
                .contains("\r\u001b[KEvaluating: 7 of 42 nights, 1 a second, 35 s left")
                .endsWith("\r\u001b[KEvaluating: 42 of 42 nights, 42 s, 1 a second\n");
    }

    @Test
    void aStageWithNothingToDoLeavesNoLine() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        nothingToDo(file, Console.Kind.PLAIN);
        nothingToDo(terminal, Console.Kind.TERMINAL);

        assertThat(file.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KEvaluating: 0 of 1 nights ...\r\u001b[K");
    }

    private static void nothingToDo(ByteArrayOutputStream bytes, Console.Kind kind) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ProgressLines progress = new ProgressLines(
                new Console(stream, stream, kind, Screen.ENDLESS), new MovedClock("2026-09-22T00:00:00Z"));
        progress.begin("Evaluating", 1, "nights");
        progress.leave();
    }
}
