package org.cxrwatch.io.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** In which version each Delta table of a lake is, by the names of its commits: no session is started for that. */
public final class LakeVersions {

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

    private LakeVersions() {}

    /** By table; nothing of a lake that this user may not read. */
    public static Map<String, Long> in(Path lake) {
        Map<String, Long> versions = new TreeMap<>();
        try (Stream<Path> tables = Files.list(lake)) {
            for (Path table : tables.sorted().toList()) {
                latest(table.resolve("_delta_log"))
                        .ifPresent(version -> versions.put(table.getFileName().toString(), version));
            }
        } catch (IOException unread) {
            return Map.of();
        }
        return versions;
    }

    private static OptionalLong latest(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> commits = Files.list(log)) {
            return commits.map(commit -> COMMIT.matcher(commit.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    .max();
        }
    }
}
