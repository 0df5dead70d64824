package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.cxrwatch.error.DataException;
import org.cxrwatch.io.delta.StagedRow.Destination;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.model.ClocksAhead;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.RowReader;

/**
 * Reads a batch's files once, wherever Spark has room, and appends what is new in them to the lake: one commit a table,
 * under the batch's number.
 */
public final class DeltaIntake implements Intake {

    /** If so few tasks, on average, have read rows of a day, each writes a file of it; else rows are moved first. */
    private static final int MOST_TASKS = 2;

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
        try (RowReader.Reading reading = reader.open(batch);
                Staged staged = stage(batch, reading)) {
            return take(batch, staged, staged.count());
        }
    }

    private Taken take(Batch batch, Staged all, Staged.Counted counted) {
        Refusals refusals = Refusals.of(batch, counted.tallies(), admission.limit());
        Staged staged = all.without(refusals);
        List<StagedTally> read = Refusals.left(refusals, counted.tallies());
        List<Judged> judged = Stream.of(
                        judgePredictions(batch, staged, read),
                        judgeLabels(batch, staged, read),
                        judgeSystem(batch, staged, read))
                .flatMap(Optional::stream)
                .toList();
        try {
            List<Copies.Tally> fates = judged.stream()
                    .map(Judged::tally)
                    .reduce(Dataset::union)
                    .map(Copies::collect)
                    .orElse(List.of());
            judged.forEach(kind -> append(kind, fates, batch, counted.tasksOfADay()));
            List<KnownRejects.Tally> known = appendRejects(batch, read, staged, judged, fates);
            return new IntakeCounts(batch, counted.tallies(), fates, refusals, known).taken();
        } finally {
            judged.forEach(kind -> kind.compared().unpersist());
        }
    }

    /**
     * Rows of a kind with their fates.
     *
     * @param copies how rows are compared
     * @param compared those that were, held: they are counted, appended and searched for conflicts
     * @param plain those that have no copy, if they are known without comparing
     * @param corrections what corrects rows of the lake, if such rows can
     */
    private record Judged(
            Copies copies, Dataset<Row> compared, Optional<Dataset<Row>> plain, Optional<Corrections> corrections) {
        Judged {
            compared = compared.persist(StorageLevel.MEMORY_AND_DISK());
        }

        static Judged of(Copies copies, Dataset<Row> rows) {
            return new Judged(copies, rows, Optional.empty(), Optional.empty());
        }

        Dataset<Row> tally() {
            Dataset<Row> tally = copies.tally(compared);
            return plain.map(rows -> copies.tally(rows).union(tally)).orElse(tally);
        }

        Dataset<Row> taken() {
            Dataset<Row> taken = corrections.map(each -> each.taken(compared)).orElseGet(() -> copies.taken(compared));
            return plain.map(rows -> copies.taken(rows).union(taken)).orElse(taken);
        }

        /** What no longer counts; empty if nothing does not. */
        Optional<Dataset<Row>> retractions() {
            return corrections.map(each -> each.retractions(compared)).filter(retracted -> !retracted.isEmpty());
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
        return days(read, What.PREDICTION).map(days -> {
            Copies copies = Copies.ofPredictions();
            StandingPredictions standing = new StandingPredictions(lake, batch);
            SortedMap<LocalDate, Long> rows = rowsByDay(read, What.PREDICTION);
            DayShares shares = DayShares.of(rows, lake.bytesByDay(copies.table(), days));
            Dataset<Row> incoming = staged.of(What.PREDICTION);
            if (batch.plan().window().isEmpty()) {
                return judgeFiles(copies, incoming, standing.on(days), shares);
            }
            long all = rows.values().stream().mapToLong(Long::longValue).sum();
            Corrections corrections = new Corrections(copies, batch);
            Dataset<Row> judged = corrections.judge(incoming, standing.of(incoming, days, all), shares);
            return new Judged(copies, judged, Optional.empty(), Optional.of(corrections));
        });
    }

    /** Predictions that no later row corrects. */
    private static Judged judgeFiles(Copies copies, Dataset<Row> incoming, Dataset<Row> standing, DayShares shares) {
        Optional<Recurrence> some = Recurrence.among(incoming, standing, Recurrence.MOST);
        Dataset<Row> both = copies.judge(
                some.map(each -> each.of(incoming)).orElse(incoming),
                some.map(each -> each.of(standing)).orElse(standing),
                shares::deal);
        Dataset<Row> compared = Copies.incoming(Copies.countOnce(both));
        Optional<Dataset<Row>> plain = some.map(each -> Copies.withoutCopies(each.without(incoming)));
        return new Judged(copies, compared, plain, Optional.empty());
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
                        .geq(days(labels, What.LABEL).orElseThrow().first().minusDays(ClocksAhead.DAYS));
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
    private void append(Judged kind, List<Copies.Tally> fates, Batch batch, double tasksOfADay) {
        Copies copies = kind.copies();
        boolean some =
                fates.stream().anyMatch(tally -> tally.kind() == copies.kind() && tally.fate() == Copies.Fate.TAKEN);
        Optional<Dataset<Row>> retractions = kind.retractions();
        retractions.ifPresent(rows -> lake.append(RetractionTable.TABLE, rows, batch.number()));
        if (some || retractions.isPresent()) {
            append(kind, batch, tasksOfADay);
        }
    }

    /** Predictions lie together by day already, unless they were not compared and many tasks have read of a day. */
    private void append(Judged kind, Batch batch, double tasksOfADay) {
        LakeTable table = kind.copies().table();
        requireNoneLost(table, kind, batch);
        boolean together =
                kind.copies().kind() == Piece.Kind.PREDICTION && (kind.plain().isEmpty() || tasksOfADay <= MOST_TASKS);
        if (together) {
            lake.append(table, kind.taken(), DeltaLake.Numbered.ofBatch(batch.number()));
        } else {
            lake.append(table, kind.taken(), batch.number());
        }
    }

    /**
     * A batch that was appended before a crash is not appended again. What is read of it now is the same or, of rows
     * that are gone meanwhile, less; if it is more, it is read by other settings.
     */
    private void requireNoneLost(LakeTable table, Judged kind, Batch batch) {
        if (lake.lastAppended(table).orElse(-1) != batch.number()) {
            return;
        }
        long held = lake.read(table).where(col("batch").equalTo(batch.number())).count();
        long taken = kind.taken().count();
        if (taken > held) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "Batch %d was cut off after it had put %,d rows into table %s; read again, it has %,d. The"
                                    + " rows more would be lost, as a batch is put into a table only once: what is read"
                                    + " depends on settings (contract, classes, reject.limit, time zones), and they"
                                    + " were changed meanwhile",
                            batch.number(),
                            held,
                            table.name(),
                            taken),
                    "Set them as they were and run `cxrwatch ingest`, which completes the batch; then change them and"
                            + " run `cxrwatch ingest --retry`, which takes what was put aside");
        }
    }

    /**
     * Appends what cannot be used and was not put aside before.
     *
     * @return how much was
     */
    private List<KnownRejects.Tally> appendRejects(
            Batch batch, List<StagedTally> read, Staged staged, List<Judged> judged, List<Copies.Tally> fates) {
        List<StagedTally> unusable =
                read.stream().filter(tally -> tally.what().rejected()).toList();
        List<Copies.Tally> conflicting = fates.stream()
                .filter(tally -> tally.fate() == Copies.Fate.CONFLICTING)
                .toList();
        Set<String> files = Stream.concat(
                        unusable.stream().map(StagedTally::file),
                        conflicting.stream().map(Copies.Tally::file))
                .collect(Collectors.toSet());
        if (files.isEmpty()) {
            return List.of();
        }
        Dataset<Row> rejects = rejects(staged, judged, conflicting);
        KnownRejects known = KnownRejects.before(batch, lake, files);
        List<KnownRejects.Tally> again = known.tally(rejects);
        long all = unusable.stream().mapToLong(StagedTally::rows).sum()
                + conflicting.stream().mapToLong(Copies.Tally::rows).sum();
        if (all > again.stream().mapToLong(KnownRejects.Tally::rows).sum()) {
            lake.append(RejectTable.TABLE, known.without(rejects), batch.number());
        }
        return again;
    }

    private static Dataset<Row> rejects(Staged staged, List<Judged> judged, List<Copies.Tally> conflicting) {
        Set<Piece.Kind> kinds = conflicting.stream().map(Copies.Tally::kind).collect(Collectors.toSet());
        Stream<Dataset<Row>> conflicts = judged.stream()
                .filter(kind -> kinds.contains(kind.copies().kind()))
                .map(kind -> kind.copies().conflicts(kind.compared()));
        return Stream.concat(Stream.of(staged.rejects()), conflicts)
                .reduce(Dataset::union)
                .orElseThrow();
    }
}
