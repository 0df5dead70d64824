package org.cxrwatch.summary;

/**
 * What was counted of rows by definitions that users wrote, by {@link DerivedFeature#id} and {@link CustomMetric#id}:
 * what is missing here was not asked of these rows. As each entry says of how many rows it was asked, a sum over cells
 * of different definitions shows that it holds some rows only.
 *
 * @param derived rows of which a derived feature was computed, whether it came to a number or not
 * @param shares counts of custom metrics
 */
public record Computed(Keyed<Count> derived, Keyed<ShareCount> shares) implements Summary<Computed> {

    /** The most definitions of either kind that are kept. */
    public static final int LIMIT = 128;

    /** Nothing was asked. */
    public static final Computed NOTHING = new Computed(Keyed.empty(LIMIT), Keyed.empty(LIMIT));

    /** Whether nothing was asked. */
    public boolean isEmpty() {
        return derived.entries().isEmpty() && shares.entries().isEmpty();
    }

    @Override
    public Computed plus(Computed other) {
        return new Computed(derived.plus(other.derived), shares.plus(other.shares));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        derived.writeTo(out);
        shares.writeTo(out);
    }

    static Computed read(SummaryReader in) {
        return new Computed(Keyed.read(in, LIMIT, Count::read), Keyed.read(in, LIMIT, ShareCount::read));
    }
}
