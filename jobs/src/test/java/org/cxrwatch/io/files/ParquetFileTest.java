package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.ReadRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFileTest {

    private static final String NAME = "predictions_2026-09-10.parquet";
    private static final UUID KEY = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final MessageType ALL = MessageTypeParser.parseMessageType("""
                message all {
                  required boolean truth; required int32 whole; required int32 small (INTEGER(8,false));
                  required int64 unsigned (INTEGER(64,false)); required float real; required double wide;
                  required int32 price (DECIMAL(5,2)); required binary big (DECIMAL(20,3));
                  required binary plain; required binary json (JSON);
                  required fixed_len_byte_array(16) key (UUID); required fixed_len_byte_array(2) half (FLOAT16);
                  required int32 day (DATE); required int64 utc (TIMESTAMP(NANOS,true));
                  required int64 local (TIMESTAMP(MICROS,false)); required int96 old; optional binary absent (STRING);
                }""");

    @TempDir
    Path folder;

    private static List<ReadRow> read(byte[] bytes) {
        return Lines.read(NAME, bytes, Lines.rules("Europe/Berlin"));
    }

    private static String quarantine(byte[] bytes) {
        List<ReadRow> rows = read(bytes);
        assertThat(rows).hasSize(1);
        return ((ReadRow.OfFile) rows.get(0)).quarantine();
    }

    private ObjectNode only(MessageType schema, Group row) throws Exception {
        Path file = Files.write(folder.resolve("one.parquet"), SampleFiles.parquet(schema, row));
        try (ParquetRows rows = ParquetRows.open(file, List.of())) {
            return (ObjectNode) rows.next().orElseThrow().values();
        }
    }

    private static Group all() {
        return new SimpleGroup(ALL)
                .append("truth", true)
                .append("whole", -7)
                .append("small", 200)
                .append("unsigned", -1L)
                .append("real", 0.5f)
                .append("wide", Double.NEGATIVE_INFINITY)
                .append("price", 12345)
                .append(
                        "big",
                        Binary.fromConstantByteArray(
                                BigInteger.valueOf(-12_345_678).toByteArray()))
                .append("plain", "text")
                .append("json", "{\"a\":1}")
                .append(
                        "key",
                        Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                                .putLong(KEY.getMostSignificantBits())
                                .putLong(KEY.getLeastSignificantBits())
                                .array()))
                .append("half", Binary.fromConstantByteArray(new byte[] {0x00, (byte) 0xC1}))
                .append("day", 20_706)
                .append("utc", 1_789_034_400_123_456_789L)
                .append("local", 1_789_034_400_123_456L)
                .append(
                        "old",
                        Binary.fromConstantByteArray(ByteBuffer.allocate(12)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(36_000_000_000_000L)
                                .putInt(2_440_588 + 20_706)
                                .array()));
    }

    @Test
    void everyTypeIsReadAsWhatItMeans() throws Exception {
        ObjectNode read = only(ALL, all());

        assertThat(((com.fasterxml.jackson.databind.node.POJONode) read.remove("local")).getPojo())
                .isEqualTo(LocalDateTime.parse("2026-09-10T10:00:00.123456"));
        assertThat(read.get("price").decimalValue()).isEqualTo(new BigDecimal("123.45"));
        assertThat(read.get("big").decimalValue()).isEqualTo(new BigDecimal("-12345.678"));
        assertThat(read.get("wide").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
        read.remove(List.of("price", "big", "wide"));
        assertThat(read.toString())
                .isEqualTo("{\"truth\":true,\"whole\":-7,\"small\":200,\"unsigned\":18446744073709551615,\"real\":0.5,"
                        + "\"plain\":\"text\",\"json\":\"{\\\"a\\\":1}\",\"key\":\"" + KEY
                        + "\",\"half\":-2.5,\"day\":\"2026-09-10\",\"utc\":\"2026-09-10T10:00:00.123456789Z\","
                        + "\"old\":\"2026-09-10T10:00:00Z\",\"absent\":null}");
    }

    @Test
    void groupsMapsAndListsAreObjectsAndArrays() throws Exception {
        MessageType schema = MessageTypeParser.parseMessageType("""
                message nested {
                  optional group map (MAP) { repeated group key_value {
                    required binary key (STRING); optional double value; } }
                  optional group list (LIST) { repeated group list { optional int32 element; } }
                  optional group old (LIST) { repeated int32 array; }
                  repeated int32 bare; optional group inner { optional group deep { optional int32 x; } }
                }""");
        Group row = new SimpleGroup(schema);
        Group map = row.addGroup("map");
        map.addGroup("key_value").append("key", "mean").append("value", 142.3);
        map.addGroup("key_value").append("key", "none");
        Group list = row.addGroup("list");
        list.addGroup("list").append("element", 1);
        list.addGroup("list");
        row.addGroup("old").append("array", 2);
        row.append("bare", 3).append("bare", 4);
        row.addGroup("inner").addGroup("deep").append("x", 5);

        JsonNode expected = new ObjectMapper().readTree("""
                {"map":{"mean":142.3,"none":null},"list":[1,null],"old":[2],"bare":[3,4],"inner":{"deep":{"x":5}}}""");
        assertThat(only(schema, row).toString()).isEqualTo(expected.toString());
    }

    @Test
    void metadataMayBeJsonAsTextAndLocalTimesAreOfTheSourcesZone() {
        MessageType schema = MessageTypeParser.parseMessageType("""
                message predictions {
                  required binary prediction_id; required int64 timestamp (TIMESTAMP(MICROS,false));
                  required binary model_version (STRING); required binary prediction (STRING); required float confidence;
                  required binary status (STRING); optional binary metadata (STRING);
                }""");
        Group good = new SimpleGroup(schema)
                .append("prediction_id", "a")
                .append("timestamp", 1_789_034_400_123_456L)
                .append("model_version", "v1")
                .append("prediction", "NORMAL")
                .append("confidence", 0.75f)
                .append("status", "success")
                .append("metadata", "{\"site\":\"north\",\"image_stats\":{\"mean\":1}}");
        Group bad = new SimpleGroup(schema)
                .append("prediction_id", "b")
                .append("timestamp", 1_789_034_400_123_456L)
                .append("model_version", "v1")
                .append("prediction", "NORMAL")
                .append("confidence", 7f)
                .append("status", "success");

        List<ReadRow> rows = read(SampleFiles.parquet(schema, good, bad));

        assertThat(rows.get(0)).isInstanceOfSatisfying(ReadRow.OfPrediction.class, row -> {
            assertThat(row.prediction().prediction().at()).isEqualTo(Instant.parse("2026-09-10T08:00:00.123Z"));
            assertThat(row.prediction().prediction().features()).isEqualTo(Map.of("mean", 1.0));
            assertThat(row.prediction().prediction().attributes()).isEqualTo(Map.of("site", "north"));
        });
        assertThat(rows.get(1)).isInstanceOfSatisfying(ReadRow.OfReject.class, reject -> {
            assertThat(reject.line()).isEqualTo(2);
            assertThat(reject.reason()).isEqualTo(RejectReason.BAD_CONFIDENCE);
            assertThat(reject.raw()).contains("\"timestamp\":\"2026-09-10T10:00:00.123456\"");
        });
    }

    @Test
    void aValueThatIsNoTextOrTooLongCostsItsRow() {
        List<ReadRow> rows = read(SampleFiles.parquetOf(
                writer -> {},
                SampleFiles.prediction("a"),
                SampleFiles.prediction("x".repeat(2 << 20)),
                SampleFiles.prediction("c")
                        .append("error_message", Binary.fromConstantByteArray(new byte[] {(byte) 0xE9})),
                SampleFiles.prediction("d")));

        assertThat(rows).hasSize(5);
        assertThat(((ReadRow.OfReject) rows.get(1)).reason()).isEqualTo(RejectReason.LINE_TOO_LONG);
        assertThat(((ReadRow.OfReject) rows.get(2)).reason()).isEqualTo(RejectReason.NOT_UTF8);
        assertThat(((ReadRow.OfPrediction) rows.get(3)).line()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void usualCompressionsAreRead(CompressionCodecName codec) {
        Group[] rows = IntStream.range(0, 2_000)
                .mapToObj(i -> SampleFiles.prediction("p" + i))
                .toArray(Group[]::new);

        assertThat(read(SampleFiles.parquetOf(
                        writer -> writer.withCompressionCodec(codec).withRowGroupSize(10_000L), rows)))
                .hasSize(2_001)
                .noneMatch(ReadRow.OfReject.class::isInstance);
    }

    @Test
    void aPageWhoseSumIsWrongIsFound() {
        byte[] bytes = SampleFiles.parquetOf(
                writer -> writer.withDictionaryEncoding(false)
                        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .withPageWriteChecksumEnabled(true),
                SampleFiles.prediction("needle"));
        int needle = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("needle");
        bytes[needle] ^= 1;

        assertThat(quarantine(bytes)).contains("could not verify page integrity, CRC checksum verification failed");
    }

    /** Whatever is cut off or overwritten, the file is put aside, or its rows are those that it had. */
    @Test
    void damageIsPutAsideOrHarmless() {
        byte[] whole = SampleFiles.parquetOf(
                writer -> writer.withCompressionCodec(CompressionCodecName.SNAPPY),
                SampleFiles.prediction("a"),
                SampleFiles.prediction("b"));
        List<ReadRow> rows = read(whole);
        Random random = new Random(17);
        for (int trial = 0; trial < 100; trial++) {
            byte[] damaged = trial < 30 ? Arrays.copyOf(whole, random.nextInt(whole.length - 1) + 1) : whole.clone();
            if (trial >= 30) {
                Arrays.fill(damaged, 4 + random.nextInt(whole.length / 2), whole.length / 2 + 40, (byte) 0x5A);
            }

            List<ReadRow> read = read(damaged);

            assertThat(read.equals(rows)
                            || (read.size() == 1
                                    && !((ReadRow.OfFile) read.get(0))
                                            .quarantine()
                                            .isEmpty()))
                    .as("trial " + trial)
                    .isTrue();
        }
    }

    @Test
    void anEncryptedFileIsSaidToBeOne() {
        FileEncryptionProperties key = FileEncryptionProperties.builder(
                        "0123456789abcdef".getBytes(StandardCharsets.UTF_8))
                .build();

        assertThat(quarantine(SampleFiles.parquetOf(writer -> writer.withEncryption(key), SampleFiles.prediction("a"))))
                .containsIgnoringCase("encrypted");
    }

    @Test
    void aCompressionThatCannotBeReadIsNamed() {
        byte[] bytes = SampleFiles.parquetOf(
                writer ->
                        writer.withCompressionCodec(CompressionCodecName.BROTLI).withCodecFactory(new AsItIs()),
                SampleFiles.prediction("a"));

        assertThat(quarantine(bytes))
                .startsWith(
                        "it is compressed by BROTLI, which cannot be read here: write it with zstd, snappy or gzip");
    }

    @Test
    void missingColumnsAreNamed() {
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required binary Prediction_ID (STRING); }");

        assertThat(quarantine(SampleFiles.parquet(schema, new SimpleGroup(schema).append("Prediction_ID", "a"))))
                .startsWith("it has no column prediction_id, timestamp");
    }

    @Test
    void aFileThatHasGrownSinceItWasListedIsNoParquet() throws IOException {
        byte[] bytes = SampleFiles.parquetOf(writer -> {}, SampleFiles.prediction("a"));
        Path file = Files.write(folder.resolve(NAME), Arrays.copyOf(bytes, bytes.length + 1));
        var portion = new org.cxrwatch.port.RowReader.Portion(
                NAME,
                org.cxrwatch.port.Piece.Kind.PREDICTION,
                org.cxrwatch.port.Piece.Bytes.all(bytes.length),
                "",
                Files.getLastModifiedTime(file).toInstant(),
                Lines.ARRIVAL);

        assertThat(((ReadRow.OfFile) Lines.read(folder, portion, Lines.rules()).get(0)).quarantine())
                .isEqualTo("it was rewritten since it was listed, and is read in its new form next time");
    }

    /** Says that it compresses, and does not. */
    private static final class AsItIs implements CompressionCodecFactory {

        private final CompressionCodecFactory none =
                new CodecFactory(new org.apache.hadoop.conf.Configuration(), 1 << 20);

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            BytesInputCompressor plain = none.getCompressor(CompressionCodecName.UNCOMPRESSED);
            return new BytesInputCompressor() {
                @Override
                public org.apache.parquet.bytes.BytesInput compress(org.apache.parquet.bytes.BytesInput bytes)
                        throws IOException {
                    return plain.compress(bytes);
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {
                    plain.release();
                }
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return none.getDecompressor(CompressionCodecName.UNCOMPRESSED);
        }

        @Override
        public void release() {
            none.release();
        }
    }
}
