package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Source;
import org.cxrwatch.summary.PartKind;
import picocli.CommandLine.Command;

/** {@code plan}. */
@Command(name = "plan", description = "What tonight would read and which days it would score again; changes nothing.")
final class PlanCommand implements Callable<Integer> {

    private static final int NAMED = 20;

    private final Workplace place;

    PlanCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        LogSources.check(settings);
        try (Ports ports = place.open("plan", settings)) {
            List<Source.Listing> listings = ports.feeds().stream()
                    .map(Ingest.Feed::source)
                    .map(source -> source.list(ports.ledger().taken(source.name()), place.now()))
                    .toList();
            List<Batch> waiting =
                    ports.ledger().inState(EnumSet.of(BatchState.PLANNED, BatchState.INGESTED, BatchState.SUMMARISED));
            place.answer(facts(listings, waiting, reopened(ports, settings, waiting)));
        }
        return ExitCode.DONE.number();
    }

    /** The days that cells of batches not yet evaluated are about; Spark is started only if there are such batches. */
    private SortedSet<LocalDate> reopened(Ports ports, Settings settings, List<Batch> waiting) {
        Set<Long> summarised = waiting.stream()
                .filter(batch -> batch.state() == BatchState.SUMMARISED)
                .map(Batch::number)
                .collect(Collectors.toSet());
        if (summarised.isEmpty()) {
            return new TreeSet<>();
        }
        Instant now = place.now();
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = last.minusDays(settings.labels().horizon().toDays());
        return ports.cells().load(new Cells.Range(first, last, Set.of(PartKind.values()), now)).stream()
                .filter(cell -> summarised.contains(cell.batch()))
                .map(cell -> cell.key().day())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Facts facts(List<Source.Listing> listings, List<Batch> waiting, SortedSet<LocalDate> reopened) {
        List<String> lines = new ArrayList<>();
        List<Piece> pieces = listings.stream()
                .flatMap(listing -> listing.plan().stream())
                .flatMap(plan -> plan.pieces().stream())
                .toList();
        long known = listings.stream().mapToLong(Source.Listing::known).sum();
        long bytes = pieces.stream().mapToLong(piece -> piece.bytes().size()).sum();
        lines.add(pieces.isEmpty() ? "read      nothing: all is as when it was taken" : reading(pieces, bytes));
        pieces.stream().limit(NAMED).forEach(piece -> lines.add("            " + piece.path()));
        if (pieces.size() > NAMED) {
            lines.add("            and " + (pieces.size() - NAMED) + " more");
        }
        listings.forEach(listing -> listing.remarks().forEach(remark -> lines.add("          " + remark)));
        lines.add("finish    "
                + (waiting.isEmpty()
                        ? "nothing: no batch was left unfinished"
                        : waiting.stream()
                                .map(batch -> "batch " + batch.number() + " (" + Readings.lower(batch.state()) + ")")
                                .collect(Collectors.joining(", "))));
        LocalDate night = LocalDate.ofInstant(place.now(), ZoneOffset.UTC).minusDays(1);
        lines.add("score     " + night + ", the last complete day"
                + (reopened.isEmpty()
                        ? ""
                        : ", and again " + reopened.size() + " days from " + reopened.first() + " to "
                                + reopened.last()));
        return Facts.said(lines)
                .with("files", pieces.stream().map(Piece::path).toList())
                .with("bytes", bytes)
                .with("files_unchanged", known)
                .with("batches_waiting", waiting.stream().map(Batch::number).toList())
                .with("night", night)
                .with("days_reopened", List.copyOf(reopened));
    }

    private static String reading(List<Piece> pieces, long bytes) {
        Map<Piece.Kind, Long> kinds = new EnumMap<>(Piece.Kind.class);
        pieces.forEach(piece -> kinds.merge(piece.kind(), 1L, Long::sum));
        String each = kinds.entrySet().stream()
                .map(entry -> entry.getValue() + " " + Readings.lower(entry.getKey()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "read      %d new or changed files and tables (%s), %,d bytes",
                pieces.size(),
                each,
                bytes);
    }
}
