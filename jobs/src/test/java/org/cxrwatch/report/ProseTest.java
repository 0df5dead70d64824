package org.cxrwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void commandsLoseTheirBackticksAndDaysStandTogether() {
        assertThat(Prose.of("Since 2026-10-06; then `cxrwatch report --date 2026-10-06`."))
                .containsExactly(
                        new Prose.Piece(Prose.Kind.PLAIN, "Since "),
                        new Prose.Piece(Prose.Kind.DAY, "2026-10-06"),
                        new Prose.Piece(Prose.Kind.PLAIN, "; then "),
                        new Prose.Piece(Prose.Kind.COMMAND, "cxrwatch report --date 2026-10-06"),
                        new Prose.Piece(Prose.Kind.PLAIN, "."));
    }

    @Test
    void nothingElseIsLost() {
        for (String text : List.of("", "a ` alone", "``", "site=`x", "2026-1-1", "日本 `")) {
            assertThat(Prose.of(text).stream().map(Prose.Piece::text).collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }
}
