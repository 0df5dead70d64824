package org.cxrwatch.command;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cxrwatch.model.AlertSeverity;

/**
 * What an answer is shown on.
 *
 * @param columns how many characters fit on a line
 * @param ink whether colours may be used; what they say is always there as a word too
 */
record Screen(int columns, Ink ink) {

    /** A file or another program: lines are as long as they are. */
    static final Screen ENDLESS = new Screen(Integer.MAX_VALUE, Ink.NONE);

    private static final int USUAL = 100;
    private static final int NARROWEST = 40;
    private static final int NARROWEST_HELP = 55; // picocli's
    private static final int WIDEST_HELP = 120;
    private static final String RESET = "\u001b[0m";
    private static final Pattern FIRST_SEVERITY = Pattern.compile("^( *)(emergency|critical|warning)\\b");

    /** Whether there are colours. */
    enum Ink {
        NONE,
        COLOURS
    }

    /** A terminal, as its environment describes it: {@code COLUMNS}, which the launcher sets, and {@code NO_COLOR}. */
    static Screen terminal(Map<String, String> environment) {
        int columns = Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> text.matches("[1-9]\\d{0,4}"))
                .map(Integer::parseInt)
                .orElse(USUAL);
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(Math.max(NARROWEST, columns), plain ? Ink.NONE : Ink.COLOURS);
    }

    /** How long the lines of a command's help are. */
    int helpColumns() {
        return Math.min(WIDEST_HELP, Math.max(NARROWEST_HELP, columns));
    }

    /** A cell of a table, which has its colour if it says how urgent something is. */
    String cell(String text) {
        return colour(text.strip()).map(code -> painted(code, text)).orElse(text);
    }

    /** A line, whose first word has its colour if it says how urgent something is. */
    String line(String text) {
        return ink == Ink.NONE ? text : FIRST_SEVERITY.matcher(text).replaceFirst(this::paintedFirst);
    }

    private String paintedFirst(MatchResult found) {
        return found.group(1) + painted(colour(found.group(2)).orElseThrow(), found.group(2));
    }

    private Optional<String> colour(String word) {
        if (ink == Ink.NONE) {
            return Optional.empty();
        }
        for (AlertSeverity severity : AlertSeverity.values()) {
            if (severity.text().equals(word)) {
                return switch (severity) {
                    case EMERGENCY -> Optional.of("1;31");
                    case CRITICAL -> Optional.of("31");
                    case WARNING -> Optional.of("33");
                    case INFO -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    private static String painted(String code, String text) {
        return "\u001b[" + code + "m" + text + RESET;
    }
}
