package org.cxrwatch.notify;

/** Text of others on one line: what servers answer, what names from logs hold. */
final class PlainText {

    private PlainText() {}

    /** Without what begins a line of its own, steers a terminal or turns the direction of writing. */
    static String oneLine(String text) {
        return text.replaceAll("\\R+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?").strip();
    }

    /** Its first line that holds anything, at most so long. */
    static String firstLine(String text, int longest) {
        return shortened(
                oneLine(text.lines().filter(line -> !line.isBlank()).findFirst().orElse("")), longest);
    }

    /** At most so many characters, the last one an ellipsis if some are missing; no character is cut in two. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
