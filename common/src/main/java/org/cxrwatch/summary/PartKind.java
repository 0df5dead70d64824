package org.cxrwatch.summary;

/** The kinds of part, by which cells are stored. */
public enum PartKind {
    /** Features and scores of a day. */
    DISTRIBUTION(1),
    /** Requests and latencies of an hour; of some slices of a day. */
    SERVICE(2),
    /** Labels of a prediction day by the day they arrived. */
    LABEL(3),
    /** What a host logged in an hour. */
    SYSTEM(4);

    private final int code;

    PartKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The part that nothing has been added to. */
    public Part empty(Resolution resolution) {
        return switch (this) {
            case DISTRIBUTION -> DistributionPart.empty(resolution);
            case SERVICE -> ServicePart.empty(resolution);
            case LABEL -> LabelPart.empty(resolution);
            case SYSTEM -> SystemPart.empty(resolution);
        };
    }

    Part read(SummaryReader in, Resolution resolution) {
        return switch (this) {
            case DISTRIBUTION -> DistributionPart.read(in, resolution);
            case SERVICE -> ServicePart.read(in, resolution);
            case LABEL -> LabelPart.read(in, resolution);
            case SYSTEM -> SystemPart.read(in, resolution);
        };
    }

    static PartKind ofCode(int code) {
        for (PartKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new CorruptSummaryException("part code " + code + " is unknown");
    }
}
