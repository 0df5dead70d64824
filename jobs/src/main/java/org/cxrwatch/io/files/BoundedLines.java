package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.cxrwatch.log.LogRows;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/** Splits a stream into lines without ever holding more of one than {@link #LONGEST} bytes. */
final class BoundedLines {

    /** The most bytes of a line that are kept: 1 MiB. */
    static final int LONGEST = 1 << 20;

    private static final int BUFFER = 1 << 16;
    private static final int MOST_BYTES_A_CHARACTER = 4;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long number;

    /**
     * One line.
     *
     * <p>Its bytes are without the line's end, and no more than {@link #LONGEST} of them.
     */
    static final class Line {

        private final long number;
        private final byte[] bytes;
        private final long length;
        private final End end;

        /** How a line ends. */
        enum End {
            NEWLINE,
            END_OF_FILE
        }

        Line(long number, byte[] bytes, long length, End end) {
            this.number = number;
            this.bytes = bytes;
            this.length = length;
            this.end = end;
        }

        long number() {
            return number;
        }

        byte[] bytes() {
            return bytes;
        }

        /** How long it is in the file, whatever was kept. */
        long length() {
            return length;
        }

        boolean tooLong() {
            return length > LONGEST;
        }

        boolean finished() {
            return end == End.NEWLINE;
        }

        /** Whether it is whole, has something in it, and every byte is an ASCII character other than NUL. */
        boolean isPlain() {
            if (tooLong()) {
                return false;
            }
            boolean something = false;
            for (byte character : bytes) {
                if (character <= 0) {
                    return false;
                }
                something |= character > ' ';
            }
            return something;
        }

        /**
         * All that was kept, as text.
         *
         * @throws RejectedRow if the line is too long, or no text
         */
        String text() throws RejectedRow {
            if (tooLong()) {
                throw new RejectedRow(RejectReason.LINE_TOO_LONG, "it has " + length + " bytes");
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                throw new RejectedRow(RejectReason.NOT_UTF8, "some of its " + length + " bytes are no character");
            }
        }

        /** As much of it as is kept of a rejected row, whatever its bytes. */
        String beginning() {
            int kept = Math.min(bytes.length, LogRows.LONGEST_RAW * MOST_BYTES_A_CHARACTER);
            return new String(bytes, 0, kept, StandardCharsets.UTF_8);
        }
    }

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** The next line; empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        byte[] kept = new byte[512];
        long length = 0;
        while (fill()) {
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int found = end - position;
            int room = (int) Math.min(found, Math.max(0, LONGEST - length));
            kept = append(kept, (int) Math.min(length, LONGEST), room);
            length += found;
            position = end;
            if (end < filled) {
                position++;
                return Optional.of(line(kept, length, Line.End.NEWLINE));
            }
        }
        return length == 0 ? Optional.empty() : Optional.of(line(kept, length, Line.End.END_OF_FILE));
    }

    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private byte[] append(byte[] kept, int used, int count) {
        byte[] roomy =
                used + count <= kept.length ? kept : Arrays.copyOf(kept, Math.max(2 * kept.length, used + count));
        System.arraycopy(buffer, position, roomy, used, count);
        return roomy;
    }

    private Line line(byte[] kept, long length, Line.End end) {
        int used = (int) Math.min(length, LONGEST);
        boolean carriageReturn = length == used && used > 0 && kept[used - 1] == '\r' && end == Line.End.NEWLINE;
        int bytes = carriageReturn ? used - 1 : used;
        number++;
        return new Line(number, Arrays.copyOf(kept, bytes), length, end);
    }
}
