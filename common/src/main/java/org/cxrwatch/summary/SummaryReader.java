package org.cxrwatch.summary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link SummaryWriter} wrote and refuses what it cannot have written. */
public final class SummaryReader {

    private final ByteBuffer in;

    SummaryReader(byte[] bytes, int offset, int length) {
        this.in = ByteBuffer.wrap(bytes, offset, length);
    }

    int octet() {
        need(1);
        return in.get() & 0xFF;
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new CorruptSummaryException("an integer is longer than 64 bits");
    }

    /** A count of things that follow, each at least one byte long. */
    int size() {
        long size = count();
        if (size < 0 || size > in.remaining()) {
            throw new CorruptSummaryException(
                    "it announces " + size + " items and has " + in.remaining() + " bytes left");
        }
        return (int) size;
    }

    long signed() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    double number() {
        need(Double.BYTES);
        return in.getDouble();
    }

    String text() {
        return new String(octets(), StandardCharsets.UTF_8);
    }

    byte[] octets() {
        byte[] value = new byte[size()];
        in.get(value);
        return value;
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }

    void expectEnd() {
        if (in.hasRemaining()) {
            throw new CorruptSummaryException(in.remaining() + " bytes follow its end");
        }
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new CorruptSummaryException("it ends too early");
        }
    }
}
