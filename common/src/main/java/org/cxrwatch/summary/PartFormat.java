package org.cxrwatch.summary;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The envelope of a part: {@code 'C' version kind resolution contents crc32c}. */
final class PartFormat {

    private static final int MAGIC = 'C';
    private static final int VERSION = 1;

    /** Of a distribution that holds what users' definitions counted; without such counts its bytes are of version 1. */
    private static final int VERSION_WITH_COMPUTED = 2;

    private static final int HEADER = 4;

    private PartFormat() {}

    static byte[] bytesOf(Part part) {
        SummaryWriter out = new SummaryWriter();
        out.octet(MAGIC);
        out.octet(versionOf(part));
        out.octet(part.kind().code());
        out.octet(part.resolution().code());
        part.writeTo(out);
        byte[] body = out.toBytes();
        return ByteBuffer.allocate(body.length + Integer.BYTES)
                .put(body)
                .putInt(checksum(body, body.length))
                .array();
    }

    static Part partOf(byte[] bytes) {
        int body = bytes.length - Integer.BYTES;
        if (body < HEADER || bytes[0] != MAGIC) {
            throw new CorruptSummaryException("it is not a part of a cell");
        }
        if (bytes[1] < VERSION || bytes[1] > VERSION_WITH_COMPUTED) {
            throw new CorruptSummaryException("it has format " + bytes[1] + ", this version reads formats " + VERSION
                    + " and " + VERSION_WITH_COMPUTED);
        }
        if (ByteBuffer.wrap(bytes, body, Integer.BYTES).getInt() != checksum(bytes, body)) {
            throw new CorruptSummaryException("its checksum does not match");
        }
        SummaryReader in = new SummaryReader(bytes, HEADER, body - HEADER);
        Part part = PartKind.ofCode(bytes[2]).read(in, Resolution.ofCode(bytes[3]));
        in.expectEnd();
        if (versionOf(part) != bytes[1]) {
            throw new CorruptSummaryException("it says format " + bytes[1] + " and is of format " + versionOf(part));
        }
        return part;
    }

    private static int versionOf(Part part) {
        return part instanceof DistributionPart distribution && distribution.hasComputed()
                ? VERSION_WITH_COMPUTED
                : VERSION;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
