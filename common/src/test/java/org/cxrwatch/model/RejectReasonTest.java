package org.cxrwatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RejectReasonTest {

    private static final Pattern CODE = Pattern.compile("`([A-Z0-9_]+)`");

    /** The first column of the table below the heading, which runbooks refer to. */
    @Test
    void everyReasonIsExplainedToOperatorsAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operators.md"));
        Set<String> explained = page.substring(page.indexOf("\n## What may come in\n"))
                .lines()
                .dropWhile(line -> !line.startsWith("| reason |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line ->
                        CODE.matcher(line.substring(0, line.indexOf('|', 1))).results())
                .map((MatchResult code) -> code.group(1))
                .collect(Collectors.toSet());

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RejectReason.values()).map(RejectReason::name).toList());
    }
}
