package org.cxrwatch.summary;

/**
 * The labels of one prediction day that arrived together. What is corrected is given anew and withdrawn: both sums only
 * grow, so no order can make a count negative, and the difference is taken when it is read.
 *
 * @param resolution how finely scores are kept
 * @param given labels given
 * @param withdrawn labels that no longer hold
 */
public record LabelPart(Resolution resolution, LabelledScores given, LabelledScores withdrawn)
        implements Part, Summary<LabelPart> {

    /** No labels. */
    public static LabelPart empty(Resolution resolution) {
        return new LabelPart(resolution, LabelledScores.empty(resolution), LabelledScores.empty(resolution));
    }

    /** Labels given. */
    public static LabelPart given(LabelledScores given) {
        return new LabelPart(given.resolution(), given, LabelledScores.empty(given.resolution()));
    }

    /** Labels withdrawn. */
    public static LabelPart withdrawn(LabelledScores withdrawn) {
        return new LabelPart(withdrawn.resolution(), LabelledScores.empty(withdrawn.resolution()), withdrawn);
    }

    @Override
    public PartKind kind() {
        return PartKind.LABEL;
    }

    @Override
    public long rows() {
        return given.rows() + withdrawn.rows();
    }

    /** The scores whose labels hold: given less withdrawn. */
    public LabelledScores standing() {
        return given.minus(withdrawn);
    }

    /** Labels that hold. */
    public long labelled() {
        return given.rows() - withdrawn.rows();
    }

    @Override
    public LabelPart at(Resolution coarser) {
        return new LabelPart(coarser, given.at(coarser), withdrawn.at(coarser));
    }

    @Override
    public Part with(Part other) {
        return plus((LabelPart) other);
    }

    @Override
    public LabelPart plus(LabelPart other) {
        return new LabelPart(resolution, given.plus(other.given), withdrawn.plus(other.withdrawn));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        given.writeTo(out);
        withdrawn.writeTo(out);
    }

    static LabelPart read(SummaryReader in, Resolution resolution) {
        return new LabelPart(resolution, LabelledScores.read(in, resolution), LabelledScores.read(in, resolution));
    }
}
