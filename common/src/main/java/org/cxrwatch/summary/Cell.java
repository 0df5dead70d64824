package org.cxrwatch.summary;

import org.cxrwatch.model.Arrival;

/**
 * A fact that was appended once and is never rewritten: what one batch added to one key on one arrival.
 *
 * @param key what it is about
 * @param arrival from when it counts
 * @param batch which ingest brought it
 * @param generation which count of its day it belongs to; a correction starts the next
 * @param definition hash of the {@link SummaryDefinition}
 * @param part what was counted
 */
public record Cell(CellKey key, Arrival arrival, long batch, int generation, String definition, Part part) {}
