package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Night;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.LakeScores;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellSums;

/**
 * Evaluates nights: decides what drifted and how well the answers were, judges by the rules, folds the alerts, and
 * publishes all of it at once.
 */
public final class Evaluate {

    private final EvaluationPolicy policy;
    private final Stores stores;
    private final Hearers hearers;
    private final Progress progress;
    private final UnaryOperator<RevisedNight> beside;

    /**
     * Where an evaluation reads and writes.
     *
     * @param ledger what was taken
     * @param checks what was found about sources
     * @param cells what was counted
     * @param baselines what is normal
     * @param contents what that was
     * @param results what was published
     * @param scores the tables of scores in the lake
     */
    public record Stores(
            Ledger ledger,
            SourceChecks checks,
            Cells cells,
            BaselineRegister baselines,
            BaselineContents contents,
            Results results,
            LakeScores scores) {}

    /** Evaluates with this policy, tells whom the routing names, and says how far it is. */
    public Evaluate(EvaluationPolicy policy, Stores stores, Routing routing, Progress progress) {
        this(policy, stores, new Hearers(routing, Links.NONE), progress, UnaryOperator.identity());
    }

    private Evaluate(
            EvaluationPolicy policy,
            Stores stores,
            Hearers hearers,
            Progress progress,
            UnaryOperator<RevisedNight> beside) {
        this.policy = policy;
        this.stores = stores;
        this.hearers = hearers;
        this.progress = progress;
        this.beside = beside;
    }

    /** The same, with what many features together come to beside the other measures. */
    public Evaluate measuring(MultivariateNight together) {
        return new Evaluate(policy, stores, hearers, progress, together::with);
    }

    /** The same, with messages that lead to these pages. */
    public Evaluate linking(Links links) {
        return new Evaluate(policy, stores, new Hearers(hearers.routing(), links), progress, beside);
    }

    /** Who is told, and the pages they are led to. */
    private record Hearers(Routing routing, Links links) {}

    /**
     * What an evaluation did.
     *
     * @param nights how many it went through; 0 if there was nothing to do
     * @param revisions result rows that were new or had changed
     * @param alerts the alerts it changed
     */
    public record Outcome(int nights, long revisions, Results.AlertBook alerts) {}

    /** Goes through the nights; a live night that brings nothing new is left alone. */
    public Outcome run(Nights nights) {
        if (nights.telling() == Night.Telling.TELL && isDone(nights)) {
            return new Outcome(0, 0, Results.AlertBook.unchanged());
        }
        Results.Publication publication = stores.results().begin(nights.instants());
        if (!publication.nights().equals(nights.instants())) {
            publish(publication, nights.finishing(publication.nights()));
            return run(nights);
        }
        return publish(publication, nights);
    }

    private Outcome publish(Results.Publication publication, Nights nights) {
        Results.AlertBook book = stores.results().alerts();
        List<Batch> pending = stores.ledger().inState(Set.of(BatchState.SUMMARISED));
        NightInputs inputs = new NightInputs(policy, stores);
        CellSums cells = inputs.read(nights.first(), nights.last(), nights.lastAsOf());
        NightScorer scorer = inputs.scorer(nights.first(), nights.lastAsOf(), cells);
        AlertNight alerts = new AlertNight(policy, book, decidedThrough(nights), hearers.routing(), hearers.links());
        List<NightResults> scored = decide(nights, pending, scorer, alerts, cells);
        List<RevisedNight> revised =
                stores.results().revise(scored).stream().map(beside).toList();
        stores.scores().append(publication, revised);
        stores.results().commit(publication, revised, alerts.book(), evaluated(nights, pending));
        long revisions = revised.stream().mapToLong(RevisedNight::size).sum();
        return new Outcome(nights.nights().size(), revisions, alerts.book());
    }

    private boolean isDone(Nights nights) {
        Instant due = nights.last().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Optional<Instant> published = stores.results().publishedThrough();
        return stores.ledger().inState(Set.of(BatchState.SUMMARISED)).isEmpty()
                && published.filter(through -> !through.isBefore(due)).isPresent()
                && stores.baselines().transitions().stream()
                        .noneMatch(transition -> transition.validFrom().isAfter(published.get()));
    }

    private Instant decidedThrough(Nights nights) {
        return stores.results()
                .publishedThrough()
                .orElse(nights.first().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private List<NightResults> decide(
            Nights nights, List<Batch> pending, NightScorer scorer, AlertNight alerts, CellSums cells) {
        List<NightResults> scored = new ArrayList<>();
        for (Nights.One night : nights.nights()) {
            Instant before = scored.isEmpty()
                    ? decidedThrough(nights)
                    : scored.get(scored.size() - 1).asOf();
            SortedSet<LocalDate> days = NightScorer.days(
                    alerts.firstOpenDay(night.day()),
                    night.day(),
                    dirty(cells, news(nights, pending, before, night.asOf())));
            NightScorer.Scored result = scorer.score(night.day(), night.asOf(), days);
            alerts.add(night, result.findings(), nights.telling());
            scored.add(result.results());
            progress.step("night", scored.size(), nights.nights().size());
        }
        return scored;
    }

    /**
     * What a night has not seen before: what arrived or was corrected since the last one, and live also what was
     * counted since.
     */
    private static Predicate<Cell> news(Nights nights, List<Batch> pending, Instant before, Instant asOf) {
        Set<Long> batches = nights.telling() == Night.Telling.TELL
                ? pending.stream().map(Batch::number).collect(Collectors.toSet())
                : Set.of();
        return cell -> batches.contains(cell.batch())
                || (cell.knownFrom().isAfter(before) && !cell.knownFrom().isAfter(asOf));
    }

    private static Stream<LocalDate> dirty(CellSums cells, Predicate<Cell> news) {
        return cells.cells().filter(news).map(cell -> cell.key().day()).distinct();
    }

    /** A replay looks at the past as it was: what the present makes of a batch is left to the next live night. */
    private static Set<Long> evaluated(Nights nights, List<Batch> pending) {
        return nights.telling() == Night.Telling.TELL
                ? pending.stream().map(Batch::number).collect(Collectors.toSet())
                : Set.of();
    }
}
