package org.cxrwatch.io.delta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.cxrwatch.io.delta.Copies.Fate;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake.Taken;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.Piece;
import org.cxrwatch.schema.ShapeOf;
import org.cxrwatch.schema.ShapeStep;

/**
 * What became of a batch, from what was read of its files and what became of the rows.
 *
 * @param batch which batch
 * @param read rows by file and kind
 * @param fates rows by file, kind and fate
 * @param refusals what was not taken although it could be read
 * @param known rows, counted in the others too, that were put aside when their file was read before
 */
record IntakeCounts(
        Batch batch,
        List<StagedTally> read,
        List<Copies.Tally> fates,
        Refusals refusals,
        List<KnownRejects.Tally> known) {

    /** Copies the lists. */
    IntakeCounts {
        read = List.copyOf(read);
        fates = List.copyOf(fates);
        known = List.copyOf(known);
    }

    /** Counts by name, and every file's outcome. */
    Taken taken() {
        List<FileOutcome> files = batch.pieces().stream()
                .map(Piece::path)
                .sorted(Comparator.naturalOrder())
                .map(this::outcome)
                .toList();
        TreeMap<String, Long> counts = new TreeMap<>();
        counts.put(
                "files_read",
                files.stream().filter(file -> file.quarantine().isEmpty()).count());
        counts.put(
                "files_quarantined",
                files.stream().filter(file -> !file.quarantine().isEmpty()).count());
        counts.put(
                "files_refused",
                files.stream().filter(file -> !file.refused().why().isEmpty()).count());
        counts.put(
                "files_waiting",
                files.stream().filter(file -> file.waitingBytes() > 0).count());
        counts.put(
                "times_ambiguous",
                sum(tally -> tally.what() == What.FILE, tally -> tally.end().ambiguousTimes()));
        for (Piece.Kind kind : Piece.Kind.values()) {
            counts.putAll(countsOf(kind));
        }
        return new Taken(counts, files, shapes());
    }

    private Map<String, Long> countsOf(Piece.Kind kind) {
        What good = What.valueOf(kind.name());
        What bad = good.whenRejected();
        String name = switch (kind) {
            case PREDICTION -> "predictions";
            case LABEL -> "labels";
            case SYSTEM -> "system";
        };
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Fate fate : Fate.values()) {
            counts.put(
                    name + "_" + fate.name().toLowerCase(Locale.ROOT),
                    fates(tally -> tally.kind() == kind && tally.fate() == fate));
        }
        long conflictsKnown = known(tally -> tally.kind() == kind && tally.conflicting());
        long rejectsKnown = known(tally -> tally.kind() == kind && !tally.conflicting());
        counts.put(name + "_rejected", sum(tally -> tally.what() == bad, StagedTally::rows) - rejectsKnown);
        counts.merge(name + "_conflicting", -conflictsKnown, Long::sum);
        counts.merge(name + "_duplicate", conflictsKnown + rejectsKnown, Long::sum);
        counts.put(
                name + "_refused",
                sum(
                        tally -> tally.what() == good && refusals.covers(good, tally.file(), tally.version()),
                        StagedTally::rows));
        counts.put(name + "_read", sum(tally -> tally.what() == bad || tally.what() == good, StagedTally::rows));
        return counts;
    }

    /** Rows taken of a file are of its own kind: a label that a prediction's line carries is no row of its own. */
    private FileOutcome outcome(String path) {
        Piece.Kind kind = batch.pieces().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .kind();
        Predicate<Copies.Tally> here = tally -> tally.file().equals(path);
        Predicate<StagedTally> end = tally -> tally.file().equals(path) && tally.what() == What.FILE;
        long rejected = sum(tally -> tally.file().equals(path) && tally.what().rejected(), StagedTally::rows);
        return new FileOutcome(
                path,
                fates(here.and(tally -> tally.kind() == kind)
                        .and(tally -> tally.fate() == Fate.TAKEN || tally.fate() == Fate.CORRECTED)),
                rejected
                        + fates(here.and(tally -> tally.fate() == Fate.CONFLICTING))
                        - known(tally -> tally.file().equals(path)),
                sum(end, tally -> tally.end().waitingBytes()),
                read.stream()
                        .filter(end)
                        .map(tally -> tally.end().quarantine())
                        .findFirst()
                        .orElse(""),
                refusals.of(path, kind, read));
    }

    /** The columns of each file's rows; a file that was put aside whole has none. */
    private List<ShapeStep> shapes() {
        List<ShapeStep> steps = new ArrayList<>();
        for (Piece piece : batch.pieces()) {
            Arrival arrival = batch.arrivalOf(piece);
            read.stream()
                    .filter(tally -> tally.what() == What.FILE && tally.file().equals(piece.path()))
                    .forEach(tally -> tally.end()
                            .shapes()
                            .forEach((version, shape) -> steps.add(new ShapeStep(
                                    new ShapeOf(batch.source(), piece.kind().text(), version),
                                    piece.namedDay().orElse(arrival.on()),
                                    piece.path(),
                                    arrival,
                                    shape))));
        }
        return steps;
    }

    private long sum(Predicate<StagedTally> which, ToLongFunction<StagedTally> value) {
        return read.stream().filter(which).mapToLong(value).sum();
    }

    private long known(Predicate<KnownRejects.Tally> which) {
        return known.stream().filter(which).mapToLong(KnownRejects.Tally::rows).sum();
    }

    private long fates(Predicate<Copies.Tally> which) {
        return fates.stream().filter(which).mapToLong(Copies.Tally::rows).sum();
    }
}
