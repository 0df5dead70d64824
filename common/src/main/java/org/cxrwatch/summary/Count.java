package org.cxrwatch.summary;

/**
 * A number of rows.
 *
 * @param rows at least 0
 */
public record Count(long rows) implements Summary<Count> {

    /** Counts are never negative: what is corrected is kept as given and withdrawn. */
    public Count {
        if (rows < 0) {
            throw new IllegalArgumentException("A count is never negative, got " + rows + ".");
        }
    }

    @Override
    public Count plus(Count other) {
        return new Count(Math.addExact(rows, other.rows));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(rows);
    }

    static Count read(SummaryReader in) {
        return new Count(in.count());
    }
}
