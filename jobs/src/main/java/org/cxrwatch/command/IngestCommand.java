package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.Ledger.FileOutcome;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.schema.SourceChange;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ingest}. */
@Command(
        name = "ingest",
        description = "Takes what is new in the folder and the database of logs into the lake: predictions, labels,"
                + " system metrics.")
final class IngestCommand implements Callable<Integer> {

    private static final List<String> KINDS = List.of("predictions", "labels", "system");
    private static final List<String> FATES =
            List.of("read", "taken", "corrected", "duplicate", "conflicting", "rejected", "refused");
    private static final int NAMED = 20;
    private static final double MILLION = 1e6;

    private final Workplace place;

    @ArgGroup
    private Again again;

    /** What is read again although it is as it was. */
    private static final class Again {

        @ArgGroup(exclusive = false)
        private Repaired repaired;

        @Option(
                names = "--retry",
                required = true,
                description = "Reads files again that were put aside or refused, although they have not changed: after"
                        + " a setting or a permission was mended.")
        private boolean retry;
    }

    /** Days that are to be read again. */
    private static final class Repaired {

        @Option(names = "--repair", required = true, description = "Reads a day of the database again.")
        @SuppressWarnings("UnusedVariable") // asks for the group: it says what --date is for
        private boolean repair;

        @Option(
                names = "--date",
                required = true,
                paramLabel = "D",
                description = "With --repair: which day, by the database's clock, e.g. 2026-09-22.")
        private LocalDate date;

        XidWindow.Days days() {
            return new XidWindow.Days(date, date);
        }
    }

    IngestCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        LogSources.check(settings);
        return new RecordedRun(place, "ingest").run(ports -> {
            Instant begun = place.now();
            SourceReading.Outcome outcome = read(new SourceReading(settings, ports));
            return done(outcome, Duration.between(begun, place.now()));
        });
    }

    private SourceReading.Outcome read(SourceReading reading) {
        if (again != null && again.repaired != null) {
            return reading.repair(again.repaired.days(), place.now());
        }
        boolean retried = again != null && again.retry;
        return reading.run(place.now(), retried ? Ingest.Which.UNUSED_TOO : Ingest.Which.CHANGED);
    }

    static Done done(SourceReading.Outcome outcome, Duration took) {
        Ingest.Report report = outcome.ingested();
        Map<String, Long> counts = new TreeMap<>();
        report.done()
                .forEach(done -> done.taken().counts().forEach((name, count) -> counts.merge(name, count, Long::sum)));
        List<FileOutcome> findings = report.done().stream()
                .flatMap(done -> done.taken().files().stream())
                .filter(FileOutcome::isFinding)
                .toList();
        List<SourceChange> changes =
                report.done().stream().flatMap(done -> done.changes().stream()).toList();
        String said = sentence(report, counts);
        List<String> lines = new ArrayList<>(List.of(said));
        table(counts, lines);
        pace(counts, took).ifPresent(lines::add);
        remarks(report, findings, lines);
        changes(changes, lines);
        lines.addAll(outcome.lines());
        Facts facts = Facts.said(lines)
                .with(
                        "batches",
                        report.done().stream()
                                .map(done -> done.batch().number())
                                .toList())
                .with("counts", counts)
                .with("files_unchanged", known(report))
                .with("files_foreign", foreign(report))
                .with("findings", findings.stream().map(IngestCommand::fields).toList())
                .with("changes", changes.stream().map(IngestCommand::fields).toList());
        if (report.nothingNew()) {
            return Done.nothing(facts, said);
        }
        boolean good = outcome.isSound()
                && findings.stream().allMatch(file -> file.rejected() == 0 && file.isSound())
                && changes.stream().noneMatch(one -> one.change().alerts());
        return Done.of(facts, said).ending(good ? ExitCode.DONE : ExitCode.FINDINGS);
    }

    /** How long it took, in all and by rows; nothing of a moment. */
    private static Optional<String> pace(Map<String, Long> counts, Duration took) {
        long rows = KINDS.stream()
                .mapToLong(kind -> counts.getOrDefault(kind + "_read", 0L))
                .sum();
        double seconds = took.toMillis() / 1000.0;
        return rows == 0 || took.toSeconds() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "  in %.0f s, %.0f s a million rows", seconds, seconds / rows * MILLION));
    }

    private static String sentence(Ingest.Report report, Map<String, Long> counts) {
        if (report.nothingNew()) {
            return "Nothing new: " + counted(known(report), "file is", "files are") + " as when they were taken.";
        }
        long resumed = report.done().stream()
                .filter(done -> done.start() == Ingest.Start.RESUMED)
                .count();
        long files = report.done().stream()
                .mapToLong(done -> done.taken().files().size())
                .sum();
        long rows = KINDS.stream()
                .mapToLong(kind -> counts.getOrDefault(kind + "_taken", 0L))
                .sum();
        return "Took " + counted(rows, "row", "rows") + " of " + counted(files, "file or table", "files and tables")
                + " into the lake" + (resumed > 0 ? ", finishing what an earlier run began" : "") + ".";
    }

    private static long known(Ingest.Report report) {
        return report.listings().stream().mapToLong(Source.Listing::known).sum();
    }

    private static List<String> foreign(Ingest.Report report) {
        return report.listings().stream()
                .flatMap(listing -> listing.foreign().stream())
                .toList();
    }

    private static void table(Map<String, Long> counts, List<String> lines) {
        if (counts.isEmpty()) {
            return;
        }
        String cells = FATES.stream()
                .map(fate -> " %" + Math.max(9, fate.length() + 2) + "s")
                .collect(Collectors.joining());
        lines.add("  %-12s".formatted("") + cells.formatted(FATES.toArray()));
        KINDS.forEach(kind -> lines.add("  %-12s".formatted(kind)
                + cells.formatted(FATES.stream()
                        .map(fate -> ShownText.count(counts.getOrDefault(kind + "_" + fate, 0L)))
                        .toArray())));
    }

    private static void remarks(Ingest.Report report, List<FileOutcome> findings, List<String> lines) {
        findings.stream().limit(NAMED).forEach(file -> lines.add("  " + file.path() + ": " + remark(file)));
        if (findings.size() > NAMED) {
            lines.add("  and " + (findings.size() - NAMED) + " more files; --json names all of them");
        }
        if (findings.stream().anyMatch(file -> !file.refused().why().isEmpty())) {
            lines.add("What was refused is read again when the file changes; as it is, with `cxrwatch ingest --retry`,"
                    + " after a change of reject.limit or contract.");
        }
        if (findings.stream().anyMatch(file -> file.rejected() > 0)) {
            lines.add("Rows that were put aside are in the table reject of the lake, with file, line and reason.");
        }
        report.listings().forEach(listing -> lines.addAll(listing.remarks()));
        List<String> foreign = foreign(report);
        if (!foreign.isEmpty()) {
            lines.add(counted(foreign.size(), "file was", "files were") + " left alone, as their names are not those of"
                    + " logs: " + String.join(", ", foreign.subList(0, Math.min(5, foreign.size())))
                    + (foreign.size() > 5 ? ", ..." : "") + ".");
        }
    }

    private static void changes(List<SourceChange> changes, List<String> lines) {
        changes.stream().limit(NAMED).forEach(change -> lines.add("  " + change.sentence()));
        if (changes.size() > NAMED) {
            lines.add("  and " + (changes.size() - NAMED) + " more columns; --json names all of them");
        }
    }

    private static String remark(FileOutcome file) {
        if (!file.quarantine().isEmpty()) {
            return "put aside whole: " + file.quarantine();
        }
        List<String> parts = new ArrayList<>();
        if (!file.refused().why().isEmpty()) {
            parts.add("refused: " + file.refused().why() + "; "
                    + counted(file.refused().rows(), "usable row was", "usable rows were") + " not taken");
        }
        if (file.rejected() > 0) {
            parts.add(counted(file.rejected(), "row", "rows") + " put aside");
        }
        if (file.waitingBytes() > 0) {
            parts.add("its last line is half-written and waits (" + file.waitingBytes() + " bytes)");
        }
        return String.join("; ", parts);
    }

    private static Map<String, Object> fields(FileOutcome file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", file.path());
        fields.put("rows", file.rows());
        fields.put("rejected", file.rejected());
        fields.put("waiting_bytes", file.waitingBytes());
        fields.put("quarantine", file.quarantine());
        fields.put("refused", file.refused().rows());
        fields.put("refused_because", file.refused().why());
        return fields;
    }

    private static Map<String, Object> fields(SourceChange change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("change", Readings.lower(change.change()));
        fields.put("column", change.path());
        fields.put("said", change.sentence());
        return fields;
    }

    private static String counted(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : many);
    }
}
