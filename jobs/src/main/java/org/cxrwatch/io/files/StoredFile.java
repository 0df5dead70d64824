package org.cxrwatch.io.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.cxrwatch.port.RowReader.Portion;

/** A file as it was planned: what was appended since is not seen, so that reading it again gives the same. */
final class StoredFile {

    private static final String TOUCH = "; mend it and touch it, a changed file is read again";

    private final Path path;
    private final Portion portion;

    StoredFile(Path folder, Portion portion) {
        this.path = folder.resolve(portion.path());
        this.portion = portion;
    }

    /** Whether it is compressed, and so was closed by whoever wrote it. */
    boolean compressed() {
        return portion.path().endsWith(".gz");
    }

    /** What is wrong with it, after reading it to its end; empty if nothing is. */
    String fault() {
        try {
            if (Files.isDirectory(path)) {
                return "it is a folder, not a file" + TOUCH;
            }
            if (Files.size(path) < portion.bytes().size()) {
                return "it is shorter than when it was listed, " + Files.size(path) + " bytes instead of "
                        + portion.bytes().size() + ": it was rewritten, and is read in its new form next time";
            }
            drain();
            return "";
        } catch (NoSuchFileException e) {
            return "it is gone since it was listed; it is read when it is back";
        } catch (AccessDeniedException e) {
            return "this user may not read it" + TOUCH;
        } catch (EOFException e) {
            return "its gzip ends before its end: the upload was cut off" + TOUCH;
        } catch (IOException e) {
            return "it cannot be read to its end (" + e.getMessage() + ")" + TOUCH;
        }
    }

    /** Its text, uncompressed. */
    InputStream open() throws IOException {
        InputStream bytes =
                new FirstBytes(Files.newInputStream(path), portion.bytes().size());
        if (!compressed() || portion.bytes().size() == 0) {
            return bytes;
        }
        try {
            return GzipCompressorInputStream.builder()
                    .setInputStream(new java.io.BufferedInputStream(bytes, 1 << 16))
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void drain() throws IOException {
        try (InputStream in = open()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /** The first bytes of a stream; the rest is not there. */
    private static final class FirstBytes extends InputStream {

        private final InputStream in;
        private long left;

        FirstBytes(InputStream in, long count) {
            this.in = in;
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
