package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.cxrwatch.port.Piece.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogNameTest {

    @ParameterizedTest
    @CsvSource({
        "predictions.jsonl,PREDICTION,,JSON_LINES,NONE",
        "labels_2026-09-01.csv,LABEL,2026-09-01,CSV,NONE",
        "labels_2026-09-01.csv.gz,LABEL,2026-09-01,CSV,GZIP",
        "predictions_2026-09-01_0003.jsonl.zst,PREDICTION,2026-09-01,JSON_LINES,ZSTD",
        "predictions_2026-09-01-3.jsonl,PREDICTION,2026-09-01,JSON_LINES,NONE",
        "system_metrics_2026-09-01-part-0003.parquet,SYSTEM,2026-09-01,PARQUET,NONE",
    })
    void aNameSaysTheKindTheDayTheFormatAndTheCompression(
            String name, Kind kind, LocalDate day, FileFormat format, Compression compression) {
        assertThat(LogName.of(name)).contains(new LogName(kind, Optional.ofNullable(day), format, compression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prediction_2026-09-01.jsonl",
                "predictions_2026-02-30.jsonl",
                "predictions_2026-09-01.json",
                "predictions_2026-09-01.jsonl.bz2",
                "predictions_2026-09-01.parquet.gz",
                "predictions_2026-09-01.snappy.parquet",
                "predictions_2026-09-01_north.jsonl",
                "predictions_0003.jsonl",
                "predictions_2026-09-01.jsonl.tmp",
                "._predictions_2026-09-01.jsonl",
            })
    void whatIsNotExactlySuchANameIsForeign(String name) {
        assertThat(LogName.of(name)).isEmpty();
    }
}
