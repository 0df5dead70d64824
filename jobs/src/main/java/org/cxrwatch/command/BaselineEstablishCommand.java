package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.job.EstablishBaseline;
import org.cxrwatch.port.Cells;
import org.cxrwatch.retention.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code baseline establish}. */
@Command(
        name = "establish",
        description = "Freezes what a version's predictions looked like in a period of whole UTC days: the last --hours"
                + " (default baseline.hours) before --as-of, or --from to --to.")
final class BaselineEstablishCommand implements Callable<Integer> {

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Mixin
    private final NoteOptions note = new NoteOptions();

    @Option(
            names = "--model-version",
            paramLabel = "V",
            description = "Whose predictions. May be left out when the period holds those of one version only.")
    private String modelVersion;

    @Option(names = "--activate", description = "Compares that version's windows with it as of --as-of.")
    private boolean activate;

    BaselineEstablishCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant at = asOf.find().orElseGet(place::now);
        PeriodOptions.Period days = period.days(at, settings.baseline().hours());
        return new RecordedRun(place, "baseline establish").run(ports -> {
            ports.expiries()
                    .expired()
                    .requireRows(
                            "A baseline cannot be made",
                            days.firstDay()
                                    .datesUntil(days.lastDay().plusDays(1))
                                    .toList(),
                            Kept.PREDICTIONS);
            EstablishBaseline job = new EstablishBaseline(
                    ports.baselineContents(),
                    ports.baselines(),
                    ports.incidents(),
                    new EstablishBaseline.Terms(
                            settings.baseline().leastPredictions(),
                            settings.definition().hash()));
            EstablishBaseline.Result result = job.run(new EstablishBaseline.Request(
                    version(ports.cells(), days, at),
                    days.firstDay(),
                    days.lastDay(),
                    activate ? EstablishBaseline.Use.ACTIVATE : EstablishBaseline.Use.KEEP_AS_CANDIDATE,
                    new EstablishBaseline.Note(note.by(place), note.reason().orElse("established"), at)));
            return done(result, at);
        });
    }

    private String version(Cells cells, PeriodOptions.Period days, Instant at) {
        return Optional.ofNullable(modelVersion)
                .orElseGet(() -> VersionsSeen.in(days, cells, at).only());
    }

    private Done done(EstablishBaseline.Result result, Instant at) {
        BaselineRecord baseline = result.baseline();
        String leftOut = result.leftOut().isEmpty()
                ? ""
                : " Left out as incidents: "
                        + result.leftOut().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
        String made = (result.made()
                        ? "Baseline " + baseline.id() + " is made of "
                        : "Baseline " + baseline.id() + " was there already, made of the same ")
                + ShownText.count(baseline.predictions()) + " successful predictions of version "
                + baseline.modelVersion() + " from " + baseline.firstDay() + " to " + baseline.lastDay() + "."
                + leftOut;
        List<String> lines = new ArrayList<>(List.of(made));
        lines.add(
                activate
                        ? "It is what that version's windows are compared with as of " + ShownText.instant(at) + "."
                        : "It is a candidate: `cxrwatch baseline promote " + baseline.id() + "` puts it to use.");
        if (activate) {
            nightsBefore(baseline, at).ifPresent(lines::add);
        }
        Facts facts = Facts.said(lines)
                .with("baseline_id", baseline.id())
                .with("model_version", baseline.modelVersion())
                .with("state", activate ? "active" : "candidate")
                .with("first_day", baseline.firstDay())
                .with("last_day", baseline.lastDay())
                .with("predictions", baseline.predictions())
                .with("days_left_out", List.copyOf(result.leftOut()))
                .with("definition", baseline.definition())
                .with("content_hash", baseline.contentHash());
        return Done.of(facts, made);
    }

    /** What a backfill of days between the baseline and now would find otherwise than expected; empty without such. */
    private static Optional<String> nightsBefore(BaselineRecord baseline, Instant at) {
        LocalDate next = baseline.lastDay().plusDays(1);
        return LocalDate.ofInstant(at, ZoneOffset.UTC).isAfter(next)
                ? Optional.of(
                        "Nights before that do not know it, and `cxrwatch backfill` evaluates them as they were. If"
                                + " days from " + next + " on are to be compared with it: `cxrwatch baseline promote "
                                + baseline.id() + " --as-of " + next + "`, then `cxrwatch backfill --from " + next
                                + "`.")
                : Optional.empty();
    }
}
