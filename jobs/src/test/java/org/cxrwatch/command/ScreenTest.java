package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    private static final Screen PAPER = new Screen(60, Screen.Ink.NONE);

    private record Alert(String severity, String key, String text) {}

    private static final List<Alert> ALERTS = List.of(
            new Alert("critical", "2026-09-22-site-valley", "data drift, prediction drift, accuracy drop and more"),
            new Alert("info", "2026-10-09-v1.1.0-baseline", "no baseline"));

    private static String listed(Screen screen) {
        return new Listing<>(ALERTS, "none")
                .column("severity", "SEVERITY", Alert::severity)
                .column("case", "CASE", Alert::key)
                .column("text", "WHAT", Alert::text)
                .footer("2 alerts in 2 cases; `cxrwatch alerts explain CASE` says what was found and why.")
                .text(screen);
    }

    @Test
    void aTableThatFitsStaysAsItIs() {
        assertThat(listed(Screen.ENDLESS).lines())
                .containsExactly(
                        "SEVERITY  CASE                        WHAT",
                        "critical  2026-09-22-site-valley      data drift, prediction drift, accuracy drop and more",
                        "info      2026-10-09-v1.1.0-baseline  no baseline",
                        "2 alerts in 2 cases; `cxrwatch alerts explain CASE` says what was found and why.");
        assertThat(listed(new Screen(90, Screen.Ink.NONE))).isEqualTo(listed(Screen.ENDLESS));
    }

    @Test
    void aTableThatIsTooWideBreaksItsTextsAndNoKey() {
        assertThat(listed(PAPER).lines())
                .containsExactly(
                        "SEVERITY  CASE                        WHAT",
                        "critical  2026-09-22-site-valley      data drift, prediction",
                        "                                      drift, accuracy drop",
                        "                                      and more",
                        "info      2026-10-09-v1.1.0-baseline  no baseline",
                        "2 alerts in 2 cases; `cxrwatch alerts explain CASE` says",
                        "  what was found and why.");
    }

    @Test
    void whereNoTableFitsEachRowHasItsLines() {
        assertThat(listed(new Screen(40, Screen.Ink.NONE)).lines())
                .startsWith(
                        "SEVERITY  critical",
                        "CASE      2026-09-22-site-valley",
                        "WHAT      data drift, prediction drift,",
                        "          accuracy drop and more",
                        "",
                        "SEVERITY  info");
    }

    @Test
    void columnsThatMatterLessMakeRoom() {
        Listing<Alert> listing = new Listing<>(ALERTS, "none")
                .shown("SEVERITY", Alert::severity)
                .shown("KEY AGAIN", Alert::key)
                .shown("CASE", Alert::key)
                .yielding("KEY AGAIN", "SEVERITY");

        assertThat(listing.text(new Screen(50, Screen.Ink.NONE)).lines())
                .containsExactly(
                        "SEVERITY  CASE",
                        "critical  2026-09-22-site-valley",
                        "info      2026-10-09-v1.1.0-baseline",
                        "No room for KEY AGAIN.");
        assertThat(listing.text(Screen.ENDLESS)).contains("KEY AGAIN").doesNotContain("No room");
        assertThat(listing.text(new Screen(20, Screen.Ink.NONE)))
                .contains("KEY AGAIN")
                .doesNotContain("No room");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 47, 60, 73, 80, 100, 120})
    void noLineIsLongerThanTheScreenAndNoWordIsLost(int columns) {
        String text = listed(new Screen(columns, Screen.Ink.NONE));

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(text.split("\\s+")).contains("2026-09-22-site-valley", "2026-10-09-v1.1.0-baseline", "more", "why.");
    }

    @Test
    void howUrgentItIsHasAColourBesideItsWord() {
        Screen coloured = new Screen(60, Screen.Ink.COLOURS);

        assertThat(listed(coloured))
                .contains("\u001b[31mcritical\u001b[0m  2026-09-22-site-valley")
                .contains("\ninfo  ");
        assertThat(listed(coloured).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(listed(PAPER));
        assertThat(Facts.said("  emergency  data drift", "no emergency").text(coloured))
                .isEqualTo("  \u001b[1;31memergency\u001b[0m  data drift\nno emergency\n");
    }

    @Test
    void sentencesGoOnBelowTheirFirstWord() {
        assertThat(Facts.said(
                                "alerts      2 are open in 1 case, the worst warning; `cxrwatch alerts list` shows them",
                                "  1. Look at ten images at valley from before and after 2026-09-22, and ask.",
                                "Nothing was written, and nobody was told anything of what was found here.",
                                "  site       valley      576 → 572   0.87 → 0.70  131 %          < 0.0001     x")
                        .text(PAPER)
                        .lines())
                .containsExactly(
                        "alerts      2 are open in 1 case, the worst warning;",
                        "            `cxrwatch alerts list` shows them",
                        "  1. Look at ten images at valley from before and after",
                        "     2026-09-22, and ask.",
                        "Nothing was written, and nobody was told anything of what",
                        "  was found here.",
                        "  site       valley      576 → 572   0.87 → 0.70  131 %          < 0.0001     x");
    }

    @Test
    void proseIsNoWiderThanItIsReadWell() {
        assertThat(Facts.said("one two three four five six seven").within(20).text(Screen.ENDLESS))
                .isEqualTo("one two three four\n  five six seven\n");
    }

    @ParameterizedTest
    @CsvSource({"132, 132", "0, 100", "wide, 100", "12, 40", "'', 100"})
    void aTerminalIsAsWideAsItSays(String columns, int read) {
        assertThat(Screen.terminal(Map.of("COLUMNS", columns)).columns()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"40, 55", "80, 80", "400, 120"})
    void helpIsAsWideAsItIsReadWell(int columns, int help) {
        assertThat(new Screen(columns, Screen.Ink.NONE).helpColumns()).isEqualTo(help);
    }

    @Test
    void whoWantsNoColoursGetsNone() {
        assertThat(Screen.terminal(Map.of()).ink()).isEqualTo(Screen.Ink.COLOURS);
        assertThat(Screen.terminal(Map.of("NO_COLOR", "1")).ink()).isEqualTo(Screen.Ink.NONE);
    }
}
