package org.cxrwatch.summary;

import java.time.Instant;
import org.cxrwatch.model.Arrival;

/**
 * A fact: what one batch added to one key on one arrival.
 *
 * @param key what it is about
 * @param arrival from when it counts
 * @param batch which ingest brought it
 * @param generation which count of its day it belongs to; a correction starts the next
 * @param definition hash of the {@link SummaryDefinition}
 * @param part what was counted
 */
public record Cell(CellKey key, Arrival arrival, long batch, Generation generation, String definition, Part part) {

    /** From when it can be part of a sum: it has arrived, and its generation stands. */
    public Instant knownFrom() {
        return generation.from().isAfter(arrival.at()) ? generation.from() : arrival.at();
    }
}
