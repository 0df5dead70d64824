package org.cxrwatch.io.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader.Portion;

/**
 * What is in a fetched file: as it was planned, whatever was appended since, so that reading it again gives the same.
 */
final class LogContents implements Closeable {

    private final Portion portion;
    private final FetchedFile file;
    private final LogName name;

    LogContents(Portion portion, FetchedFile file) {
        this.portion = portion;
        this.file = file;
        String path = portion.path();
        this.name = LogName.of(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow(() -> new IllegalArgumentException(path + " was planned and bears no log's name."));
    }

    Portion portion() {
        return portion;
    }

    Piece.Kind kind() {
        return portion.kind();
    }

    FileFormat format() {
        return name.format();
    }

    /** What is compressed was closed by whoever wrote it. */
    Entries.Growth growth() {
        return name.compression() == Compression.NONE ? Entries.Growth.MAY_GROW : Entries.Growth.CLOSED;
    }

    /** Makes sure that nothing is found wrong with the file once rows of it are taken. */
    void readToItsEnd() throws UnreadableFile {
        try {
            format().readToItsEnd(this);
        } catch (IOException e) {
            throw name.compression().fault(e);
        }
    }

    /** The rows of a file that was read to its end before. */
    Entries entries() {
        try {
            return format().entries(this);
        } catch (IOException | UnreadableFile e) {
            throw cutOff(e);
        }
    }

    /** Its text, uncompressed. */
    InputStream text() throws IOException {
        InputStream bytes = new FirstBytes(Files.newInputStream(file.path()), file.size());
        if (file.size() == 0) {
            return bytes;
        }
        try {
            return name.compression().decompress(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** The file itself, which must not have grown. */
    Path whole() throws IOException, UnreadableFile {
        if (Files.size(file.path()) != file.size()) {
            throw UnreadableFile.rewritten();
        }
        return file.path();
    }

    TransientException cutOff(Exception cause) {
        return new TransientException(
                "The file " + portion.path() + " could be read to its end a moment ago, and now cannot: "
                        + cause.getMessage(),
                "Check the disk or network share it is on, then run the command again: nothing of it was taken",
                cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw cutOff(e);
        }
    }
}
