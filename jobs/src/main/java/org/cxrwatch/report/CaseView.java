package org.cxrwatch.report;

import java.util.List;

/**
 * A case as a page shows it.
 *
 * @param id of the case, as it is stored
 * @param tone how bad it was
 * @param headline what happened, where, since when
 * @param hand who has it in hand
 * @param more what people may want to read next
 */
record CaseView(String id, Tone tone, String headline, String hand, More more) {

    /** The id as it is shown. */
    String shownId() {
        return Shown.name(id);
    }

    /**
     * What people may want to read next.
     *
     * @param checks what to look at first
     * @param alerts its alerts
     * @param said what was seen and done, night by night
     */
    record More(List<String> checks, List<AlertRow> alerts, List<Said> said) {

        /** Copies the lists. */
        More {
            checks = List.copyOf(checks);
            alerts = List.copyOf(alerts);
            said = List.copyOf(said);
        }
    }

    /**
     * One alert.
     *
     * @param tone how bad it was
     * @param about what it is about
     * @param since its first window
     * @param evidence what was found
     */
    record AlertRow(Tone tone, String about, String since, String evidence) {}

    /**
     * What was seen or done.
     *
     * @param when which night, or when a person did it
     * @param what in a word
     * @param by who, if a person did it
     * @param text in words
     */
    record Said(String when, String what, String by, String text) {}
}
