package org.cxrwatch.model;

import java.util.Locale;

/** How shares are worded where whole per cent say enough, in sentences and tables alike. */
public final class Percent {

    private Percent() {}

    /** Of a share, 1 being all: {@code 47 %}. */
    public static String text(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
