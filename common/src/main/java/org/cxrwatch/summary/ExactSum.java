package org.cxrwatch.summary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A sum of doubles without any rounding: {@code mantissa · 2^exponent}, with an odd mantissa (or 0 · 2⁰), so equal sums
 * have equal parts. It does not depend on the order in which it was added up.
 *
 * @param mantissa odd, or zero
 * @param exponent power of two
 */
record ExactSum(BigInteger mantissa, int exponent) {

    static final ExactSum ZERO = new ExactSum(BigInteger.ZERO, 0);

    static ExactSum of(BigInteger mantissa, int exponent) {
        if (mantissa.signum() == 0) {
            return ZERO;
        }
        int zeros = mantissa.getLowestSetBit();
        return new ExactSum(mantissa.shiftRight(zeros), exponent + zeros);
    }

    /** One finite double. */
    static ExactSum of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >> 52) & 0x7FF;
        long fraction = bits & ((1L << 52) - 1);
        long magnitude = biased == 0 ? fraction : fraction | 1L << 52;
        return of(BigInteger.valueOf(bits < 0 ? -magnitude : magnitude), Math.max(biased, 1) - 1075);
    }

    ExactSum plus(ExactSum other) {
        int common = Math.min(exponent, other.exponent);
        return of(mantissa.shiftLeft(exponent - common).add(other.mantissa.shiftLeft(other.exponent - common)), common);
    }

    ExactSum times(ExactSum other) {
        return of(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    ExactSum times(long factor) {
        return of(mantissa.multiply(BigInteger.valueOf(factor)), exponent);
    }

    /** This divided by {@code divisor}, rounded once. */
    double over(BigInteger divisor) {
        BigDecimal numerator = exponent >= 0
                ? new BigDecimal(mantissa.shiftLeft(exponent))
                : new BigDecimal(mantissa).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
        return numerator.divide(new BigDecimal(divisor), new MathContext(40)).doubleValue();
    }

    void writeTo(SummaryWriter out) {
        out.signed(exponent);
        out.octets(mantissa.toByteArray());
    }

    static ExactSum read(SummaryReader in) {
        int exponent = Math.toIntExact(in.signed());
        ExactSum sum = new ExactSum(new BigInteger(in.octets()), exponent);
        if (!sum.equals(of(sum.mantissa, exponent))) {
            throw new CorruptSummaryException("a sum is not in its normal form");
        }
        return sum;
    }
}
