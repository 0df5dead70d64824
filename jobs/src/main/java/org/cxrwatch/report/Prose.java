package org.cxrwatch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences taken apart for a page: commands, which stand in backticks, and days, which no line may break. */
final class Prose {

    private static final Pattern SPECIAL = Pattern.compile("`([^`]+)`|\\d{4}-\\d{2}-\\d{2}");

    private Prose() {}

    /** How a piece is set. */
    enum Kind {
        PLAIN,
        COMMAND,
        DAY
    }

    /**
     * A piece of a sentence.
     *
     * @param kind how it is set
     * @param text what it says, without backticks
     */
    record Piece(Kind kind, String text) {

        boolean isCommand() {
            return kind == Kind.COMMAND;
        }

        boolean isDay() {
            return kind == Kind.DAY;
        }
    }

    /** The pieces in order; together they are the text but for the backticks of commands. */
    static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher found = SPECIAL.matcher(text);
        int from = 0;
        while (found.find()) {
            plain(pieces, text.substring(from, found.start()));
            boolean isCommand = found.group(1) != null;
            pieces.add(new Piece(isCommand ? Kind.COMMAND : Kind.DAY, found.group(isCommand ? 1 : 0)));
            from = found.end();
        }
        plain(pieces, text.substring(from));
        return pieces;
    }

    private static void plain(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(Kind.PLAIN, text));
        }
    }
}
