package org.cxrwatch.model;

import java.util.Locale;

/** How probabilities are worded, in sentences and tables alike. */
public final class Probability {

    private static final double LEAST_TOLD = 1e-4;

    private Probability() {}

    /** Four decimals, {@code 0.0123}, and below them {@code < 0.0001}: more says less than it seems to. */
    public static String text(double p) {
        return p < LEAST_TOLD ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
