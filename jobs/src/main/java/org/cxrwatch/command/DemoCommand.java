package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Configuration;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.DataException;
import org.cxrwatch.job.EstablishBaseline;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.job.Nights;
import org.cxrwatch.job.Summarise;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Piece;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
        name = "demo",
        description = "Goes through six weeks of a deployed classifier, night by night as of then, and tells what was"
                + " found when. Works for any folder laid out the same.")
final class DemoCommand implements Callable<Integer> {

    private static final String BUNDLED = "jobs/src/demo/pneumonia-stream";

    private final Workplace place;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Logs to go through instead of those that come with cxrwatch; files with their day in their"
                    + " name.")
    private Path data;

    @Option(
            names = "--baseline-hours",
            paramLabel = "N",
            description = "Length of the baseline at the beginning of the logs. Default: baseline.hours.")
    private Integer baselineHours;

    DemoCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Path folder = data == null ? place.installation().resolve(BUNDLED) : data;
        List<String> more = new ArrayList<>(List.of(
                "sources.files.folder=" + folder.toAbsolutePath(),
                "sources.files.arrival-basis=from-name",
                "sources.postgres.read=no"));
        if (baselineHours != null) {
            more.add("baseline.hours=" + baselineHours);
        }
        Configuration configuration = onThisMachine(more);
        LogSources.check(configuration.settings());
        return new RecordedRun(place, "demo", configuration.settings())
                .run(ports -> new Telling(configuration, ports).done());
    }

    /** A demo has no business in the bucket of real results. */
    private Configuration onThisMachine(List<String> assignments) {
        Configuration configuration = place.configuration(assignments);
        if (!configuration.settings().stores().lake().inBucket()) {
            return configuration;
        }
        assignments.add("lake.path=" + place.home().resolve("lake"));
        return place.configuration(assignments);
    }

    /** The steps of the demo, on open ports. */
    private final class Telling {

        private final Configuration configuration;
        private final Settings settings;
        private final Ports ports;
        private final ProgressLines progress = place.progress();

        Telling(Configuration configuration, Ports ports) {
            this.configuration = configuration;
            this.settings = configuration.settings();
            this.ports = ports;
        }

        Done done() {
            ingest();
            TreeSet<LocalDate> days = days();
            summarise();
            EstablishBaseline.Result baseline = establish(days);
            Nights nights = Nights.replay(days.first(), days.last());
            Evaluation.Outcome outcome = new Evaluation(settings, ports, progress).run(nights);
            Map<Episode, List<Transition>> changes = changes();
            DemoStory story =
                    new DemoStory(settings, new DemoStory.Places(ports.databaseName(), place.home(), drawn(changes)));
            return Done.of(story.facts(days, baseline.baseline(), changes), outcome.sentence());
        }

        /** Draws the index and the nights on which something changed, and says where the index is. */
        private Path drawn(Map<Episode, List<Transition>> changes) {
            progress.begin("Drawing pages", 0, "pages");
            ReportPages pages = new ReportPages(
                    configuration, ports, new ReportFolder(settings.report().folder()), place.now());
            pages.nightsAlone(changes.values().stream()
                    .flatMap(List::stream)
                    .map(change ->
                            LocalDate.ofInstant(change.asOf(), ZoneOffset.UTC).minusDays(1))
                    .distinct()
                    .sorted()
                    .toList());
            List<ReportPages.Written> written = pages.index();
            progress.reach(written.size());
            progress.end();
            return written.get(written.size() - 1).file();
        }

        /** What happened to every alert. */
        private Map<Episode, List<Transition>> changes() {
            EnumSet<AlertState> seen = EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED, AlertState.RESOLVED);
            Map<Episode, List<Transition>> changes = new LinkedHashMap<>();
            ports.alertLog()
                    .episodes(AlertLog.Filter.ALL.withStates(seen))
                    .forEach(episode -> changes.put(
                            episode,
                            ports.alertLog().transitions(episode.key().toString()).stream()
                                    .filter(change -> change.episode() == episode.number())
                                    .toList()));
            return changes;
        }

        private void ingest() {
            progress.begin("Reading the logs", 0, "rows");
            Ingest.Report report = new Ingest(ports.feeds(), ports.ledger(), ports.sourceChecks()).run(place.now());
            progress.reach(report.done().stream()
                    .flatMap(done -> done.taken().counts().entrySet().stream())
                    .filter(count ->
                            count.getKey().endsWith("_read") && !count.getKey().startsWith("files"))
                    .mapToLong(Map.Entry::getValue)
                    .sum());
            progress.end();
        }

        private void summarise() {
            progress.begin("Counting them into cells", 0, "cells");
            progress.reach(
                    new Summarise(ports.ledger(), ports.summariser()).run().total("cells"));
            progress.end();
        }

        /** The days that there are files of predictions of. */
        private TreeSet<LocalDate> days() {
            TreeSet<LocalDate> days = new TreeSet<>();
            ports.ledger().taken(LogSources.FILES).newest().values().stream()
                    .filter(file -> file.kind() == Piece.Kind.PREDICTION)
                    .forEach(file -> file.namedDay().ifPresent(days::add));
            if (days.isEmpty()) {
                throw new DataException(
                        "There is no file of predictions with its day in its name in "
                                + settings.files().folder().orElseThrow() + ".",
                        "Name a folder with predictions_YYYY-MM-DD.jsonl[.gz], laid out as " + BUNDLED + ".");
            }
            return days;
        }

        private EstablishBaseline.Result establish(TreeSet<LocalDate> days) {
            int length = (settings.baseline().hours() + 23) / 24;
            LocalDate last = days.first().plusDays(length - 1L);
            Instant at = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            PeriodOptions.Period period = new PeriodOptions.Period(
                    days.first().atStartOfDay(ZoneOffset.UTC).toInstant(), at);
            String version = VersionsSeen.in(period, ports.cells(), at).busiest();
            progress.begin("Freezing a baseline", 0, "predictions");
            EstablishBaseline job = new EstablishBaseline(
                    ports.baselineContents(),
                    ports.baselines(),
                    ports.incidents(),
                    new EstablishBaseline.Terms(
                            settings.baseline().leastPredictions(),
                            settings.definition().hash()));
            EstablishBaseline.Result result = job.run(new EstablishBaseline.Request(
                    version,
                    days.first(),
                    last,
                    EstablishBaseline.Use.ACTIVATE,
                    new EstablishBaseline.Note("demo", "the first " + length + " days of the logs", at)));
            progress.reach(result.baseline().predictions());
            progress.end();
            return result;
        }
    }
}
