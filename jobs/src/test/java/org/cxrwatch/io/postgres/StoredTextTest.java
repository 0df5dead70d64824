package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredTextTest {

    @Test
    void whatPostgresCannotKeepIsMarkedAndTheRestIsAsItWas() {
        assertThat(StoredText.of("a\0b\uD800c")).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(StoredText.of("é 日本 \uD83E\uDEC1 \\N \t")).isEqualTo("é 日本 \uD83E\uDEC1 \\N \t");
    }

    @Test
    void anInstantIsCutToMicrosecondsAndNeverRoundedUp() {
        Instant instant = Instant.parse("2026-09-01T00:00:00.123456999Z");

        assertThat(StoredTime.of(instant)).isEqualTo(Instant.parse("2026-09-01T00:00:00.123456Z"));
        assertThat(StoredTime.parameter(instant).toInstant()).isEqualTo(StoredTime.of(instant));
    }
}
