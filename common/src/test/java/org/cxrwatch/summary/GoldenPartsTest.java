package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored in lakes today must be read tomorrow, and by readers in other languages: to the byte and the digit. */
class GoldenPartsTest {

    @Test
    void partsHaveTheBytesAndTheAnswersThatAreKnownToOtherReaders() throws IOException {
        assertThat(GoldenParts.text()).isEqualTo(GoldenParts.stored());
    }

    @Test
    void everyGoldenPartIsReadBackAndWrittenAsItWas() throws IOException {
        List<String> bytes = GoldenParts.stored()
                .lines()
                .filter(line -> line.startsWith("bytes "))
                .map(line -> line.substring(6))
                .toList();

        assertThat(bytes)
                .hasSizeGreaterThan(15)
                .allSatisfy(hex -> assertThat(HexFormat.of()
                                .formatHex(Part.ofBytes(HexFormat.of().parseHex(hex))
                                        .toBytes()))
                        .isEqualTo(hex));
    }
}
