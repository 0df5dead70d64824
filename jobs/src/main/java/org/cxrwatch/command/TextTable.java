package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for people. Where it is too wide for the screen, texts go on below themselves in their column; where even
 * that is too wide, each row becomes a few lines, one a value. No word is ever broken: keys can be copied.
 *
 * @param headings of the columns
 * @param rows the cells of each
 */
record TextTable(List<String> headings, List<List<String>> rows) {

    private static final String GAP = "  ";

    /** Every line ending with a line feed. */
    String on(Screen screen) {
        List<Integer> natural = widths(String::length);
        if (whole(natural) <= screen.columns()) {
            return table(natural, screen);
        }
        return fits(screen)
                ? table(fitted(natural, widths(TextTable::longestWord), screen.columns()), screen)
                : records(screen);
    }

    /** Whether it is a table on this screen. */
    boolean fits(Screen screen) {
        return whole(widths(TextTable::longestWord)) <= screen.columns();
    }

    private interface Measure {
        int of(String cell);
    }

    private List<Integer> widths(Measure measure) {
        return IntStream.range(0, headings.size())
                .map(i -> Math.max(
                        measure.of(headings.get(i)),
                        rows.stream()
                                .mapToInt(row -> measure.of(row.get(i)))
                                .max()
                                .orElse(0)))
                .boxed()
                .toList();
    }

    private static int longestWord(String cell) {
        return Arrays.stream(cell.split(" ", -1)).mapToInt(String::length).max().orElse(0);
    }

    private static int whole(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
    }

    /** What is left over goes, character by character, to the column that needs the most lines. */
    private static List<Integer> fitted(List<Integer> natural, List<Integer> least, int columns) {
        List<Integer> widths = new ArrayList<>(least);
        for (int left = columns - whole(least); left > 0; left--) {
            int neediest = IntStream.range(0, widths.size())
                    .boxed()
                    .max((a, b) -> Double.compare(
                            natural.get(a) / (double) widths.get(a), natural.get(b) / (double) widths.get(b)))
                    .orElseThrow();
            widths.set(neediest, widths.get(neediest) + 1);
        }
        return widths;
    }

    private String table(List<Integer> widths, Screen screen) {
        return row(headings, widths, screen)
                + rows.stream().map(row -> row(row, widths, screen)).collect(Collectors.joining());
    }

    private static String row(List<String> row, List<Integer> widths, Screen screen) {
        List<List<String>> wrapped = IntStream.range(0, row.size())
                .mapToObj(i -> Wrapping.words(row.get(i), widths.get(i)))
                .toList();
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, lines)
                .mapToObj(line -> IntStream.range(0, row.size())
                                .mapToObj(i -> cell(wrapped.get(i), line, widths.get(i), screen))
                                .collect(Collectors.joining(GAP))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String cell(List<String> lines, int line, int width, Screen screen) {
        String text = line < lines.size() ? lines.get(line) : "";
        return screen.cell(text) + " ".repeat(Math.max(0, width - text.length()));
    }

    private String records(Screen screen) {
        int heading = headings.stream().mapToInt(String::length).max().orElse(0);
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> record(headings.get(i), row.get(i), heading, screen))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String record(String heading, String value, int width, Screen screen) {
        String indent = " ".repeat(width) + GAP;
        List<String> lines = Wrapping.words(value, Math.max(1, screen.columns() - indent.length()));
        String first = heading + " ".repeat(width - heading.length()) + GAP + screen.cell(lines.get(0)) + "\n";
        return first + lines.stream().skip(1).map(line -> indent + line + "\n").collect(Collectors.joining());
    }
}
