package org.cxrwatch.io.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream; the rest is not there. */
final class FirstBytes extends InputStream {

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
