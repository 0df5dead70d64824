package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Escaped lines are as Python's {@code json.dumps} and other writers leave them. */
class PossibleIdsTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "<-",
            quoteCharacter = '`',
            value = {
                "4711 <- {\"prediction_id\":4711,\"confidence\":93}",
                "4711 <- {\"prediction_id\":4711",
                "-4711 <- {\"prediction_id\":-4711}",
                "Müller-17 <- {\"prediction_id\": \"M\\u00fcller-17\", \"timestamp\": \"20",
                "Müller-17 <- {\"prediction_id\": \"M\\u00FCller-17",
                "Müller-17 <- {\"row\": \"{\\\"prediction_id\\\": \\\"M\\\\u00fcller-17\\\"}\"}",
                "😀7 <- {\"prediction_id\":\"\\ud83d\\ude007\"}",
                "a/b <- {\"prediction_id\":\"a\\/b\"}",
                "a, \"b\" <- {\"prediction_id\": \"a, \\\"b\\\"\", \"x\"",
                "a, \"b\" <- 7,\"a, \"\"b\"\"\",2026-09-01",
                "C:\\scan\\7 <- C:\\scan\\7,v1",
                "C:\\scan\\7 <- {\"prediction_id\":\"C:\\\\scan\\\\7\"}",
                "study:17 <- study:17,v1,2026-09-01T10:00:00Z",
                "study:17 <- prediction_id=study:17 model_version=v1",
                "4711 <- prediction_id=4711&model_version=v1",
                "#47.11! <- prediction_id:#47.11! v1",
                "1.2.840.113619.2.55 <- {'prediction_id': '1.2.840.113619.2.55'}",
                "IMG1 <- /data/IMG1.dcm",
                "left lung 7 <- v1\tleft lung 7\t0.9",
                "gone <- kept,gone,2026"
            })
    void anIdIsFoundHoweverItIsWritten(String id, String line) {
        assertThat(PossibleIds.in(line)).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"gone,gone-2", "17,Müller-17", "ller-17,Müller-17", "471,4711", "gone,notgone"})
    void aPartOfAWordIsNoId(String id, String word) {
        assertThat(PossibleIds.in("{\"prediction_id\": \"" + word + "\", \"timestamp\": \"20"))
                .contains(word)
                .doesNotContain(id);
    }

    @Test
    void aLineOfNothingButSignsIsReadInBoundedWork() {
        for (String sign : new String[] {"\"", "\\", ":", "a ", "a:", "\\u00", "\"\"a,"}) {
            String line = IntStream.range(0, 2_000 / sign.length())
                    .mapToObj(each -> sign)
                    .collect(Collectors.joining());

            assertThat(PossibleIds.in(line)).as(sign).hasSizeLessThan(10_000).allMatch(id -> id.length() <= 255);
        }
    }
}
