package org.cxrwatch.schema;

/** What kind of value a column holds, in a row. */
public enum ValueKind {
    /** A number, not finite ones too. */
    NUMBER("a number"),
    /** Text, times too. */
    TEXT("text"),
    /** True or false. */
    TRUTH("true or false"),
    /** A list. */
    LIST("a list"),
    /** Named values. */
    OBJECT("an object"),
    /** Named, and null. */
    NOTHING("null");

    private final String words;

    ValueKind(String words) {
        this.words = words;
    }

    /** As sentences say it: {@code a number}. */
    public String words() {
        return words;
    }
}
