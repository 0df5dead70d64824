package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.TransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryCopiesTest {

    @TempDir
    private Path folder;

    private Path left(String name, Duration ago) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "patients");
        Instant now = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(now.minus(ago)));
        return file;
    }

    @Test
    void whatDeadProcessesLeftIsRemovedAndNothingElse() throws IOException {
        Path dead = left("cxrwatch-1.fetched", Duration.ofHours(25));
        Path alive = left("cxrwatch-2.fetched", Duration.ofHours(23));
        Path others = left("somebody.fetched", Duration.ofDays(9));

        Path made = new TemporaryCopies(folder).make();

        assertThat(made).exists();
        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(others).exists();
    }

    @Test
    void aFolderThatIsNotThereIsTheMachinesFault() {
        TemporaryCopies nowhere = new TemporaryCopies(folder.resolve("missing"));

        assertThatThrownBy(nowhere::make)
                .isInstanceOfSatisfying(
                        TransientException.class,
                        told -> assertThat(told.exitCode()).isEqualTo(ExitCode.TRANSIENT))
                .hasMessageContaining("The temporary folder " + folder.resolve("missing"))
                .hasMessageContaining("java.io.tmpdir")
                .hasMessageContaining("nothing was taken");
    }

    @Test
    void aStreamIsCopiedWhole() throws IOException {
        TemporaryCopies copies = new TemporaryCopies(folder);
        byte[] bytes = "0123456789".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        Path copy = copies.make();

        assertThat(copies.write(new ByteArrayInputStream(bytes), copy)).isEqualTo(bytes.length);
        assertThat(copy).hasBinaryContent(bytes);
    }

    @Test
    void aStreamThatBreaksIsNotTheFoldersFault() throws IOException {
        TemporaryCopies copies = new TemporaryCopies(folder);
        Path copy = copies.make();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> copies.write(broken, copy))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("reset");
    }

    @Test
    void aDiskThatIsFullIsTheFoldersFault() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full));

        assertThatThrownBy(() -> new TemporaryCopies(folder).write(new ByteArrayInputStream(new byte[9]), full))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("it is full, or may not be written");
    }
}
