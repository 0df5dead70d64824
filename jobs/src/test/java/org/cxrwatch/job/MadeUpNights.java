package org.cxrwatch.job;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.ShareCount;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.summary.SystemCells;

/** Rows in memory, counted and evaluated night by night as the chain does it, without Spark or a database. */
final class MadeUpNights {

    private final SummaryDefinition definition;
    private final BaselineRecord about;
    private final Map<LocalDate, List<Prediction>> days;
    private final List<SystemSample> samples;
    private final Labelling labelling;

    /** What is said of a row of a day, the first word first. */
    interface Labelling {

        /** All that is ever said. */
        List<LabelEvent> of(LocalDate day, Prediction row);
    }

    /** These rows by day, all of them labelled the day after; of one version, whose baseline ends on a day. */
    MadeUpNights(
            SummaryDefinition definition,
            LocalDate lastOfBaseline,
            Map<LocalDate, List<Prediction>> days,
            List<SystemSample> samples) {
        this(definition, lastOfBaseline, days, samples, MadeUpNights::usual);
    }

    /** These rows by day, labelled so. */
    MadeUpNights(
            SummaryDefinition definition,
            LocalDate lastOfBaseline,
            Map<LocalDate, List<Prediction>> days,
            List<SystemSample> samples,
            Labelling labelling) {
        this.definition = definition;
        this.labelling = labelling;
        this.days = new TreeMap<>(days);
        this.samples = List.copyOf(samples);
        LocalDate first = ((TreeMap<LocalDate, List<Prediction>>) this.days).firstKey();
        this.about = new BaselineRecord(
                "b",
                version(),
                first,
                lastOfBaseline,
                0,
                definition.hash(),
                "",
                lastOfBaseline.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                "test",
                "normal");
    }

    private String version() {
        return days.values().iterator().next().get(0).modelVersion();
    }

    /** The baseline. */
    Baseline baseline() {
        PredictionCells counted = new PredictionCells(definition, PredictionCells.Resolutions.BASELINE);
        days.forEach((day, rows) -> {
            if (about.covers(day)) {
                rows.forEach(row -> counted.addAnswer(row, arrival(day), outcomes(row)));
            }
        });
        Map<LocalDate, Map<Slice, DistributionPart>> parts = new TreeMap<>();
        counted.drain()
                .forEach(content -> parts.computeIfAbsent(content.key().day(), day -> new TreeMap<>())
                        .put(content.key().slice(), (DistributionPart) content.part()));
        return new Baseline(about, parts);
    }

    private static Arrival arrival(LocalDate day) {
        return Arrival.during(day, ArrivalBasis.FROM_NAME);
    }

    /** Of a made-up metric: whether a feature is above 0, unknown without a value. */
    private List<ShareCount.Outcome> outcomes(Prediction row) {
        double value = row.features().getOrDefault("f0", Double.NaN);
        ShareCount.Outcome outcome = Double.isNaN(value)
                ? ShareCount.Outcome.UNKNOWN
                : value > 0 ? ShareCount.Outcome.MATCHING : ShareCount.Outcome.OTHER;
        return definition.metrics().stream().map(metric -> outcome).toList();
    }

    /** Everything, as the cells of one batch. */
    private List<Cell> cells() {
        PredictionCells counted = new PredictionCells(definition, PredictionCells.Resolutions.CELL);
        LabelCells labelled = new LabelCells(definition, new LabelRules(120, List.of()));
        SystemCells system = new SystemCells();
        days.forEach((day, rows) -> rows.forEach(row -> {
            counted.addRequest(row, arrival(day));
            counted.addAnswer(row, arrival(day), outcomes(row));
            List<LabelEvent> words = labelling.of(day, row);
            if (!words.isEmpty()) {
                labelled.add(
                        row,
                        arrival(day),
                        List.of(),
                        words.stream().map(LabelHistory.Word::of).toList());
            }
        }));
        samples.forEach(sample ->
                system.add(sample, arrival(sample.at().atZone(ZoneOffset.UTC).toLocalDate())));
        return Stream.of(counted.drain(), labelled.drain(), system.drain())
                .flatMap(List::stream)
                .map(this::cell)
                .toList();
    }

    /** Right but for some false alarms, and there the day after. */
    static List<LabelEvent> usual(LocalDate day, Prediction row) {
        return List.of(label(row, truth(row), day.plusDays(1)));
    }

    /** What the images of a usual label show. */
    static String truth(Prediction row) {
        return row.answer().positiveScore() > 0.4 ? "PNEUMONIA" : "NORMAL";
    }

    /** A word said of a row at the time of its prediction that comes on a day. */
    static LabelEvent label(Prediction row, String truth, LocalDate comesOn) {
        return LabelEvent.ofImage("image", Optional.of(truth), Optional.of(row.at()), "radiologist", arrival(comesOn));
    }

    private Cell cell(CellContent content) {
        return new Cell(content.key(), content.arrival(), 1, Generation.FIRST, definition.hash(), content.part());
    }

    /** What some nights published, by a policy; each as it was known then. */
    List<NightResults> evaluate(LocalDate first, LocalDate last, EvaluationPolicy policy) {
        MemoryDatabase database =
                new MemoryDatabase(Clock.fixed(Instant.parse("2026-12-01T02:00:00Z"), ZoneOffset.UTC));
        database.baselines().add(about);
        database.baselines()
                .record(new BaselineTransition(
                        about.id(), version(), BaselineState.ACTIVE, about.createdAt(), "test", "normal"));
        List<Cell> cells = cells();
        List<NightResults> published = new ArrayList<>();
        Evaluate.Stores stores = new Evaluate.Stores(
                database.ledger(),
                database.sourceChecks(),
                range -> cells.stream()
                        .filter(cell -> range.kinds().contains(cell.key().kind())
                                && !cell.key().day().isBefore(range.firstDay())
                                && !cell.key().day().isAfter(range.lastDay())
                                && !cell.arrival().at().isAfter(range.arrivedBy()))
                        .toList(),
                database.baselines(),
                new Frozen(baseline()),
                database.results(),
                (publication, nights) -> nights.forEach(night -> published.add(night.rows())));
        new Evaluate(policy, stores, Routing.LOG, Progress.NONE).run(Nights.replay(first, last));
        return published;
    }

    private record Frozen(Baseline baseline) implements BaselineContents {

        @Override
        public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
            return baseline.days();
        }

        @Override
        public void save(Baseline saved) {
            throw new IllegalStateException("An evaluation saves no baseline.");
        }

        @Override
        public Baseline load(BaselineRecord about) {
            return baseline;
        }
    }
}
