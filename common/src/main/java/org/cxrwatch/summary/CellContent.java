package org.cxrwatch.summary;

import org.cxrwatch.model.Arrival;

/**
 * What rows add to a key on an arrival, before a batch has made it a {@link Cell}.
 *
 * @param key what it is about
 * @param arrival from when it counts
 * @param part what was counted
 */
public record CellContent(CellKey key, Arrival arrival, Part part) {

    /** What contents must share to be added. */
    public record Address(CellKey key, Arrival arrival) {}

    /** Its address. */
    public Address address() {
        return new Address(key, arrival);
    }

    /** Both contents of one address together. */
    public CellContent with(CellContent other) {
        return new CellContent(key, arrival, part.with(other.part));
    }
}
