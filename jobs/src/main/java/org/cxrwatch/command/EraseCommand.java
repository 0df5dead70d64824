package org.cxrwatch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.files.Inbox;
import org.cxrwatch.job.Erase;
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
        return new Erase(
                ports.ledger(),
                ports.erasures(),
                ports.lakeErasure(),
                new Erase.Recount(
                        ports.cells(),
                        ports.cellRebuild(),
                        settings.slices().definition(),
                        ports.expiries().expired()));
    }

    private int looked(Set<String> predictionIds) {
        try (Ports ports = place.open("erase --dry-run")) {
            Found found = job(ports, place.settings()).look(predictionIds);
            String what = Erase.rows(found.rows());
            place.answer(Facts.said(
                            what.isEmpty()
                                    ? "The lake holds no row of " + counted(predictionIds.size()) + "."
                                    : "Rows that would go: " + what + ". Days that would be counted again: "
                                            + days(found.days()) + ".")
                    .with("rows", found.rows())
                    .with("days", List.copyOf(found.days()))
                    .with("files", List.copyOf(found.files())));
        }
        return ExitCode.DONE.number();
    }

    private Done erased(Ports ports, Erase.Request request) {
        Settings settings = place.settings();
        Erase.Result result = job(ports, settings).run(request, place.now());
        int recorded = new Inbox(LogSources.inbox(settings)).forget(request.predictionIds())
                + new Inbox(LogSources.recorded(settings)).forget(request.predictionIds());
        String summary = "Erasure " + result.number() + ": "
                + (result.rows() == 0
                        ? "the lake held no row"
                        : "removed " + Erase.rows(result.found().rows()));
        List<String> lines = new ArrayList<>();
        lines.add(summary + ". Rows of " + counted(request.predictionIds().size())
                + " that a source brings again are put" + " aside, with nothing kept of them.");
        if (recorded > 0) {
            lines.add(recorded + (recorded == 1 ? " line was" : " lines were")
                    + " removed from what people recorded by commands.");
        }
        if (!result.days().isEmpty()) {
            lines.add("Cells of " + days(result.days()) + " were counted again, and older versions deleted. "
                    + result.marked() + (result.marked() == 1 ? " publication is" : " publications are")
                    + " marked: its results stay, but cannot be computed again. `cxrwatch backfill --from "
                    + result.days().first() + " --to " + result.days().last()
                    + "` scores these days without what was erased.");
        }
        if (!result.found().files().isEmpty()) {
            lines.add("The sources still hold what they hold ("
                    + String.join(", ", result.found().files())
                    + "): whoever owns them has to erase it there, and in backups.");
        }
        return Done.of(
                Facts.said(lines)
                        .with("erasure", result.number())
                        .with("rows", result.found().rows())
                        .with("days", List.copyOf(result.days()))
                        .with("files", List.copyOf(result.found().files()))
                        .with("publications_marked", result.marked())
                        .with("recorded_lines_removed", recorded),
                summary);
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
