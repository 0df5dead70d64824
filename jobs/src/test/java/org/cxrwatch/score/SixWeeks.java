package org.cxrwatch.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.cxrwatch.summary.ServicePart;
import org.cxrwatch.summary.SummaryDefinition;

/** The demo's six weeks as cells, with the baseline of their first week: what the nights' decisions start from. */
final class SixWeeks {

    static final String VERSION = "v1.0.0";
    static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    static final LocalDate LAST_OF_BASELINE = LocalDate.of(2026, 9, 7);
    static final LocalDate LAST = LocalDate.of(2026, 10, 8);
    static final Map<String, String> NESTED = Map.of("scanner", "site");

    private static final SummaryDefinition DEFINITION = new SummaryDefinition(
            List.of("site", "scanner", "view_position", "patient_sex", "patient_age_group"), List.of("site"));

    private final DemoRows rows = DemoRows.read();
    private final CellSums cells;
    private final DriftReference reference;

    SixWeeks() {
        PredictionCells predictions = new PredictionCells(DEFINITION, Resolutions.CELL);
        PredictionCells ofBaseline = new PredictionCells(DEFINITION, Resolutions.BASELINE);
        LabelCells labels = new LabelCells(DEFINITION, new LabelRules(120, List.of()));
        for (DemoRows.Row row : rows.predictions()) {
            predictions.addRequest(row.prediction(), row.arrival());
            predictions.addAnswer(row.prediction(), row.arrival());
            if (row.prediction().succeeded()) {
                labels.add(
                        row.prediction(),
                        row.arrival(),
                        List.of(),
                        rows.labelsOf(row).stream().map(LabelHistory.Word::of).toList());
            }
            if (row.prediction().modelVersion().equals(VERSION)
                    && !row.arrival().on().isAfter(LAST_OF_BASELINE)) {
                ofBaseline.addAnswer(row.prediction(), row.arrival());
            }
        }
        List<CellContent> contents = new ArrayList<>(predictions.drain());
        contents.addAll(labels.drain());
        this.cells = new CellSums(contents.stream()
                .map(content -> new Cell(
                        content.key(), content.arrival(), 1, Generation.FIRST, DEFINITION.hash(), content.part()))
                .toList());
        this.reference = new DriftReference(baseline(ofBaseline.drain()));
    }

    private static Baseline baseline(List<CellContent> contents) {
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        contents.forEach(content -> days.computeIfAbsent(content.key().day(), day -> new TreeMap<>())
                .put(content.key().slice(), (DistributionPart) content.part()));
        BaselineRecord about = new BaselineRecord(
                "b1", VERSION, FIRST, LAST_OF_BASELINE, 2_941, DEFINITION.hash(), "", asOf(LAST_OF_BASELINE), "", "");
        return new Baseline(about, days);
    }

    /** The instant at which a night of this day looks: the day's end. */
    static Instant asOf(LocalDate night) {
        return night.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static List<LocalDate> comparedDays() {
        return LAST_OF_BASELINE.plusDays(1).datesUntil(LAST.plusDays(1)).toList();
    }

    DriftReference reference() {
        return reference;
    }

    WindowParts window(LocalDate day, LocalDate night) {
        return WindowParts.ofDay(cells, VERSION, day, asOf(night));
    }

    /** A day as its own night knows it. */
    WindowParts window(LocalDate day) {
        return window(day, day);
    }

    List<SubjectScore> drift(LocalDate day) {
        return new DriftDecision(DriftPolicy.DEFAULT).decide(reference, window(day));
    }

    SortedMap<DriftKind, List<Slice>> causes(LocalDate day) {
        return new CauseFinder(DriftPolicy.DEFAULT, NESTED).find(reference, window(day), drift(day));
    }

    LabelTriangle triangle(LocalDate night) {
        List<LabelTriangle.Entry> entries = new ArrayList<>();
        for (LocalDate day : FIRST.datesUntil(night.plusDays(1)).toList()) {
            int age = (int) (night.toEpochDay() - day.toEpochDay());
            entries.add(new LabelTriangle.Entry(age, 0, 0));
            for (String version : cells.versionsOn(day)) {
                cells.cellsOf(labelKey(version, day, Slice.ALL), Instant.MAX).stream()
                        .filter(cell -> !cell.arrival().on().isAfter(night))
                        .map(cell -> new LabelTriangle.Entry(
                                age,
                                (int) (cell.arrival().on().toEpochDay() - day.toEpochDay()),
                                ((LabelPart) cell.part()).labelled()))
                        .forEach(entries::add);
            }
        }
        return LabelTriangle.of(entries);
    }

    LabelMaturity maturity(LocalDate night) {
        List<LabelMaturity.DayCount> days = new ArrayList<>();
        LocalDate first = Collections.max(List.of(FIRST, night.minusDays(27)));
        for (LocalDate day : first.datesUntil(night.plusDays(1)).toList()) {
            for (String version : cells.versionsOn(day)) {
                WindowParts window = WindowParts.ofDay(cells, version, day, asOf(night));
                window.distributions()
                        .forEach((slice, part) -> days.add(new LabelMaturity.DayCount(
                                slice,
                                (int) (night.toEpochDay() - day.toEpochDay()),
                                part.rows(),
                                Optional.ofNullable(window.labels().get(slice))
                                        .map(LabelPart::labelled)
                                        .orElse(0L))));
            }
        }
        return new LabelMaturity(LabelMaturity.Policy.DEFAULT, triangle(night), days);
    }

    List<SubjectScore> concept(LocalDate day, LocalDate night) {
        Map<Slice, LabelPart> baseline = new HashMap<>();
        FIRST.datesUntil(LAST_OF_BASELINE.plusDays(1))
                .forEach(old -> WindowParts.ofDay(cells, VERSION, old, asOf(night))
                        .labels()
                        .forEach((slice, part) -> baseline.merge(slice, part, LabelPart::plus)));
        ConceptDecision.Labels labels = new ConceptDecision.Labels(baseline, maturity(night));
        return new ConceptDecision(DriftPolicy.DEFAULT).decide(reference, labels, window(day, night));
    }

    /** Requests of all versions by day and hour. */
    SortedMap<LocalDate, List<Long>> requests() {
        SortedMap<LocalDate, List<Long>> requests = new TreeMap<>();
        for (LocalDate day : FIRST.datesUntil(FIRST.plusDays(42)).toList()) {
            List<Long> hours = new ArrayList<>();
            for (int hour = 0; hour < 24; hour++) {
                int at = hour;
                hours.add(cells.sum(
                                cells.versionsOn(day).stream().map(version -> serviceKey(version, day, at)),
                                Instant.MAX)
                        .map(ServicePart.class::cast)
                        .map(Part::rows)
                        .orElse(0L));
            }
            requests.put(day, hours);
        }
        return requests;
    }

    private static CellKey labelKey(String version, LocalDate day, Slice slice) {
        return new CellKey(PartKind.LABEL, version, day, Optional.empty(), slice);
    }

    private static CellKey serviceKey(String version, LocalDate day, int hour) {
        return new CellKey(PartKind.SERVICE, version, day, Optional.of(hour), Slice.ALL);
    }
}
