package org.cxrwatch.summary;

import java.util.Map;

/**
 * What one host logged of itself in an hour.
 *
 * @param resolution how finely numbers are kept
 * @param samples rows logged
 * @param numbers each number logged, by name and in the unit it was logged in
 */
public record SystemPart(Resolution resolution, long samples, Keyed<NumericSummary> numbers)
        implements Part, Summary<SystemPart> {

    /** The most numbers that are kept. */
    public static final int LIMIT = 128;

    /** No samples. */
    public static SystemPart empty(Resolution resolution) {
        return of(resolution, 0, Map.of());
    }

    /** These samples. */
    public static SystemPart of(Resolution resolution, long samples, Map<String, NumericSummary> numbers) {
        return new SystemPart(resolution, samples, Keyed.of(LIMIT, numbers));
    }

    @Override
    public PartKind kind() {
        return PartKind.SYSTEM;
    }

    @Override
    public long rows() {
        return samples;
    }

    /** One number; empty if it was never logged. */
    public NumericSummary number(String name) {
        return numbers.find(name).orElseGet(() -> NumericSummary.empty(resolution));
    }

    @Override
    public SystemPart at(Resolution coarser) {
        return new SystemPart(coarser, samples, numbers.each(number -> number.at(coarser)));
    }

    @Override
    public Part with(Part other) {
        return plus((SystemPart) other);
    }

    @Override
    public SystemPart plus(SystemPart other) {
        return new SystemPart(resolution, samples + other.samples, numbers.plus(other.numbers));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        out.count(samples);
        numbers.writeTo(out);
    }

    static SystemPart read(SummaryReader in, Resolution resolution) {
        return new SystemPart(
                resolution, in.count(), Keyed.read(in, LIMIT, item -> NumericSummary.read(item, resolution)));
    }
}
