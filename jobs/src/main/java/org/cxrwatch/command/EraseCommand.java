package org.cxrwatch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.files.Inbox;
import org.cxrwatch.job.Erase;
import org.cxrwatch.job.Recount;
import org.cxrwatch.port.Erasures.Erasure;
import org.cxrwatch.port.LakeErasure.Found;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code erase}. What it says, logs and records names no id. */
@Command(
        name = "erase",
        description = "Removes predictions from the lake for good: rows, labels and older versions; the cells of their"
                + " days are counted again. --list shows what was erased, and never whose.")
final class EraseCommand implements Callable<Integer> {

    private static final int MOST_IDS = 1_000;

    private final Workplace place;

    @Option(names = "--prediction-id", paramLabel = "ID", description = "Whose rows; may be given several times.")
    private List<String> ids = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file with an id on each line: unlike a command line, it is seen by nobody else.")
    private Path file;

    @Option(names = "--dry-run", description = "Says what there is, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--list", description = "Shows what was erased before.")
    private boolean list;

    @Mixin
    private final NoteOptions note = new NoteOptions();

    EraseCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (list) {
            return listed();
        }
        Set<String> predictionIds = predictionIds();
        if (dryRun) {
            return looked(predictionIds);
        }
        String reason = note.reason()
                .orElseThrow(() -> new UsageException(
                        "erase does not know why: nobody could tell afterwards. Nothing was erased.",
                        "Say so in words, without the id: --reason \"request of a patient, 2026-11-23\"."));
        if (predictionIds.stream().anyMatch(reason::contains)) {
            throw new UsageException(
                    "The reason names an id that is to be forgotten. Nothing was erased.",
                    "Write the reason without it: reasons are kept.");
        }
        Erase.Request request = new Erase.Request(predictionIds, reason, note.by(place));
        return new RecordedRun(place, "erase").run(ports -> erased(ports, request));
    }

    private Set<String> predictionIds() {
        Set<String> named = new TreeSet<>();
        Stream.concat(ids.stream(), file == null ? Stream.empty() : lines().stream())
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .forEach(named::add);
        if (named.isEmpty()) {
            throw new UsageException(
                    "erase does not know which predictions are meant. Nothing was erased.",
                    "Name their ids: --prediction-id ID, or --file FILE with an id on each line.");
        }
        if (named.size() > MOST_IDS) {
            throw new UsageException(
                    named.size() + " ids are more than the " + MOST_IDS
                            + " that are erased at once. Nothing was erased.",
                    "Cut the file into parts and call the command for each.");
        }
        return named;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UsageException(
                    "The file " + file + " cannot be read as text. Nothing was erased.",
                    "Name a file of ids with --file, in UTF-8, an id on each line.",
                    e);
        }
    }

    private static Erase job(Ports ports, Settings settings) {
        Inbox labels = new Inbox(LogSources.inbox(settings));
        Inbox predictions = new Inbox(LogSources.recorded(settings));
        return new Erase(
                new Erase.Stores(
                        ports.erasures(),
                        ports.lakeErasure(),
                        ports.cellArchive(),
                        forgotten -> labels.forget(forgotten) + predictions.forget(forgotten),
                        ports.baselines()),
                new Recount(
                        ports.ledger(),
                        ports.cells(),
                        ports.cellRebuild(),
                        settings.definition(),
                        ports.expiries().expired()));
    }

    private int looked(Set<String> predictionIds) {
        try (Ports ports = place.open("erase --dry-run")) {
            Erase job = job(ports, place.settings());
            Found found = job.look(predictionIds);
            List<BaselineRecord> baselines = job.baselines(found.days());
            String what = Erase.rows(found.rows());
            List<String> lines = new ArrayList<>();
            lines.add(
                    what.isEmpty()
                            ? "The lake holds no row of " + counted(predictionIds.size()) + "."
                            : "Rows that would go: " + what + ". Days that would be counted again: "
                                    + days(found.days()) + ".");
            frozen(baselines).ifPresent(lines::add);
            place.answer(Facts.said(lines)
                    .with("rows", found.rows())
                    .with("days", List.copyOf(found.days()))
                    .with("files", List.copyOf(found.files()))
                    .with("baselines", named(baselines)));
        }
        return ExitCode.DONE.number();
    }

    private Done erased(Ports ports, Erase.Request request) {
        Erase.Result result = job(ports, place.settings()).run(request, place.now());
        Erasure erasure = result.erasure();
        String removed = Erase.rows(erasure.rows());
        String summary = "Erasure " + erasure.number() + ": "
                + (removed.isEmpty() ? "the lake held no row" : "removed " + removed);
        List<String> lines = new ArrayList<>();
        lines.add(summary + ". Rows of " + counted(request.predictionIds().size())
                + " that a source brings again are put aside, with nothing kept of them.");
        if (result.recorded() > 0) {
            lines.add(result.recorded() + (result.recorded() == 1 ? " line was" : " lines were")
                    + " removed from what people recorded by commands.");
        }
        if (!erasure.days().isEmpty()) {
            lines.add(recounted(erasure.days(), result.marked()));
        }
        frozen(result.baselines()).ifPresent(lines::add);
        if (!removed.isEmpty()) {
            lines.add("The sources still hold what they hold"
                    + (result.files().isEmpty() ? "" : " (" + String.join(", ", result.files()) + ")")
                    + ": whoever owns them has to erase it there, and in backups.");
        }
        return Done.of(facts(lines, result), summary);
    }

    private static Facts facts(List<String> lines, Erase.Result result) {
        return Facts.said(lines)
                .with("erasure", result.erasure().number())
                .with("rows", result.erasure().rows())
                .with("days", List.copyOf(result.erasure().days()))
                .with("files", List.copyOf(result.files()))
                .with("publications_marked", result.marked())
                .with("recorded_lines_removed", result.recorded())
                .with("baselines", named(result.baselines()));
    }

    private static String recounted(SortedSet<LocalDate> days, int marked) {
        return "Cells of " + days(days) + " were counted again, and older versions deleted. " + marked
                + (marked == 1 ? " publication is" : " publications are")
                + " marked: its results stay, but may not come out the same if they are computed again. `cxrwatch"
                + " backfill --from " + days.first() + " --to " + days.last()
                + "` scores these days without what was erased.";
    }

    /** What frozen baselines go on holding, and what can be done about it. */
    private static Optional<String> frozen(List<BaselineRecord> baselines) {
        if (baselines.isEmpty()) {
            return Optional.empty();
        }
        String which = baselines.stream()
                .map(each -> each.id() + " (" + each.firstDay() + " to " + each.lastDay() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of("Frozen baselines of these days may go on counting what is erased: " + which
                + ". Where a slice had few predictions on a day, their values of that day are those of single images."
                + " Once it is erased, establish another one over days of your choice (`cxrwatch baseline establish"
                + " --from D --to D --activate`), and take each of these out of use: `cxrwatch baseline retire ID`."
                + " Their values stay in table baseline of the lake.");
    }

    private static List<Map<String, Object>> named(List<BaselineRecord> baselines) {
        return baselines.stream()
                .<Map<String, Object>>map(each -> new TreeMap<>(
                        Map.of("id", each.id(), "first_day", each.firstDay(), "last_day", each.lastDay())))
                .toList();
    }

    private int listed() {
        try (Ports ports = place.open("erase --list")) {
            place.answer(new Listing<>(ports.erasures().list(), "Nothing was erased.")
                    .column("erasure", "ERASURE", Erasure::number)
                    .column("asked_at", "ASKED", Erasure::at)
                    .column("asked_by", "BY", Erasure::by)
                    .column("reason", "REASON", Erasure::reason)
                    .column("ids", "IDS", Erasure::ids)
                    .column("rows", "ROWS", erasure -> sum(erasure.rows()))
                    .column("days", "DAYS", erasure -> erasure.days().size())
                    .column(
                            "finished_at",
                            "DONE",
                            erasure -> erasure.finishedAt()
                                    .map(String::valueOf)
                                    .orElse("no: call it again with the same ids")));
        }
        return ExitCode.DONE.number();
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String counted(int ids) {
        return ids == 1 ? "this id" : "these " + ids + " ids";
    }

    private static String days(Set<LocalDate> days) {
        return days.isEmpty() ? "none" : days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    }
}
