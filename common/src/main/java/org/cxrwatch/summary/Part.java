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
