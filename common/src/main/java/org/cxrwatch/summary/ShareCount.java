package org.cxrwatch.summary;

/**
 * What was counted of a {@link CustomMetric}.
 *
 * @param rows all rows that were asked, whether {@code when} held or not
 * @param matching rows where {@code when} and {@code of} held
 * @param others rows where {@code when} held and {@code of} did not
 * @param unknown rows where {@code when} held and {@code of} has no value: they are in neither count
 */
public record ShareCount(long rows, long matching, long others, long unknown) implements Summary<ShareCount> {

    /** No rows. */
    public static final ShareCount EMPTY = new ShareCount(0, 0, 0, 0);

    /** What one row says of a condition. */
    public enum Outcome {
        /** Both conditions hold. */
        MATCHING,
        /** The row is asked for, and the condition does not hold. */
        OTHER,
        /** The row is asked for, and the condition has no value: what it reads is missing, or cannot be computed. */
        UNKNOWN,
        /** The row is not asked for. */
        NOT_ASKED
    }

    /** Refuses negative counts, and more answers than rows. */
    public ShareCount {
        if (matching < 0
                || others < 0
                || unknown < 0
                || rows < Math.addExact(matching, Math.addExact(others, unknown))) {
            throw new IllegalArgumentException("Of " + rows + " rows " + matching + " match, " + others + " do not, of "
                    + unknown + " it is unknown: no counts of rows.");
        }
    }

    /** The rows that the share is of. */
    public long eligible() {
        return matching + others;
    }

    @Override
    public ShareCount plus(ShareCount more) {
        return new ShareCount(
                Math.addExact(rows, more.rows),
                Math.addExact(matching, more.matching),
                Math.addExact(others, more.others),
                Math.addExact(unknown, more.unknown));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(rows);
        out.count(matching);
        out.count(others);
        out.count(unknown);
    }

    static ShareCount read(SummaryReader in) {
        long[] counts = {in.count(), in.count(), in.count(), in.count()};
        try {
            return new ShareCount(counts[0], counts[1], counts[2], counts[3]);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptSummaryException("the counts of a custom metric contradict each other");
        }
    }
}
