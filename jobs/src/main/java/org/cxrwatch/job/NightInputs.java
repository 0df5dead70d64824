package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.port.Cells;
import org.cxrwatch.retention.RetentionPolicy;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.PartKind;

/** Reads what nights are scored from. */
final class NightInputs {

    /** Days before a night whose cells are read: labels arrive for so long, usual traffic is shorter. */
    private static final int HISTORY_DAYS = RetentionPolicy.NIGHT_DAYS;

    private final EvaluationPolicy policy;
    private final Evaluate.Stores stores;
    private final BaselineBook baselines;

    NightInputs(EvaluationPolicy policy, Evaluate.Stores stores) {
        this.policy = policy;
        this.stores = stores;
        this.baselines = new BaselineBook(stores.baselines(), stores.contents());
    }

    /** The cells of nights from a first to a last day, those of baselines among them. */
    CellSums read(LocalDate first, LocalDate last, Instant asOf) {
        LocalDate from = first.minusDays(HISTORY_DAYS);
        List<Cell> cells =
                new ArrayList<>(stores.cells().load(new Cells.Range(from, last, EnumSet.allOf(PartKind.class), asOf)));
        SortedSet<LocalDate> earlier = baselines.everActive().stream()
                .flatMap(baseline ->
                        baseline.firstDay().datesUntil(baseline.lastDay().plusDays(1)))
                .filter(day -> day.isBefore(from))
                .collect(Collectors.toCollection(TreeSet::new));
        earlier.forEach(day ->
                cells.addAll(stores.cells().load(new Cells.Range(day, day, Set.of(PartKind.LABEL), asOf))));
        return new CellSums(cells);
    }

    /** Scores nights from a first day on, of these cells. */
    NightScorer scorer(LocalDate first, Instant lastAsOf, CellSums cells) {
        Instant from =
                first.minus(policy.alertHorizon()).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = lastAsOf.plusMillis(1);
        DataQuality quality = new DataQuality(
                stores.ledger().deliveries(lastAsOf),
                stores.checks().positions(from, to),
                stores.checks().comparisons(from, to),
                stores.checks().changes(from, to));
        return new NightScorer(policy, cells, baselines, quality);
    }
}
