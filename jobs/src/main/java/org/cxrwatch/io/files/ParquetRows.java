package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.cxrwatch.error.Causes;
import org.cxrwatch.log.RejectedRow;

/** The rows of a Parquet file; of one row group at a time is held what it takes on the disk. */
final class ParquetRows implements Entries {

    /** What a row group may take: four times what writers aim at, and little enough for the least of executors. */
    private static final long LARGEST_GROUP = 512L << 20;

    /** Those that are read without programs that have to be installed. */
    private static final Set<CompressionCodecName> CODECS = Set.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4,
            CompressionCodecName.LZ4_RAW);

    private final Path path;
    private final Columns columns;
    private final Optional<ParquetReader<Group>> reader;
    private long number;

    private ParquetRows(Path path, Columns columns, Optional<ParquetReader<Group>> reader) {
        this.path = path;
        this.columns = columns;
        this.reader = reader;
    }

    /** A call of the library, which meets damaged bytes with whatever exception it stumbles over. */
    private interface Call<T> {
        T of() throws IOException, UnreadableFile;
    }

    /**
     * The rows of the file at this path; none of an empty one.
     *
     * @param required columns without which it is not read
     * @throws UnreadableFile if it is no Parquet, is damaged, encrypted, or compressed in a way that cannot be read
     */
    static ParquetRows open(Path path, List<String> required) throws IOException, UnreadableFile {
        if (Files.size(path) == 0) {
            return new ParquetRows(path, new Columns(List.of()), Optional.empty());
        }
        return unharmed(path, () -> {
            Columns columns = columns(path, required);
            return new ParquetRows(
                    path,
                    columns,
                    Optional.of(new OfGroups(new LocalInputFile(path)).checked().build()));
        });
    }

    private static Columns columns(Path path, List<String> required) throws IOException, UnreadableFile {
        try (ParquetFileReader footer = ParquetFileReader.open(
                new LocalInputFile(path), ParquetReadOptions.builder().build())) {
            checkGroups(footer.getFooter());
            return Columns.of(
                    footer.getFileMetaData().getSchema().getFields().stream()
                            .map(Type::getName)
                            .toList(),
                    required);
        }
    }

    private static void checkGroups(ParquetMetadata footer) throws UnreadableFile {
        for (BlockMetaData group : footer.getBlocks()) {
            if (group.getCompressedSize() > LARGEST_GROUP) {
                throw new UnreadableFile("a row group of it takes " + (group.getCompressedSize() >> 20)
                        + " MiB, and at most " + (LARGEST_GROUP >> 20) + " are read: write smaller row groups");
            }
            for (var column : group.getColumns()) {
                if (!CODECS.contains(column.getCodec())) {
                    throw new UnreadableFile("it is compressed by " + column.getCodec()
                            + ", which cannot be read here: write it with zstd, snappy or gzip");
                }
            }
        }
    }

    /** A reader of rows as groups, which checks the sums of pages that have them. */
    private static final class OfGroups extends ParquetReader.Builder<Group> {

        OfGroups(InputFile file) {
            super(file);
        }

        ParquetReader.Builder<Group> checked() {
            return usePageChecksumVerification();
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /** A row by its number. */
    private record ParquetEntry(long line, Group group, Columns columns) implements Entry {

        @Override
        public JsonNode values() throws RejectedRow {
            return columns.row(ParquetValues.of(group));
        }

        @Override
        public String raw() {
            try {
                ObjectNode shown = columns.row(ParquetValues.of(group));
                shown.properties().forEach(field -> {
                    if (field.getValue().isPojo()) {
                        shown.put(field.getKey(), field.getValue().asText());
                    }
                });
                return shown.toString();
            } catch (RejectedRow unshowable) {
                return "";
            }
        }
    }

    @Override
    public Optional<Entry> next() throws IOException, UnreadableFile {
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        Optional<Group> group =
                unharmed(path, () -> Optional.ofNullable(reader.get().read()));
        number++;
        return group.map(row -> new ParquetEntry(number, row, columns));
    }

    @SuppressWarnings("checkstyle:noBroadCatch") // Hundreds of places in the library trust the file's bytes.
    private static <T> T unharmed(Path path, Call<T> call) throws UnreadableFile {
        try {
            return call.of();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableFile("it cannot be read as Parquet (" + reason(path, e) + ")", e);
        }
    }

    /** What the library says, in its innermost words, without where the file was at the time. */
    private static String reason(Path path, Exception failure) {
        Throwable innermost = Causes.innermost(failure);
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.replace("file:" + path, "it").replace(path.toString(), "it");
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
        }
    }
}
