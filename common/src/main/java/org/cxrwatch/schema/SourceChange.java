package org.cxrwatch.schema;

import java.time.LocalDate;
import java.util.Locale;
import org.cxrwatch.model.Arrival;

/**
 * Something about the rows of a source that is not as it was, or not as it must be.
 *
 * @param of whose rows
 * @param path which column
 * @param change what happened to it
 * @param words what it was and is, as the change needs it
 * @param seen where and when
 */
public record SourceChange(ShapeOf of, String path, Change change, Words words, Seen seen) {

    /** What can happen to a column. */
    public enum Change {
        /** It is new, or there again. */
        ADDED("%1$s is new (%3$s)", Telling.SAY),
        /** Every row had it, and none has it any more. */
        DROPPED("%1$s was %2$s until %4$s, and is gone since %5$s", Telling.ALERT),
        /** It is gone, and another one of its kind is new. */
        RENAMED("%1$s is gone since %5$s, and %3$s is new: perhaps it was renamed", Telling.ALERT),
        /** It is gone, and one that is written with other capitals or strokes is new. */
        CASE_CHANGED("%1$s is written %3$s since %5$s", Telling.ALERT),
        /** Its values are of another kind. */
        RETYPED("%1$s was %2$s until %4$s, and is %3$s since %5$s", Telling.ALERT),
        /** Its numbers look as if they were counted in another unit. */
        OTHER_UNIT("%1$s should be in %2$s, and looks like %3$s", Telling.ALERT),
        /** It says what the contract does not allow. */
        NOT_ALLOWED("%1$s says what the contract does not allow, %3$s", Telling.ALERT);

        private final String form;
        private final Telling telling;

        Change(String form, Telling telling) {
            this.form = form;
            this.telling = telling;
        }

        /** Whether somebody is told by an alert. */
        public boolean alerts() {
            return telling == Telling.ALERT;
        }
    }

    private enum Telling {
        /** Where it is found. */
        SAY,
        /** By an alert, too. */
        ALERT
    }

    /**
     * What was and is.
     *
     * @param before in words; empty if nothing was
     * @param after in words; empty if nothing is
     */
    public record Words(String before, String after) {}

    /**
     * Where and when something was seen.
     *
     * @param until last day it was as before
     * @param since first day it was not
     * @param file in which it was seen
     * @param arrival when that became known
     */
    public record Seen(LocalDate until, LocalDate since, String file, Arrival arrival) {}

    /** All of it, in a sentence; it holds names of columns, never values. */
    public String sentence() {
        String what = String.format(
                Locale.ROOT, change.form, path, words.before(), words.after(), seen.until(), seen.since());
        return of.words() + ": " + what + " (" + seen.file() + ").";
    }
}
