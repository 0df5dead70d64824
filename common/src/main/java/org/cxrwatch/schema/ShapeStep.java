package org.cxrwatch.schema;

import java.time.LocalDate;
import org.cxrwatch.model.Arrival;

/**
 * The shape of the rows that a file, or a table, brought.
 *
 * @param of whose rows
 * @param day which day's they are
 * @param file where they are from
 * @param arrival when they became known
 * @param shape their columns
 */
public record ShapeStep(ShapeOf of, LocalDate day, String file, Arrival arrival, RowShape shape) {}
