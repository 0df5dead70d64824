package org.cxrwatch.summary;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The laws for what users' definitions count, where a definition changes midway: a row was asked by the old one, by the
 * new one, or by none; and where there are more definitions than are kept.
 */
class ComputedLawsTest implements SummaryLaws<ComputedLawsTest.Asked, Computed> {

    /** What was asked of a row. */
    record Asked(String definition, ShareCount answer) {}

    private static final List<ShareCount> ANSWERS = List.of(
            new ShareCount(1, 1, 0, 0),
            new ShareCount(1, 0, 1, 0),
            new ShareCount(1, 0, 0, 1),
            new ShareCount(1, 0, 0, 0));

    @Override
    public Computed of(List<Asked> rows) {
        return rows.stream()
                .map(row -> row.definition().isEmpty()
                        ? Computed.NOTHING
                        : new Computed(
                                Keyed.of(Computed.LIMIT, Map.of(row.definition(), new Count(1))),
                                Keyed.of(Computed.LIMIT, Map.of(row.definition(), row.answer()))))
                .reduce(Computed.NOTHING, Computed::plus);
    }

    @Override
    public List<Asked> rows(Random random) {
        int definitions = List.of(1, 2, 3 * Computed.LIMIT).get(random.nextInt(3));
        return Stream.generate(() -> new Asked(
                        random.nextInt(4) == 0 ? "" : "metric@" + random.nextInt(definitions),
                        ANSWERS.get(random.nextInt(ANSWERS.size()))))
                .limit(random.nextInt(600))
                .toList();
    }

    @Override
    public Computed read(SummaryReader in) {
        return Computed.read(in);
    }
}
