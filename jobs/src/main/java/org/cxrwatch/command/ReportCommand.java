package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code report}; it reads what nights left, writes files alone, and needs no lock. */
@Command(
        name = "report",
        description = "Writes pages of HTML to look at: a night, its sites, a month for the quality file, and the index"
                + " of all nights. Without a time, the last night.")
final class ReportCommand implements Callable<Integer> {

    private static final int SHOWN = 12;

    private final Workplace place;

    @Option(names = "--date", paramLabel = "D", description = "The night of this UTC day, and its sites.")
    private LocalDate date;

    @Option(names = "--from", paramLabel = "D", description = "The nights from this UTC day on.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "Up to this UTC day, which is one of them.")
    private LocalDate to;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "The month, for the quality file.")
    private YearMonth month;

    @Option(names = "--site", paramLabel = "S", description = "The page of this site alone.")
    private String site;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to. Default: report.folder.")
    private Path out;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    ReportCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        refuseContradictions();
        Configuration configuration = place.configuration();
        ReportFolder folder = new ReportFolder(Optional.ofNullable(out)
                .map(Path::toAbsolutePath)
                .orElse(configuration.settings().report().folder()));
        try (Ports ports = place.open("report", configuration.settings())) {
            ReportPages pages =
                    new ReportPages(configuration, ports, folder, new ReportPages.Known(place.now(), asOf.find()));
            List<LocalDate> nights = pages.reports().nights();
            List<String> remarks = new ArrayList<>();
            if (month != null) {
                pages.month(known(month, nights));
            } else if (nights.isEmpty() && date == null && from == null && to == null && site == null) {
                remarks.add("No night was evaluated yet, so the index alone was written. `cxrwatch nightly` evaluates"
                        + " the last complete day.");
            } else {
                write(pages, chosen(nights, remarks));
            }
            place.answer(answer(pages.index(), remarks));
        }
        return ExitCode.DONE.number();
    }

    private void refuseContradictions() {
        boolean range = from != null || to != null;
        boolean besideDay = date != null && range;
        boolean besideMonth = month != null && (date != null || range || site != null);
        if (besideDay || besideMonth) {
            throw new UsageException(
                    "--date, --from with --to, and --month each name a time, and --month speaks of all sites.",
                    "Leave all but one of them out.");
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw new UsageException(
                    "The days from " + from + " to " + to + " are none.", "Let --from be before --to, or the same.");
        }
    }

    private void write(ReportPages pages, List<LocalDate> days) {
        if (site == null) {
            pages.nights(days);
            if (date == null && from == null && to == null) {
                pages.month(YearMonth.from(days.get(days.size() - 1)));
            }
            return;
        }
        for (LocalDate day : days) {
            List<String> there = pages.reports().sites(day);
            if (!there.contains(site)) {
                throw new UsageException(
                        "Nothing was evaluated of site " + site + " on " + day + ".",
                        there.isEmpty()
                                ? "No site was: slices.daily does not name the attribute site, or no row has it."
                                : NamesThere.remedy(
                                        site, there.stream().sorted().toList()));
            }
            pages.site(site, day);
        }
    }

    /** The nights asked for; days without one are remarked. */
    private List<LocalDate> chosen(List<LocalDate> nights, List<String> remarks) {
        if (nights.isEmpty()) {
            throw new UsageException(
                    "No night was evaluated" + by() + ".",
                    "`cxrwatch nightly` evaluates the last complete day, `cxrwatch backfill --from D` those before it;"
                            + " `cxrwatch status` says what there is.");
        }
        LocalDate newest = nights.get(nights.size() - 1);
        LocalDate first = date != null ? date : from != null ? from : to != null ? nights.get(0) : newest;
        LocalDate last = date != null ? date : to != null ? to : newest;
        List<LocalDate> chosen = nights.stream()
                .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                .toList();
        if (chosen.isEmpty()) {
            throw new UsageException(
                    "No night speaks of "
                            + (first.equals(last) ? first.toString() : first + " to " + last)
                            + by() + ": it never was evaluated.",
                    "There are nights of " + nights.get(0) + " to " + newest + ". If rows of that day were counted,"
                            + " `cxrwatch backfill --from " + first + " --to " + last + "` evaluates it.");
        }
        long asked = last.toEpochDay() - first.toEpochDay() + 1;
        if (chosen.size() < asked) {
            remarks.add((asked - chosen.size()) + " of these " + asked
                    + " days have no night and therefore no page; `cxrwatch backfill` evaluates what was counted.");
        }
        return chosen;
    }

    private String by() {
        return asOf.find().map(at -> " by " + ShownText.instant(at)).orElse("");
    }

    private YearMonth known(YearMonth asked, List<LocalDate> nights) {
        if (nights.stream().noneMatch(day -> YearMonth.from(day).equals(asked))) {
            throw new UsageException(
                    "No night of " + asked + " was evaluated" + by() + ".",
                    nights.isEmpty()
                            ? "`cxrwatch nightly` evaluates the last complete day."
                            : NamesThere.remedy(
                                    asked.toString(),
                                    nights.stream()
                                            .map(YearMonth::from)
                                            .distinct()
                                            .toList()));
        }
        return asked;
    }

    private static Facts answer(List<ReportPages.Written> pages, List<String> remarks) {
        List<String> lines = new ArrayList<>(remarks);
        long milliseconds =
                pages.stream().mapToLong(ReportPages.Written::milliseconds).sum();
        long bytes = pages.stream().mapToLong(ReportPages.Written::bytes).sum();
        pages.stream().limit(SHOWN).forEach(page -> lines.add("  " + page.file()));
        if (pages.size() > SHOWN) {
            lines.add("  and " + (pages.size() - SHOWN) + " more");
        }
        lines.add(String.format(
                Locale.ROOT, "%s (%,d kB, %.1f s)", ReportPages.sentence(pages), bytes / 1_000, milliseconds / 1e3));
        return Facts.said(lines)
                .with("index", pages.get(pages.size() - 1).file().toString())
                .with("pages", pages.stream().map(ReportCommand::fields).toList());
    }

    private static Map<String, Object> fields(ReportPages.Written page) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", page.file().toString());
        fields.put("bytes", page.bytes());
        fields.put("milliseconds", page.milliseconds());
        return fields;
    }
}
