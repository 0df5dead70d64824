package org.cxrwatch.io.files;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a file of text is compressed, by the end of its name. */
enum Compression {
    /** Not at all: it may still be written to. */
    NONE("", "") {
        @Override
        InputStream decompress(InputStream bytes) {
            return bytes;
        }
    },
    /** Of one or several members; what follows them is not passed over. */
    GZIP(".gz", "gzip") {
        @Override
        InputStream decompress(InputStream bytes) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(new BufferedInputStream(bytes, BUFFER))
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    /** Of one or several frames. */
    ZSTD(".zst", "zstd") {
        @Override
        InputStream decompress(InputStream bytes) throws IOException {
            return new ZstdInputStreamNoFinalizer(bytes);
        }
    };

    private static final int BUFFER = 1 << 16;

    private final String ending;
    private final String word;

    Compression(String ending, String word) {
        this.ending = ending;
        this.word = word;
    }

    /** How a file of this name is compressed. */
    static Compression of(String name) {
        return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** The text that these bytes are. */
    abstract InputStream decompress(InputStream bytes) throws IOException;

    /** What is wrong with a file whose reading ended so. */
    UnreadableFile fault(IOException cause) {
        boolean cut = cause instanceof EOFException || cutZstd(cause);
        return this != NONE && cut
                ? new UnreadableFile("its " + word + " ends before its end: the upload was cut off", cause)
                : new UnreadableFile("it cannot be read to its end (" + cause.getMessage() + ")", cause);
    }

    private static boolean cutZstd(IOException cause) {
        return cause instanceof ZstdIOException
                && String.valueOf(cause.getMessage()).startsWith("Truncated source");
    }
}
