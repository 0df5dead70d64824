package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.ErrorRate;
import org.cxrwatch.performance.LatencyMean;
import org.cxrwatch.performance.LatencyQuantile;
import org.cxrwatch.performance.ServiceLoad;
import org.cxrwatch.performance.ServiceMetric;
import org.cxrwatch.port.WindowCounts;
import org.cxrwatch.summary.CategorySummary;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.ServicePart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code predictions summary}. */
@Command(
        name = "summary",
        description =
                "Requests, answers, confidence and latency of a period, counted from rows: of the last --hours (24 if"
                        + " not said) up to the last day evaluated, or the time asked for; in total and by version.")
final class PredictionsSummaryCommand implements Callable<Integer> {

    private static final int DAY = 24;

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    PredictionsSummaryCommand(Workplace place) {
        this.place = place;
    }

    /** What one scope was asked and answered. */
    private record Counted(
            Scope scope, Optional<ServiceLoad> load, Optional<DistributionPart> answers, long leastRows) {

        Optional<Object> requests(Function<ServicePart, Object> what) {
            return load.map(each -> what.apply(each.part()));
        }

        Optional<Object> answered(Function<DistributionPart, Object> what) {
            return answers.filter(part -> part.rows() > 0).map(what);
        }

        /** What is no count: nothing, if too few answers are behind it. */
        Optional<Object> told(Function<DistributionPart, Object> what) {
            return answers.filter(part -> part.rows() >= leastRows).map(what);
        }

        Optional<Double> metric(ServiceMetric metric, Function<Score.Measured, Double> part) {
            return load.flatMap(each ->
                            metric.score(each).restingOn(leastRows).score().measured())
                    .map(part);
        }
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("predictions summary")) {
            Instant end = HistoryQuery.lastEvaluated(ports.history(), new AsOfOption())
                    .orElseGet(place::now);
            PeriodOptions.Period asked = period.period(end, DAY);
            Slice slice = selection.slice().orElse(Slice.ALL);
            TreeSet<Slice> slices = new TreeSet<>();
            List<Counted> rows = new ArrayList<>();
            for (Scope scope : scopes(ports, asked)) {
                WindowCounts.Counted counted = ports.windowCounts().count(scope, asked.from(), asked.to());
                slices.addAll(counted.distributions().keySet());
                slices.addAll(counted.requests().keySet());
                Counted row = counted(scope, counted, slice, asked);
                if (row.load().isPresent() || row.answers().isPresent()) {
                    rows.add(row);
                }
            }
            place.answer(listing(rows, asked, slice, slices));
        }
        return ExitCode.DONE.number();
    }

    private List<Scope> scopes(Ports ports, PeriodOptions.Period asked) {
        if (selection.scope().isPresent()) {
            return List.of(selection.scope().get());
        }
        List<Scope> scopes = new ArrayList<>(List.of(Scope.SERVICE));
        VersionsSeen.asked(asked, ports.cells(), place.now())
                .rows()
                .keySet()
                .forEach(each -> scopes.add(Scope.version(each)));
        return scopes;
    }

    private Counted counted(Scope scope, WindowCounts.Counted counted, Slice slice, PeriodOptions.Period asked) {
        Duration length = Duration.between(asked.from(), asked.to());
        return new Counted(
                scope,
                Optional.ofNullable(counted.requests().get(slice)).map(part -> new ServiceLoad(part, length)),
                Optional.ofNullable(counted.distributions().get(slice)),
                place.settings().leastRows());
    }

    private static Listing<Counted> listing(
            List<Counted> rows, PeriodOptions.Period asked, Slice slice, TreeSet<Slice> slices) {
        Listing<Counted> listing = new Listing<>(rows, nothing(asked, slice, slices))
                .field("window_start", row -> asked.from())
                .field("window_end", row -> asked.to())
                .field("scope", row -> Readings.word(row.scope().kind()))
                .column("model_version", "SCOPE", row -> row.scope().toString())
                .field("slice_key", row -> slice.key())
                .field("slice_value", row -> slice.value())
                .column("requests", "REQUESTS", row -> row.requests(ServicePart::rows))
                .column("requests_by_status", "BY STATUS", row -> row.requests(part -> counts(part.requests())))
                .column("error_rate", "ERROR RATE", row -> row.metric(new ErrorRate(), Score.Measured::value))
                .field("error_rate_lower", row -> row.metric(new ErrorRate(), Score.Measured::lower))
                .field("error_rate_upper", row -> row.metric(new ErrorRate(), Score.Measured::upper))
                .column("answers", "ANSWERS", row -> row.answers().map(DistributionPart::rows))
                .column("answers_by_class", "BY CLASS", row -> row.answered(part -> counts(part.predictedClasses())))
                .column(
                        "confidence_mean",
                        "CONFIDENCE",
                        row -> row.told(part -> part.confidence().mean()));
        Map<String, Double> quantiles =
                new TreeMap<>(Map.of("p05", 0.05, "p25", 0.25, "p50", 0.5, "p75", 0.75, "p95", 0.95));
        quantiles.forEach((name, share) -> listing.column(
                "confidence_" + name,
                name.toUpperCase(Locale.ROOT),
                row -> row.told(part -> part.confidence().quantile(share))));
        return listing.column("latency_mean", "SECONDS", row -> row.metric(new LatencyMean(), Score.Measured::value))
                .column("latency_p95", "P95 S", row -> row.metric(LatencyQuantile.p95(), Score.Measured::value))
                .footer(footer(rows, asked, slice));
    }

    private static Map<String, Long> counts(CategorySummary summary) {
        Map<String, Long> counts = new TreeMap<>();
        summary.values().entries().forEach((value, count) -> counts.put(value, count.rows()));
        return counts;
    }

    private static String footer(List<Counted> rows, PeriodOptions.Period asked, Slice slice) {
        String period =
                "From " + ShownText.instant(asked.from()) + " to " + ShownText.instant(asked.to()) + ", " + slice
                        + ". Requests are all there were; answers count one an image, day and"
                        + " version; seconds are of successes. Of fewer rows than privacy.least-rows only counts are"
                        + " said.";
        return rows.stream().allMatch(row -> row.load().isPresent())
                ? period
                : period + " Requests are kept of all and the slices of slices.hourly alone.";
    }

    private static String nothing(PeriodOptions.Period asked, Slice slice, TreeSet<Slice> slices) {
        String said = "No requests of " + slice + " were made from " + ShownText.instant(asked.from()) + " to "
                + ShownText.instant(asked.to()) + ". ";
        String values = slices.stream()
                .filter(each -> each.key().equals(slice.key()) && !each.isAll())
                .map(Slice::toString)
                .collect(Collectors.joining(", "));
        return values.isEmpty()
                ? said + "Name another period with --from and --to, or version; `cxrwatch status` says which days have"
                        + " predictions."
                : said + "There were of " + values + ".";
    }
}
