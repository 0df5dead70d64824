package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.alert.*;
import org.cxrwatch.baseline.*;
import org.cxrwatch.model.*;
import org.cxrwatch.port.*;
import org.cxrwatch.score.*;
import org.cxrwatch.summary.*;
import org.junit.jupiter.api.Test;

class EvaluateSixWeeksTest {

    static final Ledger LEDGER = new Ledger() {
        @Override public List<Batch> inState(Set<BatchState> s) { return List.of(); }
        @Override public Map<String, PlannedFile> taken(String s) { return Map.of(); }
        @Override public Batch plan(String s, ArrivalBasis b, List<PlannedFile> f, Instant at) { throw new IllegalStateException(); }
        @Override public void advance(long b, BatchState to, Map<String, Long> c) {}
        @Override public List<Delivery> deliveries(Instant by) { return List.of(); }
        @Override public void noteFiles(long b, List<FileOutcome> o) {}
        @Override public List<FileOutcome> fileFindings(Instant p) { return List.of(); }
    };

    @Test
    void scratch() {
        long t0 = System.nanoTime();
        SixWeeks weeks = new SixWeeks(LocalDate.of(2026, 11, 3));
        List<Cell> cells = weeks.cells();
        BaselineRecord about = new BaselineRecord("b1", "v1.0.0", LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 7), 3000, "d", "h", Instant.EPOCH, "me", "why");
        long t1 = System.nanoTime();
        System.err.println(cells.stream().collect(java.util.stream.Collectors.groupingBy(c -> c.key().kind() + (c.key().slice().isAll() ? " all" : "") , java.util.stream.Collectors.summingLong(c -> c.part().rows()))));
        System.err.println(weeks.baseline(about).slices());
        System.err.println("cells " + cells.size() + " in " + (t1 - t0) / 1e9);
        Cells port = range -> cells.stream().filter(c -> !c.key().day().isBefore(range.firstDay()) && !c.key().day().isAfter(range.lastDay()) && range.kinds().contains(c.key().kind()) && !c.arrival().at().isAfter(range.arrivedBy())).toList();
        BaselineRegister reg = new BaselineRegister() {
            @Override public List<BaselineRecord> list() { return List.of(about); }
            @Override public List<BaselineTransition> transitions() { return List.of(new BaselineTransition("b1", "v1.0.0", BaselineState.ACTIVE, Instant.parse("2026-09-08T00:00:00Z"), "me", "why")); }
            @Override public void add(BaselineRecord b) {}
            @Override public void record(BaselineTransition t) {}
        };
        BaselineContents contents = new BaselineContents() {
            @Override public Map<LocalDate, Map<Slice, DistributionPart>> count(String v, Set<LocalDate> d) { return Map.of(); }
            @Override public void save(Baseline b) {}
            @Override public Baseline load(BaselineRecord a) { return weeks.baseline(a); }
        };
        Results.AlertBook[] saved = {new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of())};
        long[] rows = new long[1];
        Results results = new Results() {
            @Override public Publication begin(List<Instant> nights) { return new Publication(1, nights); }
            @Override public List<RevisedNight> revise(List<NightResults> nights) { List<RevisedNight> r = new ArrayList<>(); nights.forEach(n -> r.add(new RevisedNight(n, Map.of()))); return r; }
            @Override public void commit(Publication p, List<RevisedNight> n, AlertBook a, Set<Long> b) { saved[0] = a; n.forEach(x -> { rows[0] += x.size(); x.rows().verdicts().stream().filter(v -> v.where().slice().isAll() && v.where().window().firstDay().equals(LocalDate.ofInstant(x.rows().asOf(), java.time.ZoneOffset.UTC).minusDays(1))).forEach(v -> System.err.println(x.rows().asOf() + " " + v.where().scope() + " " + v.severity() + " " + v.worst() + " " + v.causes() + "\n   " + String.join("\n   ", v.recommendations()))); }); }
            @Override public Optional<Instant> publishedThrough() { return Optional.empty(); }
            @Override public AlertBook alerts() { return saved[0]; }
        };
        EvaluationPolicy policy = new EvaluationPolicy(DriftPolicy.DEFAULT, LabelMaturity.Policy.DEFAULT, new EvaluationPolicy.Slicing(List.of("site"), Map.of("scanner", "site")), "PNEUMONIA", 10, Period.ofDays(14), DefaultRules.rules());
        Evaluate evaluate = new Evaluate(policy, new Evaluate.Stores(EvaluateSixWeeksTest.LEDGER, port, reg, contents, results, (p, n) -> {}) , List.of(), Progress.NONE);
        evaluate.run(Nights.replay(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 12)));
        System.err.println("rows " + rows[0] + " in " + (System.nanoTime() - t1) / 1e9);
        saved[0].transitions().forEach(t -> System.err.println(t.asOf() + " " + t.kind() + " " + t.severity() + " " + t.key() + "#" + t.episode() + " [" + t.caseId() + "]"));
        System.err.println(saved[0].episodes().size() + " episodes, cases " + saved[0].episodes().stream().map(Episode::caseId).distinct().sorted().toList());
    }
}
