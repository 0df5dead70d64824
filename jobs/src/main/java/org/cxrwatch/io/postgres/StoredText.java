package org.cxrwatch.io.postgres;

import java.nio.charset.StandardCharsets;

/** Texts as PostgreSQL can keep them: it has no NUL, and UTF-8 no half surrogate pairs; both become U+FFFD. */
final class StoredText {

    private static final char UNKNOWN = '\uFFFD';

    private StoredText() {}

    static String of(String text) {
        String withoutNul = text.indexOf('\0') < 0 ? text : text.replace('\0', UNKNOWN);
        return StandardCharsets.UTF_8.newEncoder().canEncode(withoutNul) ? withoutNul : withoutHalves(withoutNul);
    }

    private static String withoutHalves(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? UNKNOWN : point)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
