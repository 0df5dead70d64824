package org.cxrwatch.summary;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cxrwatch.model.Reason;

/**
 * How the values of a feature came about in some rows: only what came about in the same way is compared.
 *
 * @param kind logged, or computed
 * @param id of the definition it was computed by in all rows; empty for the other kinds
 */
public record Provenance(Kind kind, String id) {

    /** As the log has it; also what is nowhere to be seen. */
    static final Provenance LOGGED = new Provenance(Kind.LOGGED, "");

    /** By a definition in some rows only. */
    static final Provenance MIXED = new Provenance(Kind.MIXED, "");

    /** The ways. */
    public enum Kind {
        /** Written by the service. */
        LOGGED,
        /** Computed by one definition in all rows. */
        DERIVED,
        /** Computed in some rows and not in others, or by several definitions. */
        MIXED
    }

    static Provenance of(String feature, DistributionPart part) {
        Predicate<String> isItsOwn = id -> DefinitionId.isOf(id, feature);
        Optional<String> known = part.computed().derived().entries().keySet().stream()
                .filter(isItsOwn)
                .findFirst();
        if (known.isEmpty()) {
            return LOGGED;
        }
        boolean inAllRows = part.classes().entries().values().stream()
                .allMatch(each -> isComputed(feature, known.get(), isItsOwn, each));
        return inAllRows ? new Provenance(Kind.DERIVED, known.get()) : MIXED;
    }

    /** A name that the limit on names has dropped says nothing any more: its rows must not pass for missing values. */
    private static boolean isComputed(String feature, String id, Predicate<String> isItsOwn, ClassDistribution rows) {
        Map<String, Count> derived = rows.computed().derived().entries();
        boolean alone = derived.keySet().stream().filter(isItsOwn).allMatch(id::equals);
        boolean kept = rows.features().find(feature).isPresent()
                || rows.features().entries().size() < rows.features().limit();
        return alone && kept && derived.getOrDefault(id, new Count(0)).rows() == rows.rows();
    }

    /**
     * Why a window's values cannot be compared with these; empty if they can.
     *
     * @return {@link Reason#NOT_SUMMARISED} if the window lacks what these are, {@link Reason#NO_BASELINE} if these
     *     lack what the window has
     */
    public Optional<Reason> obstacleTo(Provenance window) {
        if (window.kind == Kind.MIXED) {
            return Optional.of(Reason.NOT_SUMMARISED);
        }
        if (equals(window)) {
            return Optional.empty();
        }
        return Optional.of(window.kind == Kind.DERIVED ? Reason.NO_BASELINE : Reason.NOT_SUMMARISED);
    }
}
