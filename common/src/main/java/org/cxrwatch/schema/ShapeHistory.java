package org.cxrwatch.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shapes of a source's rows as they follow one another. Rows of a day before the latest that is known say nothing
 * about what is new; a version that is seen for the first time is compared with the one seen last.
 */
public final class ShapeHistory {

    private final SortedMap<ShapeOf, KnownShape> known = new TreeMap<>();
    private final List<SourceChange> changes = new ArrayList<>();

    /** What was known. */
    public ShapeHistory(Collection<KnownShape> known) {
        known.forEach(shape -> this.known.put(shape.of(), shape));
    }

    /** What a batch brought, file by file; what an earlier attempt at it has noted is not compared again. */
    public void add(long batch, List<ShapeStep> steps) {
        boolean noted = known.values().stream().anyMatch(shape -> shape.batch() >= batch);
        if (!noted) {
            steps.stream()
                    .filter(step -> step.shape().rows() > 0)
                    .sorted(Comparator.comparing(ShapeStep::day).thenComparing(ShapeStep::file))
                    .forEach(step -> add(batch, step));
        }
    }

    private void add(long batch, ShapeStep step) {
        Optional<KnownShape> before = Optional.ofNullable(known.get(step.of()))
                .or(() -> predecessor(step.of()).map(shape -> shape.as(step.of())));
        if (before.filter(shape -> shape.day().isAfter(step.day())).isPresent()) {
            return;
        }
        ShapeComparison compared = before.map(shape -> new ShapeComparison(shape, step))
                .orElseGet(() -> ShapeComparison.ofFirst(step))
                .compare();
        changes.addAll(compared.changes());
        known.put(step.of(), new KnownShape(step.of(), batch, step.day(), compared.columns()));
    }

    private Optional<KnownShape> predecessor(ShapeOf of) {
        return known.values().stream()
                .filter(shape -> shape.of().source().equals(of.source())
                        && shape.of().kind().equals(of.kind()))
                .max(Comparator.comparing(KnownShape::day).thenComparing(KnownShape::of));
    }

    /** What is known now. */
    public Collection<KnownShape> known() {
        return List.copyOf(known.values());
    }

    /** What was not as before, in the order in which it was found. */
    public List<SourceChange> changes() {
        return List.copyOf(changes);
    }
}
