package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.cxrwatch.io.delta.StagedRow.Destination;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader;

/**
 * Reads a batch's files once, wherever Spark has room, and appends what is new in them to the lake: one commit a table,
 * under the batch's number.
 */
public final class DeltaIntake implements Intake {

    /**
     * A label may be taken this many days before the day it says it was given: clocks are allowed to be up to a week
     * ahead of the end of the day it arrives on.
     */
    private static final int CLOCK_DAYS = 9;

    private final SparkSession session;
    private final DeltaLake lake;
    private final RowReader reader;
    private final Admission admission;

    /** Takes what this reader reads into this lake, of which nothing has expired, up to the usual limit. */
    public DeltaIntake(SparkSession session, DeltaLake lake, RowReader reader) {
        this(session, lake, reader, Admission.USUAL);
    }

    /** The same by other rules of what may come in. */
    public DeltaIntake(SparkSession session, DeltaLake lake, RowReader reader, Admission admission) {
        this.admission = admission;
        this.session = session;
        this.lake = lake;
        this.reader = reader;
    }

    @Override
    public Taken take(Batch batch) {
        try (RowReader.Reading reading = reader.open(batch)) {
            try (Staged staged = stage(batch, reading)) {
                return take(batch, staged, staged.tallies());
            }
        }
    }

    private Taken take(Batch batch, Staged all, List<StagedTally> counted) {
        Refusals refusals = Refusals.of(batch, counted, admission.limit());
        Staged staged = all.without(refusals);
        List<StagedTally> read = Refusals.left(refusals, counted);
        // Read three times: counted, appended, and searched for conflicts.
        List<Judged> judged = Stream.of(
                        judgePredictions(batch, staged, read),
                        judgeLabels(batch, staged, read),
                        judgeSystem(batch, staged, read))
                .flatMap(Optional::stream)
                .map(Judged::persist)
                .toList();
        try {
            List<Copies.Tally> fates = judged.stream()
                    .map(kind -> kind.copies().tally(kind.rows()))
                    .reduce(Dataset::union)
                    .map(Copies::collect)
                    .orElse(List.of());
            judged.forEach(kind -> append(kind, fates, batch));
            if (fates.stream().anyMatch(tally -> tally.fate() == Copies.Fate.CONFLICTING)
                    || read.stream().anyMatch(tally -> tally.what().rejected())) {
                appendRejects(staged, judged, fates, batch);
            }
            return new IntakeCounts(batch, counted, fates, refusals).taken();
        } finally {
            judged.forEach(kind -> kind.rows().unpersist());
        }
    }

    /** Rows of a kind with their fates, and what corrects rows of the lake, if such rows can. */
    private record Judged(Copies copies, Dataset<Row> rows, Optional<Corrections> corrections) {
        static Judged of(Copies copies, Dataset<Row> rows) {
            return new Judged(copies, rows, Optional.empty());
        }

        Judged persist() {
            return new Judged(copies, rows.persist(StorageLevel.MEMORY_AND_DISK()), corrections);
        }

        Dataset<Row> taken() {
            return corrections.map(each -> each.taken(rows)).orElseGet(() -> copies.taken(rows));
        }

        /** What no longer counts; empty if nothing does not. */
        Optional<Dataset<Row>> retractions() {
            return corrections.map(each -> each.retractions(rows)).filter(retracted -> !retracted.isEmpty());
        }
    }

    private Staged stage(Batch batch, RowReader.Reading reading) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        List<PortionGroup> groups = PortionGroup.of(reading.portions(), context.defaultParallelism(), reading.most());
        StagedReading staging = new StagedReading(
                reading.reader(), new Destination(batch.number(), batch.source(), admission.expired()));
        return Staged.hold(
                session, context.parallelize(groups, Math.max(1, groups.size())).flatMap(staging));
    }

    private Optional<Judged> judgePredictions(Batch batch, Staged staged, List<StagedTally> read) {
        Copies copies = Copies.ofPredictions();
        StandingPredictions standing = new StandingPredictions(lake, batch);
        SortedMap<LocalDate, Long> rows = rowsByDay(read, What.PREDICTION);
        DayShares shares = DayShares.of(rows, lake.bytesByDay(copies.table(), rows.keySet()));
        return days(read, What.PREDICTION).map(days -> {
            Dataset<Row> incoming = staged.of(What.PREDICTION);
            if (batch.plan().window().isEmpty()) {
                Dataset<Row> judged = copies.judge(incoming, standing.on(days), shares::deal);
                return Judged.of(copies, Copies.incoming(Copies.countOnce(judged)));
            }
            Corrections corrections = new Corrections(copies, batch);
            Dataset<Row> judged =
                    corrections.judge(incoming, standing.of(incoming, days, rows(read, What.PREDICTION)), shares);
            return new Judged(copies, judged, Optional.of(corrections));
        });
    }

    /** What a file says of an image is new unless it was said before; what a database says of a row, unless known. */
    private Optional<Judged> judgeLabels(Batch batch, Staged staged, List<StagedTally> read) {
        Copies copies = Copies.ofLabels();
        List<StagedTally> labels =
                read.stream().filter(tally -> tally.what() == What.LABEL).toList();
        Dataset<Row> incoming = staged.of(What.LABEL);
        Dataset<Row> standing = earlier(batch, copies.table());
        List<Dataset<Row>> judged = new ArrayList<>();
        if (labels.stream().anyMatch(tally -> tally.rows() > tally.states())) {
            Dataset<Row> said = LabelStates.sayingsAmong(standing).where(mayHoldCopies(labels));
            judged.add(Copies.incoming(copies.judge(LabelStates.sayingsAmong(incoming), said)));
        }
        if (labels.stream().anyMatch(tally -> tally.states() > 0)) {
            judged.add(LabelStates.judge(LabelStates.among(incoming), standing));
        }
        return judged.stream().reduce(Dataset::unionByName).map(rows -> Judged.of(copies, rows));
    }

    /** A label's copy arrived no earlier than it was given, but for clocks; one without a day may have arrived ever. */
    private static Column mayHoldCopies(List<StagedTally> labels) {
        boolean undated = labels.stream().anyMatch(StagedTally::hasUndated);
        return undated
                ? lit(true)
                : col("arrived_on")
                        .geq(days(labels, What.LABEL).orElseThrow().first().minusDays(CLOCK_DAYS));
    }

    private Optional<Judged> judgeSystem(Batch batch, Staged staged, List<StagedTally> read) {
        Copies copies = Copies.ofSystem();
        return days(read, What.SYSTEM).map(days -> {
            Dataset<Row> standing = earlier(batch, copies.table()).where(StandingPredictions.onDays(days));
            return Judged.of(copies, Copies.incoming(copies.judge(staged.of(What.SYSTEM), standing)));
        });
    }

    /** Rows of other batches: what this one appended before a crash is no copy of itself. */
    private Dataset<Row> earlier(Batch batch, LakeTable table) {
        return lake.read(table).where(col("batch").lt(batch.number()));
    }

    private static long rows(List<StagedTally> read, What what) {
        return read.stream()
                .filter(tally -> tally.what() == what)
                .mapToLong(StagedTally::rows)
                .sum();
    }

    private static Optional<NavigableSet<LocalDate>> days(List<StagedTally> read, What what) {
        NavigableSet<LocalDate> days = new TreeSet<>(rowsByDay(read, what).keySet());
        return days.isEmpty() ? Optional.empty() : Optional.of(days);
    }

    private static SortedMap<LocalDate, Long> rowsByDay(List<StagedTally> read, What what) {
        return read.stream()
                .filter(tally -> tally.what() == what)
                .flatMap(tally -> tally.days().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    /**
     * What no longer counts goes first. If a crash comes between, and the source deletes the row before the batch is
     * taken again, no version of it counts; the other way round both would, for good.
     */
    private void append(Judged kind, List<Copies.Tally> fates, Batch batch) {
        Copies copies = kind.copies();
        boolean some =
                fates.stream().anyMatch(tally -> tally.kind() == copies.kind() && tally.fate() == Copies.Fate.TAKEN);
        Optional<Dataset<Row>> retractions = kind.retractions();
        retractions.ifPresent(rows -> lake.append(RetractionTable.TABLE, rows, batch.number()));
        if (some || retractions.isPresent()) {
            append(copies, kind.taken(), batch);
        }
    }

    /** Predictions lie by day as they were dealt out; rows of other kinds are put together. */
    private void append(Copies copies, Dataset<Row> rows, Batch batch) {
        if (copies.kind() == Piece.Kind.PREDICTION) {
            lake.append(copies.table(), rows, DeltaLake.Numbered.ofBatch(batch.number()));
        } else {
            lake.append(copies.table(), rows, batch.number());
        }
    }

    private void appendRejects(Staged staged, List<Judged> judged, List<Copies.Tally> fates, Batch batch) {
        Set<Piece.Kind> conflicting = fates.stream()
                .filter(tally -> tally.fate() == Copies.Fate.CONFLICTING)
                .map(Copies.Tally::kind)
                .collect(Collectors.toSet());
        Stream<Dataset<Row>> conflicts = judged.stream()
                .filter(kind -> conflicting.contains(kind.copies().kind()))
                .map(kind -> kind.copies().conflicts(kind.rows()));
        Dataset<Row> rejects = Stream.concat(Stream.of(staged.rejects()), conflicts)
                .reduce(Dataset::union)
                .orElseThrow();
        lake.append(RejectTable.TABLE, rejects, batch.number());
    }
}
