package org.cxrwatch.io.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Piece.Kind;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader.Portion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {

    private static final String PLAIN = "predictions_2026-09-10.jsonl";
    private static final String ZIPPED = PLAIN + ".gz";

    @TempDir
    Path folder;

    @Test
    void anEmptyFileIsTakenAndHasNoRows() throws IOException {
        assertThat(read(PLAIN, new byte[0])).containsExactly(new ReadRow.OfFile(0, 0, ""));
        assertThat(read(ZIPPED, new byte[0])).containsExactly(new ReadRow.OfFile(0, 0, ""));
        assertThat(read(ZIPPED, Lines.gzip(""))).containsExactly(new ReadRow.OfFile(0, 0, ""));
    }

    @Test
    void linesAreNumberedFromOneWhateverTheirEnds() throws IOException {
        String text = "\uFEFF" + Lines.prediction("a") + "\r\n\n" + Lines.prediction("b") + "\n";

        List<ReadRow> rows = read(PLAIN, bytes(text));

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0))
                .isInstanceOfSatisfying(
                        ReadRow.OfPrediction.class,
                        row -> assertThat(row.line()).isEqualTo(1));
        assertThat(rows.get(1))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class, row -> assertThat(row.line()).isEqualTo(2));
        assertThat(rows.get(2))
                .isInstanceOfSatisfying(
                        ReadRow.OfPrediction.class,
                        row -> assertThat(row.line()).isEqualTo(3));
    }

    @Test
    void aHalfWrittenLastLineWaits() throws IOException {
        String half = "{\"prediction_id\":\"b\",\"times";

        assertThat(read(PLAIN, bytes(Lines.prediction("a") + "\n" + half)))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        ReadRow.OfFile.class,
                        end -> assertThat(end.waitingBytes()).isEqualTo(half.length()));
    }

    @Test
    void aLastLineThatIsWholeNeedsNoNewline() throws IOException {
        assertThat(read(PLAIN, bytes(Lines.prediction("a") + "\n" + Lines.prediction("b"))))
                .hasSize(3)
                .last()
                .isInstanceOfSatisfying(ReadRow.OfFile.class, end -> {
                    assertThat(end.waitingBytes()).isZero();
                    assertThat(end.shapes().get("v1.0.0").rows()).isEqualTo(2);
                });
    }

    @Test
    void aHalfLastLineOfAGzipIsPutAsideBecauseTheFileWasClosed() throws IOException {
        List<ReadRow> rows = read(ZIPPED, Lines.gzip(Lines.prediction("a") + "\n{\"half"));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(1))
                .isInstanceOfSatisfying(
                        ReadRow.OfReject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(RejectReason.NOT_JSON));
    }

    @Test
    void gzipOfSeveralMembersIsReadWhole() throws IOException {
        byte[] first = Lines.gzip(Lines.prediction("a") + "\n");
        byte[] second = Lines.gzip(Lines.prediction("b") + "\n");

        assertThat(read(ZIPPED, join(first, second))).hasSize(3);
    }

    @Test
    void aCutGzipIsPutAsideWhole() throws IOException {
        byte[] whole = Lines.gzip((Lines.prediction("a") + "\n").repeat(1_000));

        assertThat(fault(ZIPPED, Arrays.copyOf(whole, whole.length - 9)))
                .contains("its gzip ends before its end: the upload was cut off")
                .contains("mend it and touch it");
    }

    @Test
    void aGzipWithAFlippedByteIsPutAsideWhole() throws IOException {
        byte[] whole = Lines.gzip((Lines.prediction("a") + "\n").repeat(1_000));
        whole[whole.length - 6] ^= 1;

        assertThat(fault(ZIPPED, whole))
                .contains("it cannot be read to its end (")
                .contains("mend it and touch it");
    }

    @Test
    void plainTextNamedGzipIsPutAside() throws IOException {
        assertThat(fault(ZIPPED, bytes(Lines.prediction("a") + "\n"))).contains("it cannot be read to its end (");
    }

    @Test
    void whatFollowsAGzipIsNotPassedOver() throws IOException {
        assertThat(fault(ZIPPED, join(Lines.gzip(Lines.prediction("a")), bytes("garbage"))))
                .contains("it cannot be read to its end (");
    }

    @Test
    void aFolderThatBearsALogsNameIsPutAside() throws IOException {
        Files.createDirectory(folder.resolve(PLAIN));

        assertThat(Lines.read(folder, PLAIN, Kind.PREDICTION, Lines.rules()))
                .containsExactly(new ReadRow.OfFile(
                        0, 0, "it is a folder, not a file; mend it and touch it, a changed file is read again"));
    }

    @Test
    void aFileThatIsGoneIsPutAside() throws IOException {
        assertThat(Lines.read(folder, PLAIN, Kind.PREDICTION, Lines.rules()))
                .containsExactly(
                        new ReadRow.OfFile(0, 0, "it is gone since it was listed; bring it back and touch it"));
    }

    @Test
    void whatWasAppendedSinceTheFileWasPlannedIsNotSeen() throws IOException {
        String planned = Lines.prediction("a") + "\n";
        Files.writeString(folder.resolve(PLAIN), planned + Lines.prediction("b") + "\n");

        assertThat(Lines.read(
                        folder,
                        new Portion(
                                PLAIN,
                                Kind.PREDICTION,
                                Piece.Bytes.all(planned.length()),
                                "",
                                Instant.EPOCH,
                                Lines.ARRIVAL),
                        Lines.rules()))
                .hasSize(2);
    }

    @Test
    void aFileThatBecameShorterIsPutAsideUntilItsNewFormIsPlanned() throws IOException {
        Files.writeString(folder.resolve(PLAIN), "x");

        assertThat(Lines.read(
                        folder,
                        new Portion(PLAIN, Kind.PREDICTION, Piece.Bytes.all(17), "", Instant.EPOCH, Lines.ARRIVAL),
                        Lines.rules()))
                .singleElement()
                .isInstanceOfSatisfying(
                        ReadRow.OfFile.class,
                        end -> assertThat(end.quarantine())
                                .contains("1 bytes instead of 17: it was rewritten, and is read in its new form"));
    }

    private String fault(String name, byte[] bytes) throws IOException {
        List<ReadRow> rows = read(name, bytes);
        assertThat(rows).hasSize(1);
        return ((ReadRow.OfFile) rows.get(0)).quarantine();
    }

    private List<ReadRow> read(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return Lines.read(folder, name, Kind.PREDICTION, Lines.rules());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
