package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.cxrwatch.log.ColumnRules.OnViolation;
import org.cxrwatch.log.ColumnRules.Range;
import org.cxrwatch.model.RejectReason;

/** Judges rows of one kind by what the contract asks of their columns. */
final class ContractCheck {

    private final List<ColumnPath> required;
    private final List<Ranged> ranges;
    private final List<Listed> allowed;
    private final OnViolation onViolation;

    /** A column and its range, in the units of the log. */
    private record Ranged(ColumnPath path, double perUnit, Range range) {}

    /** A column and what it may say. */
    private record Listed(ColumnPath path, Set<String> values) {}

    ContractCheck(ColumnRules rules, LogShape shape) {
        this.required = rules.required().stream()
                .map(name -> ColumnPath.of(name, shape))
                .toList();
        this.ranges = rules.ranges().entrySet().stream()
                .map(entry -> new Ranged(
                        ColumnPath.of(entry.getKey(), shape),
                        entry.getKey().equals(ColumnPath.DURATION)
                                ? shape.duration().perSecond()
                                : 1,
                        entry.getValue()))
                .toList();
        this.allowed = rules.allowed().entrySet().stream()
                .map(entry -> new Listed(ColumnPath.of(entry.getKey(), shape), Set.copyOf(entry.getValue())))
                .toList();
        this.onViolation = rules.onViolation();
    }

    /**
     * The columns whose values are not allowed, if that is only to be told.
     *
     * @throws RejectedRow if the row cannot be used for it; the detail names the column, never the value
     */
    List<String> check(JsonNode row) throws RejectedRow {
        for (ColumnPath path : required) {
            if (path.isAbsent(row)) {
                throw new RejectedRow(
                        RejectReason.MISSING_VALUE,
                        path.name() + " is absent, null or empty; the contract requires it");
            }
        }
        for (Ranged ranged : ranges) {
            OptionalDouble number = ranged.path().number(row);
            if (number.isPresent() && ranged.range().excludes(number.getAsDouble() / ranged.perUnit())) {
                throw new RejectedRow(
                        RejectReason.OUT_OF_RANGE, ranged.path().name() + " is outside " + ranged.range());
            }
        }
        return notAllowed(row);
    }

    private List<String> notAllowed(JsonNode row) throws RejectedRow {
        if (allowed.isEmpty()) {
            return List.of();
        }
        List<String> violated = allowed.stream()
                .filter(listed -> !listed.path().isAbsent(row)
                        && !listed.values().contains(listed.path().text(row)))
                .map(listed -> listed.path().name())
                .toList();
        if (onViolation == OnViolation.REJECT && !violated.isEmpty()) {
            throw new RejectedRow(
                    RejectReason.NOT_ALLOWED, String.join(", ", violated) + " is none of the values allowed");
        }
        return violated;
    }
}
