package org.cxrwatch.model;

/** Why a row was put aside, with a sentence for the person who mends the writer. */
public enum RejectReason {
    /** Nothing on the line. */
    EMPTY_LINE("The line is empty."),
    /** Longer than a line may be. */
    LINE_TOO_LONG("The line is longer than 1 MiB; no log line of the classifier is."),
    /** Bytes that are no text. */
    NOT_UTF8("The line holds bytes that are not UTF-8 text."),
    /** Broken or cut JSON. */
    NOT_JSON("The line is not one whole JSON value: it was cut, or two writers wrote at once."),
    /** No record of the table it stands in. */
    NOT_CSV("The line is no CSV record of as many cells as the first line names: it was cut, or a quote is stray."),
    /** JSON nested beyond any use. */
    NESTED_TOO_DEEPLY("The line's JSON is nested more than 32 levels deep."),
    /** JSON, but no object. */
    NOT_AN_OBJECT("The line is JSON, but not an object with named values."),
    /** No id. */
    MISSING_ID("The row has no prediction_id, so that no label can reach it."),
    /** A required value is absent. */
    MISSING_VALUE("A value that every row has is absent or null."),
    /** A value of the wrong kind. */
    WRONG_TYPE("A value is of another kind than the log's contract says, text where a number belongs or so."),
    /** Text that is too long or holds NUL. */
    BAD_TEXT("A text is longer than 255 characters, or holds a NUL character."),
    /** No ISO 8601 time. */
    BAD_TIMESTAMP("The time is not an ISO 8601 date and time."),
    /** After its arrival. */
    IN_THE_FUTURE("The time is later than the row's arrival, by more than clocks may be ahead."),
    /** Older than anything kept. */
    TOO_OLD("The time is longer before the row's arrival than rows are taken for."),
    /** No probability. */
    BAD_CONFIDENCE("The confidence is not a number from 0 to 1."),
    /** A class nobody configured. */
    UNKNOWN_CLASS("The class is none of the configured ones."),
    /** Less than no time. */
    NEGATIVE_DURATION("The processing time is below zero."),
    /** A status nobody knows. */
    UNKNOWN_STATUS("The status is not success, error or timeout."),
    /** Its day is gone from the lake. */
    EXPIRED("The row is of a day whose rows are no longer kept (retention.*); what came in time was counted."),
    /** A number that the contract rules out. */
    OUT_OF_RANGE("A number lies outside the range that the contract gives its column."),
    /** A value that the contract does not list. */
    NOT_ALLOWED("A value is none of those that the contract allows in its column."),
    /** Same identity, other content. */
    CONFLICTING_COPY("Another row has the same identity and says something else; that one was kept."),
    /** An id that was erased before. */
    ERASED("Its id was erased from the lake before; nothing of the row is kept.");

    private final String sentence;

    RejectReason(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong, in a sentence. */
    public String sentence() {
        return sentence;
    }
}
