package org.cxrwatch.spark;

import org.apache.spark.api.java.function.Function2;
import org.cxrwatch.summary.Part;

/** Adds two parts that are there as bytes. */
final class AddParts implements Function2<byte[], byte[], byte[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public byte[] call(byte[] left, byte[] right) {
        return Part.ofBytes(left).with(Part.ofBytes(right)).toBytes();
    }
}
