package org.cxrwatch.notice;

/** Texts that came from logs, as they may stand in a message: names are whatever somebody wrote. */
public final class Plain {

    private static final String MORE = "…";

    private Plain() {}

    /**
     * In one line, without what would steer a terminal or turn the direction of writing; cut after so many characters.
     */
    public static String line(String text, int most) {
        String plain = text.replaceAll("\\R", " ")
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?")
                .strip();
        if (plain.length() <= most) {
            return plain;
        }
        int end = most - MORE.length();
        return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    /** As a shell takes it for one word. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9_.,:=/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
