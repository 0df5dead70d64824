package org.cxrwatch.summary;

/** The order-preserving map between finite doubles and longs; −0 becomes 0. */
final class OrderedKey {

    private OrderedKey() {}

    static long of(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ ((bits >> 63) >>> 1);
    }

    static double value(long key) {
        return Double.longBitsToDouble(key ^ ((key >> 63) >>> 1));
    }
}
