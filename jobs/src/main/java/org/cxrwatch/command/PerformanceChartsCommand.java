package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.FollowAccuracy;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.sequential.ChartCourse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code performance charts}. */
@Command(
        name = "charts",
        description =
                "Whether accuracy, sensitivity or specificity has left the level it had, and since when: days with"
                        + " mature labels added up (CUSUM), of all predictions and of each site, as the last night"
                        + " evaluated knew them; stores nothing and tells nobody.")
final class PerformanceChartsCommand implements Callable<Integer> {

    private final Workplace place;

    @Option(
            names = "--date",
            paramLabel = "D",
            converter = TimeText.Converter.class,
            description = "The last UTC day charted. Default: the last one evaluated.")
    private TimeText date;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(names = "--days", description = "Every day of the charts, too.")
    private boolean days;

    PerformanceChartsCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant at = asOf.find().orElseGet(place::now);
        try (Ports ports = place.open("performance charts", settings)) {
            ports.expiries().expired().requireNight(at);
            LocalDate night = night(ports.history(), at);
            FollowAccuracy.Followed followed = new FollowAccuracy(
                            ports.baselines(), ports.baselineContents(), ports.cells(), Policies.evaluation(settings))
                    .run(selection.scope().map(Scope::modelVersion), night, at);
            ChartsText text = new ChartsText(followed, at, days ? ChartsText.Detail.DAYS : ChartsText.Detail.CHARTS);
            place.answer(text.facts(chosen(followed.charts().courses())));
        }
        return ExitCode.DONE.number();
    }

    private LocalDate night(History history, Instant at) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (date == null) {
            return HistoryQuery.lastEvaluated(history, asOf)
                    .map(end -> LocalDate.ofInstant(end, ZoneOffset.UTC))
                    .orElse(today)
                    .minusDays(1);
        }
        if (date.day().isAfter(today)) {
            throw new UsageException(
                    "--date " + date.day() + " had not begun at " + at + ", as of which charts are asked for.",
                    "Name a day until " + today + ", or a later --as-of.");
        }
        return date.day();
    }

    private List<ChartCourse> chosen(List<ChartCourse> courses) {
        Optional<Slice> slice = selection.slice();
        if (slice.isEmpty()) {
            return courses;
        }
        List<ChartCourse> chosen = courses.stream()
                .filter(course -> course.slice().equals(slice.get()))
                .toList();
        if (chosen.isEmpty()) {
            throw unknown(slice.get(), courses);
        }
        return chosen;
    }

    private static UsageException unknown(Slice slice, List<ChartCourse> courses) {
        List<String> names = courses.stream()
                .map(course -> course.slice().toString())
                .distinct()
                .toList();
        String near = NearestName.hint(slice.toString(), names);
        return new UsageException(
                "There are no charts of " + slice
                        + ": all predictions and the attributes of slices.hourly are followed.",
                near + "There are: " + String.join(", ", names));
    }
}
