package org.cxrwatch.model;

/** Why a row was put aside; {@code docs/operators.md} says of each what to do. */
public enum RejectReason {
    /** The line is empty. */
    EMPTY_LINE,
    /** The line is longer than 1 MiB; no log line of the classifier is. */
    LINE_TOO_LONG,
    /** The line holds bytes that are not UTF-8 text. */
    NOT_UTF8,
    /** The line is not one whole JSON value: it was cut, or two writers wrote at once. */
    NOT_JSON,
    /** The line is no CSV record of as many cells as the first line names: it was cut, or a quote is stray. */
    NOT_CSV,
    /** The line's JSON is nested more than 32 levels deep. */
    NESTED_TOO_DEEPLY,
    /** The line is JSON, but not an object with named values. */
    NOT_AN_OBJECT,
    /** The row has no prediction_id, so that no label can reach it. */
    MISSING_ID,
    /** A value that every row has is absent or null. */
    MISSING_VALUE,
    /** A value is of another kind than the log's contract says, text where a number belongs or so. */
    WRONG_TYPE,
    /** A text is longer than 255 characters, or holds a NUL character. */
    BAD_TEXT,
    /** The time is not an ISO 8601 date and time. */
    BAD_TIMESTAMP,
    /** The time is later than the row's arrival, by more than clocks may be ahead. */
    IN_THE_FUTURE,
    /** The time is longer before the row's arrival than rows are taken for. */
    TOO_OLD,
    /** The confidence is not a number from 0 to 1. */
    BAD_CONFIDENCE,
    /** The class is none of the configured ones. */
    UNKNOWN_CLASS,
    /** The processing time is below zero. */
    NEGATIVE_DURATION,
    /** The status is not success, error or timeout. */
    UNKNOWN_STATUS,
    /** The row is of a day whose rows are no longer kept (retention.*); what came in time was counted. */
    EXPIRED,
    /** A number lies outside the range that the contract gives its column. */
    OUT_OF_RANGE,
    /** A value is none of those that the contract allows in its column. */
    NOT_ALLOWED,
    /** Another row has the same identity and says something else; that one was kept. */
    CONFLICTING_COPY,
    /** Its id was erased from the lake before; nothing of the row is kept. */
    ERASED
}
