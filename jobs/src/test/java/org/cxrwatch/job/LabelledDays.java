package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelCells;
import org.cxrwatch.summary.LabelHistory;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;

/** Days of sites whose answers are right and labelled as is asked for, as cells and as a baseline. */
public final class LabelledDays {

    /** Whose they are. */
    public static final String VERSION = "v1.0.0";

    private static final SummaryDefinition DEFINITION = new SummaryDefinition(List.of("site"), List.of("site"));

    private final PredictionCells predictions = new PredictionCells(DEFINITION, PredictionCells.Resolutions.CELL);
    private final PredictionCells normal = new PredictionCells(DEFINITION, PredictionCells.Resolutions.BASELINE);
    private final LabelCells labels = new LabelCells(DEFINITION, new LabelRules(120, List.of()));
    private final LocalDate lastOfBaseline;
    private LocalDate first = LocalDate.MAX;
    private int images;

    /** With a baseline that ends on a day. */
    public LabelledDays(LocalDate lastOfBaseline) {
        this.lastOfBaseline = lastOfBaseline;
    }

    /**
     * Images of one class, of a site and day.
     *
     * @param actual their class
     * @param right answered so
     * @param wrong answered otherwise
     */
    public record Images(LocalDate day, String site, String actual, int right, int wrong) {

        int size() {
            return right + wrong;
        }
    }

    /** Images that are labelled on the next day. */
    public void labelled(Images asked) {
        labelled(asked, asked.size());
    }

    /** The first so many of them are labelled on the next day, the others never. */
    public void labelled(Images asked, int many) {
        IntStream.range(0, asked.size())
                .forEach(i -> add(asked, i, i < many ? List.of(label(asked.day(), 1, asked.actual())) : List.of()));
    }

    /** What a label says of images on each of the next days. */
    public void relabelled(Images asked, List<Optional<String>> words) {
        IntStream.range(0, asked.size())
                .forEach(i -> add(
                        asked,
                        i,
                        IntStream.range(0, words.size())
                                .mapToObj(word -> label(asked.day(), word + 1, words.get(word)))
                                .toList()));
    }

    private LabelEvent label(LocalDate day, int later, String actual) {
        return label(day, later, Optional.of(actual));
    }

    private LabelEvent label(LocalDate day, int later, Optional<String> actual) {
        return LabelEvent.ofImage(
                "image" + images,
                actual,
                Optional.of(day.plusDays(later).atTime(9, 0).toInstant(ZoneOffset.UTC)),
                "radiologist",
                arrival(day.plusDays(later)));
    }

    private void add(Images asked, int number, List<LabelEvent> events) {
        images++;
        first = asked.day().isBefore(first) ? asked.day() : first;
        boolean isPositive = asked.actual().equals("PNEUMONIA") == number < asked.right();
        Prediction row = new Prediction(
                VERSION,
                asked.day().atTime(8, 0).plusSeconds(number).toInstant(ZoneOffset.UTC),
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer(isPositive ? "PNEUMONIA" : "NORMAL", 0.9, isPositive ? 0.9 : 0.1),
                Map.of(),
                Map.of("site", asked.site()));
        predictions.addAnswer(row, arrival(asked.day()));
        if (!asked.day().isAfter(lastOfBaseline)) {
            normal.addAnswer(row, arrival(asked.day()));
        }
        if (!events.isEmpty()) {
            labels.add(
                    row,
                    arrival(asked.day()),
                    List.of(),
                    events.stream().map(LabelHistory.Word::of).toList());
        }
    }

    private static Arrival arrival(LocalDate day) {
        return Arrival.during(day, ArrivalBasis.FROM_NAME);
    }

    /** All of it, once. */
    public List<Cell> cells() {
        return Stream.concat(predictions.drain().stream(), labels.drain().stream())
                .map(each -> new Cell(each.key(), each.arrival(), 1, Generation.FIRST, DEFINITION.hash(), each.part()))
                .toList();
    }

    /** The days until the last of the baseline, once. */
    public Baseline baseline() {
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        for (CellContent content : new ArrayList<>(normal.drain())) {
            days.computeIfAbsent(content.key().day(), day -> new TreeMap<>())
                    .put(content.key().slice(), (DistributionPart) content.part());
        }
        Instant made = lastOfBaseline.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Baseline(
                new BaselineRecord(
                        "b", VERSION, first, lastOfBaseline, 0, DEFINITION.hash(), "", made, "test", "normal"),
                days);
    }
}
