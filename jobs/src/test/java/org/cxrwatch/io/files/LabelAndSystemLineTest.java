package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelAndSystemLineTest {

    @Test
    void aLabelIsReadWithWhoSaidItAndWhen() {
        assertThat(label("""
                        {"prediction_id":"a","actual_label":"NORMAL","labelled_at":"2026-09-10T12:00:00Z",\
                        "source":"radiologist"}"""))
                .isEqualTo(LabelEvent.ofImage(
                        "a",
                        Optional.of("NORMAL"),
                        Optional.of(Instant.parse("2026-09-10T12:00:00Z")),
                        "radiologist",
                        Lines.ARRIVAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"WITHDRAWN\""})
    void nullAndWithdrawnTakeALabelBack(String said) {
        LabelEvent event = label("{\"prediction_id\":\"a\",\"actual_label\":" + said + "}");

        assertThat(event.actualClass()).isEmpty();
        assertThat(event.labelledAt()).isEmpty();
        assertThat(event.source()).isEqualTo("labels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"actual_label":"NORMAL"}                                                           | MISSING_ID
            {"prediction_id":"a"}                                                               | MISSING_VALUE
            {"prediction_id":"a","actual_label":"CAT"}                                          | UNKNOWN_CLASS
            {"prediction_id":"a","actual_label":["NORMAL"]}                                     | WRONG_TYPE
            {"prediction_id":"a","actual_label":"NORMAL","labelled_at":"yesterday"}             | BAD_TIMESTAMP
            {"prediction_id":"a","actual_label":"NORMAL","labelled_at":"2026-09-20T00:00:00Z"}  | IN_THE_FUTURE
            """)
    void aLabelThatCannotBeUsedIsPutAside(String line, RejectReason reason) {
        assertThat(Lines.read(Kind.LABEL, line).get(0)).isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
            assertThat(reject.reason()).isEqualTo(reason);
            assertThat(reject.kind()).isEqualTo(Kind.LABEL);
        });
    }

    @Test
    void everyNumberAHostLogsIsKeptByName() {
        assertThat(sample("""
                        {"timestamp":"2026-09-10T00:05:00Z","host":"inference-1","cpu_percent":24.48,\
                        "request_count":488,"gpu_memory_mb":null,"cache_hit_rate":NaN,"comment":"fine"}"""))
                .isEqualTo(new SystemSample(
                        "inference-1",
                        Instant.parse("2026-09-10T00:05:00Z"),
                        Map.of("cpu_percent", 24.48, "request_count", 488.0, "cache_hit_rate", Double.NaN)));
    }

    @Test
    void aHostThatIsNotNamedIsTheDefault() {
        assertThat(sample("{\"timestamp\":\"2026-09-10T00:05:00Z\",\"cpu_percent\":1}")
                        .host())
                .isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"cpu_percent":1}                                      | MISSING_VALUE
            {"timestamp":"2026-09-10T00:05:00Z"}                   | MISSING_VALUE
            {"timestamp":"2026-09-10T00:05:00Z","cpu_percent":"x"} | MISSING_VALUE
            {"timestamp":"never","cpu_percent":1}                  | BAD_TIMESTAMP
            """)
    void aSampleThatCannotBeUsedIsPutAside(String line, RejectReason reason) {
        assertThat(Lines.read(Kind.SYSTEM, line).get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(reason));
    }

    private static LabelEvent label(String line) {
        List<ReadRow> rows = Lines.read(Kind.LABEL, line);
        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfLabel.class);
        return ((ReadRow.OfLabel) rows.get(0)).event();
    }

    private static SystemSample sample(String line) {
        List<ReadRow> rows = Lines.read(Kind.SYSTEM, line);
        assertThat(rows.get(0)).isInstanceOf(ReadRow.OfSystem.class);
        return ((ReadRow.OfSystem) rows.get(0)).sample();
    }
}
