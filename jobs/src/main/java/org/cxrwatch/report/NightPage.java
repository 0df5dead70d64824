package org.cxrwatch.report;

import java.util.List;
import java.util.Optional;

/**
 * What a night says of a day.
 *
 * @param head its beginning
 * @param changed what changed since the day before, in sentences
 * @param cases what is open, the worst first
 * @param found what the day's comparison found, in sentences
 * @param parts the rest
 */
record NightPage(Head head, List<String> changed, List<CaseView> cases, List<String> found, Parts parts) {

    /** Copies the lists. */
    NightPage {
        changed = List.copyOf(changed);
        cases = List.copyOf(cases);
        found = List.copyOf(found);
    }

    /**
     * The pictures and tables of a night.
     *
     * @param context the weeks up to that day, by place
     * @param hours the day's hours
     * @param features what was compared
     * @param numbers metrics
     * @param more what comes last
     */
    record Parts(
            Picture context, List<Picture> hours, List<FeatureGroup> features, List<NumberGroup> numbers, More more) {

        /** Copies the lists. */
        Parts {
            hours = List.copyOf(hours);
            features = List.copyOf(features);
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * What comes last.
     *
     * @param reliability what scores have come to mean, if that is known
     * @param reliabilitySaid the same in words, or why it is not known
     * @param slices parts of the traffic
     * @param rest what is said of the parts that are not shown
     * @param provenance where the numbers come from
     */
    record More(
            Optional<Picture> reliability,
            String reliabilitySaid,
            List<SliceRow> slices,
            String rest,
            List<Fact> provenance) {

        /** Copies the lists. */
        More {
            slices = List.copyOf(slices);
            provenance = List.copyOf(provenance);
        }
    }
}
