package org.cxrwatch.summary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the primitives of the summary format: variable-length integers (LEB128), doubles, strings. */
public final class SummaryWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    void octet(int value) {
        out.write(value);
    }

    void count(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void signed(long value) {
        count((value << 1) ^ (value >> 63));
    }

    void number(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (bits >>> shift));
        }
    }

    void text(String value) {
        octets(value.getBytes(StandardCharsets.UTF_8));
    }

    void octets(byte[] value) {
        count(value.length);
        out.writeBytes(value);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
