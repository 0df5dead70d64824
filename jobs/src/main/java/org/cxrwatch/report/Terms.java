package org.cxrwatch.report;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How pages are made.
 *
 * @param now when
 * @param asOf as what was known then; empty for what is known now
 * @param names what the configuration calls things
 * @param origin what the numbers come from
 * @param files whether a page of this name is there to lead to
 */
public record Terms(Instant now, Optional<Instant> asOf, Names names, Origin origin, Predicate<String> files) {

    /**
     * What the configuration calls things.
     *
     * @param positiveClass the answer that is looked for
     * @param scanner the attribute that lies within a site, if one does
     */
    public record Names(String positiveClass, Optional<String> scanner) {}

    /**
     * What the numbers come from.
     *
     * @param program version of cxrwatch
     * @param configuration hash of the settings
     * @param definition hash of what is counted
     * @param lake version of each Delta table, as far as they can be read
     */
    public record Origin(String program, String configuration, String definition, Map<String, Long> lake) {

        /** Copies the map. */
        public Origin {
            lake = Collections.unmodifiableMap(new TreeMap<>(lake));
        }

        List<String> tables() {
            return lake.entrySet().stream()
                    .map(table -> table.getKey() + " " + table.getValue())
                    .toList();
        }
    }
}
