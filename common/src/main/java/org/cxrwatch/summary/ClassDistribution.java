package org.cxrwatch.summary;

/**
 * The input and the scores of the predictions of one class.
 *
 * @param rows predictions of that class
 * @param confidence the probability of the predicted class, as logged
 * @param positiveScore the probability of the positive class
 * @param features image statistics by name
 * @param attributes categories by name
 * @param computed what was counted by definitions of users
 */
public record ClassDistribution(
        long rows,
        NumericSummary confidence,
        NumericSummary positiveScore,
        Keyed<NumericSummary> features,
        Keyed<CategorySummary> attributes,
        Computed computed)
        implements Summary<ClassDistribution> {

    /** The most features, and the most attributes, that are kept. */
    public static final int LIMIT = 128;

    /** Of rows of which nothing was computed. */
    public ClassDistribution(
            long rows,
            NumericSummary confidence,
            NumericSummary positiveScore,
            Keyed<NumericSummary> features,
            Keyed<CategorySummary> attributes) {
        this(rows, confidence, positiveScore, features, attributes, Computed.NOTHING);
    }

    /** The same, with what was computed of the same rows. */
    ClassDistribution with(Computed ofTheseRows) {
        return new ClassDistribution(rows, confidence, positiveScore, features, attributes, ofTheseRows);
    }

    /** No rows. */
    public static ClassDistribution empty(Resolution resolution) {
        return new ClassDistribution(
                0,
                NumericSummary.empty(resolution),
                NumericSummary.empty(resolution),
                Keyed.empty(LIMIT),
                Keyed.empty(LIMIT));
    }

    ClassDistribution at(Resolution coarser) {
        return new ClassDistribution(
                rows,
                confidence.at(coarser),
                positiveScore.at(coarser),
                features.each(number -> number.at(coarser)),
                attributes,
                computed);
    }

    @Override
    public ClassDistribution plus(ClassDistribution other) {
        return new ClassDistribution(
                rows + other.rows,
                confidence.plus(other.confidence),
                positiveScore.plus(other.positiveScore),
                features.plus(other.features),
                attributes.plus(other.attributes),
                computed.plus(other.computed));
    }

    /** {@inheritDoc} What was computed is not among it: {@link DistributionPart} writes that after all classes. */
    @Override
    public void writeTo(SummaryWriter out) {
        out.count(rows);
        confidence.writeTo(out);
        positiveScore.writeTo(out);
        features.writeTo(out);
        attributes.writeTo(out);
    }

    static ClassDistribution read(SummaryReader in, Resolution resolution) {
        return new ClassDistribution(
                in.count(),
                NumericSummary.read(in, resolution),
                NumericSummary.read(in, resolution),
                Keyed.read(in, LIMIT, item -> NumericSummary.read(item, resolution)),
                Keyed.read(in, LIMIT, CategorySummary::read));
    }
}
