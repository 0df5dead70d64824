package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.WatchTraffic;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficWords;
import org.cxrwatch.traffic.Usual;
import org.cxrwatch.traffic.ValueDay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code traffic}. */
@Command(
        name = "traffic",
        description = "From where requests come: every site, scanner and version with its requests beside"
                + " those usual on that weekday, and where it stands in its life (new, active, silent,"
                + " returned, gone, superseded). Of the last day evaluated, or --date; with --slice the"
                + " four weeks up to then, day by day.")
final class TrafficCommand implements Callable<Integer> {

    private static final int FOUR_WEEKS = 28;

    private final Workplace place;

    @Option(
            names = "--date",
            paramLabel = "D",
            converter = TimeText.Converter.class,
            description = "The UTC day. Default: the last one evaluated.")
    private TimeText date;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    TrafficCommand(Workplace place) {
        this.place = place;
    }

    /** What is known of a value on a day, and whether it explains what is missing elsewhere. */
    private record Shown(TrafficDay of, ValueDay value) {

        boolean isCause() {
            return of.causes().contains(value.slice());
        }
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant at = asOf.find().orElseGet(place::now);
        try (Ports ports = place.open("traffic", settings)) {
            LocalDate last = day(ports, at);
            Optional<Slice> slice = slice();
            LocalDate first = slice.isPresent() ? last.minusDays(FOUR_WEEKS - 1L) : last;
            WatchTraffic.Found found =
                    new WatchTraffic(ports.cells(), Policies.evaluation(settings)).run(first, last, at);
            place.answer(slice.isPresent() ? ofSlice(found, slice.get(), last) : ofDay(found, last));
        }
        return ExitCode.DONE.number();
    }

    private LocalDate day(Ports ports, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (date == null) {
            return HistoryQuery.lastEvaluated(ports.history(), asOf)
                    .map(end -> LocalDate.ofInstant(end, ZoneOffset.UTC).minusDays(1))
                    .orElse(today.minusDays(1));
        }
        if (!date.day().isBefore(today)) {
            throw new UsageException(
                    "The day " + date.day() + " is not over: it is " + ShownText.instant(at) + " UTC.",
                    "Name a day before " + today + ".");
        }
        return date.day();
    }

    private Optional<Slice> slice() {
        Optional<Slice> version = selection.scope().map(scope -> DailyRequests.version(scope.modelVersion()));
        if (version.isPresent() && selection.slice().isPresent()) {
            throw new UsageException(
                    "--model-version and --slice do not go together: requests of a slice are those of all versions.",
                    "Leave one of them out.");
        }
        return version.or(selection::slice);
    }

    private static Listing<Shown> ofDay(WatchTraffic.Found found, LocalDate day) {
        List<Shown> rows = found.days().stream()
                .flatMap(of -> of.values().values().stream().map(value -> new Shown(of, value)))
                .toList();
        Listing<Shown> listing = new Listing<>(rows, nothing(day))
                .field("date", shown -> shown.of().day())
                .field("slice_key", shown -> shown.value().slice().key())
                .field("slice_value", shown -> shown.value().slice().value())
                .shown("SLICE", shown -> shown.value().slice().toString());
        return standing(listing).footer(footer(found));
    }

    private static Listing<Shown> ofSlice(WatchTraffic.Found found, Slice slice, LocalDate last) {
        List<Shown> rows = found.days().stream()
                .flatMap(of -> of.find(slice).stream().map(value -> new Shown(of, value)))
                .toList();
        if (rows.isEmpty() && !found.days().isEmpty()) {
            throw unknown(found, slice);
        }
        Listing<Shown> listing = new Listing<>(rows, nothing(last))
                .column("date", "DAY", shown -> shown.of().day())
                .field("slice_key", shown -> shown.value().slice().key())
                .field("slice_value", shown -> shown.value().slice().value());
        return standing(listing)
                .footer(
                        rows.isEmpty()
                                ? ""
                                : new TrafficWords(rows.get(rows.size() - 1).of())
                                                .reading(rows.get(rows.size() - 1)
                                                        .value())
                                        + ".");
    }

    private static String nothing(LocalDate day) {
        return "No request is known of the eight weeks up to " + day
                + ". `cxrwatch status` says which days have predictions; `cxrwatch summarise` counts them.";
    }

    private static UsageException unknown(WatchTraffic.Found found, Slice slice) {
        List<String> names = found.days().get(found.days().size() - 1).values().keySet().stream()
                .map(Slice::toString)
                .toList();
        String near = NearestName.hint(slice.toString(), names);
        return new UsageException(
                "Nothing is known of requests of " + slice + ".",
                near
                        + "`cxrwatch traffic` lists what is watched: all, the versions (model_version=V) and the values"
                        + " of traffic.slices.");
    }

    private static Listing<Shown> standing(Listing<Shown> listing) {
        return listing.column("requests", "REQUESTS", shown -> shown.value().requests())
                .column(
                        "requests_usual",
                        "USUAL",
                        shown -> shown.value().usual().map(Usual::mean))
                .field("requests_p", shown -> Readings.value(shown.value().p()))
                .shown("P", shown -> Readings.value(shown.value().p()).map(Probability::text))
                .column(
                        "reading",
                        "READING",
                        shown -> Readings.word(shown.value().reading()))
                .field("cause", Shown::isCause)
                .column("state", "STATE", shown -> shown.value().life().state().text())
                .column("since", "SINCE", shown -> shown.value().life().since())
                .column(
                        "first_seen",
                        "FIRST SEEN",
                        shown -> shown.value().life().firstSeen())
                .column("last_seen", "LAST SEEN", shown -> shown.value().life().lastSeen())
                .field(
                        "replaced_by",
                        shown -> Optional.ofNullable(
                                        shown.of().replacing().get(shown.value().slice()))
                                .map(Slice::toString));
    }

    private static String footer(WatchTraffic.Found found) {
        String nothing = found.days().stream()
                .filter(of -> of.find(Slice.ALL).map(all -> all.requests() == 0).orElse(false))
                .map(of -> "No request came at all on " + of.day() + ": none of the others stands out for being silent."
                        + " Ask whether the service runs and its log is delivered.\n")
                .collect(Collectors.joining());
        String said = found.days().stream()
                .flatMap(of -> new TrafficWords(of).recommendations().stream())
                .map(sentence -> ShownText.plain(sentence) + ".\n")
                .collect(Collectors.joining());
        String unnamed = found.days().stream()
                .flatMap(of -> of.unnamed().stream())
                .map(attribute -> "Most requests do not say their " + attribute
                        + ": nothing is said of its values. `cxrwatch status` and schema_changes may say why.\n")
                .collect(Collectors.joining());
        String leftOut = found.leftOut().entrySet().stream()
                .map(entry -> entry.getValue() + " more values of " + entry.getKey()
                        + " are not watched: only the busiest are.\n")
                .collect(Collectors.joining());
        return nothing + said + unnamed + leftOut + "USUAL: mean of this weekday in the last 8 weeks. READING: fine is"
                + " more than half of the usual, however rare. P: probability of so few,"
                + " adjusted for everything looked at; of what is silent that of all its days without a request."
                + " FIRST SEEN: of the last ten weeks.";
    }
}
