package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Breaks lines between words. */
final class Wrapping {

    private static final Pattern INDENT = Pattern.compile("^ *(?:\\d+\\. +)?");
    private static final Pattern LABELLED = Pattern.compile("^ *\\S{1,14}(?: \\S{1,10})? {2,}");
    private static final Pattern COLUMNS = Pattern.compile("\\S {2,}\\S+(?: \\S+)* {2,}\\S");
    private static final String STEP = "  ";

    private Wrapping() {}

    /** The lines that a text takes in a column; a word that is longer than the column has a line of its own. */
    static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * A sentence, its further lines below its first word, or below what follows the label it begins with. What is a row
     * of a table stays as it is.
     */
    static String sentence(String line, int width) {
        if (line.length() <= width || COLUMNS.matcher(line).find()) {
            return line;
        }
        int begin = begin(line);
        String indent = " ".repeat(begin) + (begin == 0 ? STEP : "");
        String head = line.substring(0, begin);
        List<String> lines = words(line.substring(begin), width - indent.length());
        return head
                + lines.get(0)
                + lines.stream().skip(1).map(next -> "\n" + indent + next).collect(Collectors.joining());
    }

    private static int begin(String line) {
        Matcher labelled = LABELLED.matcher(line);
        if (labelled.find()) {
            return labelled.end();
        }
        Matcher indent = INDENT.matcher(line);
        return indent.find() ? indent.end() : 0;
    }
}
