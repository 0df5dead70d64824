package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.SourceChecks.Position;
import org.cxrwatch.schema.KnownColumn;
import org.cxrwatch.schema.KnownShape;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.SourceChange;
import org.cxrwatch.schema.ValueKind;
import org.junit.jupiter.api.Test;

/** What every log of checks does. */
public interface SourceChecksContract {

    Instant NIGHT = Instant.parse("2026-09-10T02:00:00Z");
    LocalDate DAY = LocalDate.of(2026, 9, 9);

    /** An empty one. */
    SourceChecks sourceChecks();

    @Test
    default void positionsComeInOrderFromTheFirstInstantToBeforeTheLast() {
        SourceChecks checks = sourceChecks();
        Position late = new Position("db", NIGHT.plusSeconds(60), NIGHT, XidWindow.Mode.CHANGES);
        Position early = new Position("db", NIGHT, NIGHT.minusSeconds(7_200), XidWindow.Mode.LOOK_BACK);
        checks.note(late);
        checks.note(early);
        checks.note(early);

        assertThat(checks.positions(NIGHT, NIGHT.plusSeconds(61))).containsExactly(early, late);
        assertThat(checks.positions(NIGHT, NIGHT.plusSeconds(60))).containsExactly(early);
        assertThat(checks.positions(NIGHT.plusSeconds(1), NIGHT.plusSeconds(60)))
                .isEmpty();
    }

    @Test
    default void comparisonsComeByInstantDayAndVersion() {
        SourceChecks checks = sourceChecks();
        Compared equal = new Compared("db", NIGHT, DAY, "v1", 400, 400, 0, 0);
        Compared different = new Compared("db", NIGHT, DAY.plusDays(1), "v1", 400, 399, 2, 1);
        checks.note(List.of(different, equal));
        checks.note(List.of(equal));

        assertThat(checks.comparisons(NIGHT, NIGHT.plusSeconds(1))).containsExactly(equal, different);
        assertThat(checks.comparisons(NIGHT.plusSeconds(1), NIGHT.plusSeconds(2)))
                .isEmpty();
        assertThat(equal.agrees()).isTrue();
        assertThat(different.agrees()).isFalse();
    }

    @Test
    default void whatIsKnownOfColumnsIsNotedOnceABatch() {
        SourceChecks checks = sourceChecks();
        ShapeOf of = new ShapeOf("files", "prediction", "v1");
        KnownColumn there = new KnownColumn(
                new TreeSet<>(Set.of(ValueKind.NUMBER, ValueKind.TEXT)),
                new KnownColumn.Days(DAY.minusDays(3), DAY),
                600,
                598,
                KnownColumn.Absence.NONE,
                Set.of(KnownColumn.Told.OTHER_UNIT));
        KnownColumn away = new KnownColumn(
                new TreeSet<>(),
                new KnownColumn.Days(DAY.minusDays(3), DAY.minusDays(1)),
                600,
                400,
                new KnownColumn.Absence(200, Optional.of(DAY)),
                Set.of());
        KnownShape shape = new KnownShape(of, 7, DAY, new TreeMap<>(Map.of("confidence", there, "old", away)));
        Arrival arrival = Arrival.during(DAY, ArrivalBasis.FROM_NAME);
        SourceChange change = new SourceChange(
                of,
                "confidence",
                SourceChange.Change.RETYPED,
                new SourceChange.Words("a number", "text"),
                new SourceChange.Seen(DAY.minusDays(1), DAY, "a.jsonl", arrival));

        checks.note(7, List.of(shape), List.of(change));
        checks.note(7, List.of(), List.of(change, change));
        checks.note(8, List.of(new KnownShape(of, 8, DAY.plusDays(1), shape.columns())), List.of());

        assertThat(checks.shapes("files")).containsExactly(new KnownShape(of, 8, DAY.plusDays(1), shape.columns()));
        assertThat(checks.shapes("other")).isEmpty();
        assertThat(checks.changes(7)).containsExactly(change);
        assertThat(checks.changes(8)).isEmpty();
        assertThat(checks.changes(arrival.at(), arrival.at().plusMillis(1))).containsExactly(change);
        assertThat(checks.changes(arrival.at().plusMillis(1), arrival.at().plusSeconds(1)))
                .isEmpty();
    }
}
