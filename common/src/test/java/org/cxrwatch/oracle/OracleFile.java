package org.cxrwatch.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Numbers that other programs computed, written by scripts/oracles; the first line of a file says with which
 * versions.
 */
public final class OracleFile {

    private final List<Block> blocks = new ArrayList<>();

    /** A blank line apart from the next: its first line's words, then lines of a key and its values. */
    public record Block(String kind, String name, Map<String, String> lines) {

        /** The number after a key, if it is there. */
        public Optional<Double> number(String key) {
            return Optional.ofNullable(lines.get(key)).map(Double::parseDouble);
        }

        /** The numbers after a key; none if it is not there. */
        public double[] numbers(String key) {
            return OracleFile.numbers(lines.getOrDefault(key, ""));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private OracleFile(String text) {
        Arrays.stream(text.split("\n\n", -1)).skip(1).map(String::strip).forEach(block -> blocks.add(block(block)));
    }

    /** A file of the test resources. */
    public static OracleFile read(String name) {
        try (InputStream in = OracleFile.class.getResourceAsStream("/oracle/" + name)) {
            return new OracleFile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Block block(String text) {
        List<String> lines = text.lines().toList();
        String kind = before(lines.get(0));
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String key = line.startsWith("scores ") ? line.substring(0, "scores 1 1".length()) : before(line);
            values.put(key, line.substring(key.length()).strip());
        }
        return new Block(kind, after(lines.get(0)), values);
    }

    private static String before(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    private static String after(String line) {
        return line.substring(before(line).length()).strip();
    }

    /** The blocks of a kind. */
    public List<Block> blocks(String kind) {
        return blocks.stream().filter(block -> block.kind().equals(kind)).toList();
    }

    /** The values of a sample block. */
    public double[] sample(String name) {
        Block found = blocks("sample").stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .orElseThrow();
        return found.lines().entrySet().stream()
                .flatMapToDouble(line -> Arrays.stream(numbers(line.getKey() + " " + line.getValue())))
                .toArray();
    }

    /** Values written as {@code value} or {@code value*count}. */
    public static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .flatMapToDouble(OracleFile::repeated)
                .toArray();
    }

    private static DoubleStream repeated(String word) {
        int star = word.indexOf('*');
        double value = Double.parseDouble(star < 0 ? word : word.substring(0, star));
        return DoubleStream.generate(() -> value).limit(star < 0 ? 1 : Long.parseLong(word.substring(star + 1)));
    }
}
