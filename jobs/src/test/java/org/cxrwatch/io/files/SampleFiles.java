package org.cxrwatch.io.files;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.cxrwatch.port.Piece.Kind;

/** The same rows in each format: what is read of them must be the same. */
final class SampleFiles {

    /** Ends of names. */
    static final List<String> ENDINGS =
            List.of(".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".csv.gz", ".csv.zst", ".parquet");

    private static final MessageType PREDICTIONS = MessageTypeParser.parseMessageType("""
            message predictions {
              required binary prediction_id (STRING);
              required int64 timestamp (TIMESTAMP(MILLIS,true));
              required binary model_version (STRING);
              required binary prediction (ENUM);
              required double confidence;
              optional double processing_time_ms;
              optional binary image_hash (STRING);
              required binary status (STRING);
              optional binary error_message (STRING);
              optional binary actual_label (STRING);
              optional group metadata {
                optional binary site (STRING);
                optional group image_stats { optional double mean_intensity; }
              }
            }""");
    private static final MessageType LABELS = MessageTypeParser.parseMessageType("""
            message labels {
              required binary prediction_id (STRING);
              optional binary actual_label (STRING);
              optional int64 labelled_at (TIMESTAMP(MICROS,true));
              optional binary source (STRING);
            }""");
    private static final MessageType SYSTEM = MessageTypeParser.parseMessageType("""
            message system_metrics {
              required binary timestamp (STRING);
              optional binary host (STRING);
              optional double cpu_percent;
              optional int64 request_count;
              optional int64 net_bytes_sent;
            }""");

    private SampleFiles() {}

    /** The name of a file of a kind. */
    static String name(Kind kind, String ending) {
        String word = switch (kind) {
            case PREDICTION -> "predictions";
            case LABEL -> "labels";
            case SYSTEM -> "system_metrics";
        };
        return word + "_2026-09-10" + ending;
    }

    /** Rows a and b, in a file whose name has this ending. */
    static byte[] bytes(Kind kind, String ending) {
        return ending.equals(".parquet")
                ? parquet(kind)
                : compressed(ending, ending.startsWith(".csv") ? csv(kind) : jsonLines(kind));
    }

    /** A text, compressed as a file with a name of this ending is. */
    static byte[] compressed(String ending, String text) {
        return compressed(ending, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] compressed(String ending, byte[] text) {
        if (ending.endsWith(".zst")) {
            return Zstd.compress(text);
        }
        try {
            return ending.endsWith(".gz") ? Lines.gzip(text) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jsonLines(Kind kind) {
        return both(
                switch (kind) {
                    case PREDICTION -> Lines::prediction;
                    case LABEL -> id -> """
                                {"prediction_id":"%s","actual_label":"NORMAL","labelled_at":"2026-09-10T12:00:00Z",\
                                "source":"radiologist"}""".formatted(id);
                    case SYSTEM -> id -> """
                                {"timestamp":"2026-09-10T00:05:00Z","host":"%s","cpu_percent":24.48,\
                                "request_count":488,"net_bytes_sent":123456789012}""".formatted(id);
                });
    }

    private static String csv(Kind kind) {
        return switch (kind) {
            case PREDICTION ->
                "status,prediction_id,timestamp,model_version,prediction,confidence,processing_time_ms,image_hash,"
                        + "error_message,actual_label,metadata.site,metadata.image_stats.mean_intensity\n"
                        + both(id -> "success," + id
                                + ",2026-09-10T10:00:00.123Z,v1.0.0,PNEUMONIA,0.9,120.5,d244,,,north,142.3");
            case LABEL ->
                "prediction_id,actual_label,labelled_at,source\n"
                        + both(id -> id + ",NORMAL,2026-09-10T12:00:00Z,radiologist");
            case SYSTEM ->
                "timestamp,host,cpu_percent,request_count,net_bytes_sent\n"
                        + both(id -> "2026-09-10T00:05:00Z," + id + ",24.48,488,123456789012");
        };
    }

    private static String both(UnaryOperator<String> row) {
        return row.apply("a") + "\n" + row.apply("b") + "\n";
    }

    private static byte[] parquet(Kind kind) {
        return switch (kind) {
            case PREDICTION -> parquet(PREDICTIONS, prediction("a"), prediction("b"));
            case LABEL -> parquet(LABELS, label("a"), label("b"));
            case SYSTEM -> parquet(SYSTEM, sample("a"), sample("b"));
        };
    }

    /** A row of predictions, as many of them as are asked for being told apart by their ids. */
    static Group prediction(String id) {
        Group row = new SimpleGroup(PREDICTIONS);
        row.append("prediction_id", id)
                .append(
                        "timestamp",
                        java.time.Instant.parse("2026-09-10T10:00:00.123Z").toEpochMilli())
                .append("model_version", "v1.0.0")
                .append("prediction", "PNEUMONIA")
                .append("confidence", 0.9)
                .append("processing_time_ms", 120.5)
                .append("image_hash", "d244")
                .append("status", "success");
        Group metadata = row.addGroup("metadata").append("site", "north");
        metadata.addGroup("image_stats").append("mean_intensity", 142.3);
        return row;
    }

    private static Group label(String id) {
        return new SimpleGroup(LABELS)
                .append("prediction_id", id)
                .append("actual_label", "NORMAL")
                .append(
                        "labelled_at",
                        1_000 * java.time.Instant.parse("2026-09-10T12:00:00Z").toEpochMilli())
                .append("source", "radiologist");
    }

    private static Group sample(String host) {
        return new SimpleGroup(SYSTEM)
                .append("timestamp", "2026-09-10T00:05:00Z")
                .append("host", host)
                .append("cpu_percent", 24.48)
                .append("request_count", 488L)
                .append("net_bytes_sent", 123_456_789_012L);
    }

    /** These rows as Parquet, uncompressed, so that a byte of a page is a byte of the file. */
    static byte[] parquet(MessageType schema, Group... rows) {
        return parquet(schema, writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED), rows);
    }

    /** The same, written by other options. */
    static byte[] parquet(MessageType schema, Consumer<ExampleParquetWriter.Builder> options, Group... rows) {
        try {
            Path folder = Files.createTempDirectory("parquet");
            Path file = folder.resolve("rows.parquet");
            ExampleParquetWriter.Builder builder =
                    ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(schema);
            options.accept(builder);
            try (ParquetWriter<Group> writer = builder.build()) {
                for (Group row : rows) {
                    writer.write(row);
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Predictions as Parquet. */
    static byte[] parquetOf(Consumer<ExampleParquetWriter.Builder> options, Group... rows) {
        return parquet(PREDICTIONS, options, rows);
    }
}
