package org.cxrwatch.summary;

/** What a cell holds: one of four kinds of summary. */
public sealed interface Part permits DistributionPart, ServicePart, LabelPart, SystemPart {

    /** Which of the four it is. */
    PartKind kind();

    /** How finely its numbers are kept. */
    Resolution resolution();

    /** The rows it was made from. */
    long rows();

    /**
     * This part and another of the same kind.
     *
     * @throws IllegalArgumentException if the kinds or resolutions differ
     */
    Part with(Part other);

    /**
     * The same rows at a coarser resolution: bit for bit what they would have given at it from the first.
     *
     * @throws IllegalArgumentException if it is finer
     */
    Part at(Resolution coarser);

    /** The same rows as they are kept once their day is old. */
    default Part old() {
        return at(resolution().old());
    }

    /**
     * Two parts of the same kind, one of which may be old: the other is then brought to its resolution, so that the sum
     * of any number of them does not depend on their order.
     *
     * @throws IllegalArgumentException if the kinds differ, or the resolutions otherwise
     */
    static Part together(Part left, Part right) {
        boolean oneIsOld = left.resolution() == right.resolution().old()
                || right.resolution() == left.resolution().old();
        return oneIsOld && left.resolution() != right.resolution() ? left.old().with(right.old()) : left.with(right);
    }

    /** Writes the canonical bytes of its contents. */
    void writeTo(SummaryWriter out);

    /** The canonical bytes, with a header and a checksum, as cells keep them. */
    default byte[] toBytes() {
        return PartFormat.bytesOf(this);
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @throws CorruptSummaryException if the bytes are damaged or of a newer format
     */
    static Part ofBytes(byte[] bytes) {
        return PartFormat.partOf(bytes);
    }
}
