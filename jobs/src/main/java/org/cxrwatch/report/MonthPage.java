package org.cxrwatch.report;

import java.util.List;

/**
 * A month for the quality file.
 *
 * @param head its beginning
 * @param facts the month in numbers
 * @param pictures how bad each day was, what happened, how numbers went
 * @param cases what was wrong
 * @param records what people did, what is normal, day by day
 */
record MonthPage(Head head, List<Fact> facts, List<Picture> pictures, List<CaseRow> cases, Records records) {

    /** Copies the lists. */
    MonthPage {
        facts = List.copyOf(facts);
        pictures = List.copyOf(pictures);
        cases = List.copyOf(cases);
    }

    /**
     * A case of the month.
     *
     * @param id of the case
     * @param tone how bad it was at worst
     * @param what it is about
     * @param when its first and its last day
     * @param hand who acknowledged it
     */
    record CaseRow(String id, Tone tone, String what, String when, String hand) {}

    /**
     * What an auditor asks for.
     *
     * @param done what people did
     * @param normal baselines in force, who approved them, and days that were marked
     * @param days day by day
     * @param provenance where the numbers come from
     */
    record Records(List<CaseView.Said> done, List<Fact> normal, List<DayRow> days, List<Fact> provenance) {

        /** Copies the lists. */
        Records {
            done = List.copyOf(done);
            normal = List.copyOf(normal);
            days = List.copyOf(days);
            provenance = List.copyOf(provenance);
        }
    }
}
