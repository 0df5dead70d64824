package org.cxrwatch.summary;

import java.time.LocalDate;
import java.util.Optional;
import org.cxrwatch.model.Slice;

/**
 * What a cell is about, whenever it arrived.
 *
 * @param kind the part
 * @param modelVersion who answered; empty for what hosts log
 * @param day the UTC day of the rows
 * @param hour the UTC hour 0 to 23 of parts kept by the hour
 * @param slice which rows; {@code host=…} for what hosts log
 */
public record CellKey(PartKind kind, String modelVersion, LocalDate day, Optional<Integer> hour, Slice slice) {}
