package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.CompareVersions;
import org.cxrwatch.model.Slice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code models compare}. */
@Command(
        name = "compare",
        description = "Whether the challenger is more often right than the champion: by rows of their own in the same"
                + " period (the days on which both answered, if not said) and by images that both scored.")
final class ModelsCompareCommand implements Callable<Integer> {

    private static final int FOUR_WEEKS = 28 * 24;

    private final Workplace place;

    @Parameters(index = "0", paramLabel = "CHAMPION", description = "The version that is compared with.")
    private String champion;

    @Parameters(index = "1", paramLabel = "CHALLENGER", description = "The version that is looked at.")
    private String challenger;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(
            names = "--slice",
            paramLabel = "KEY=VALUE",
            converter = SelectionOptions.SliceConverter.class,
            description = "One slice, e.g. site=north. Default: all and every slice.")
    private Slice slice;

    ModelsCompareCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        if (champion.equals(challenger)) {
            throw new UsageException(
                    "CHAMPION and CHALLENGER are both " + champion + "; a version is not compared with itself.",
                    "Name two versions; `cxrwatch models list` shows those there are.");
        }
        Settings settings = place.settings();
        try (Ports ports = place.open("models compare", settings)) {
            VersionDays known = VersionDays.known(ports.history(), asOf, place.now());
            CompareVersions job = new CompareVersions(
                    ports.cells(),
                    ports.pairedImages(),
                    ports.expiries().expired(),
                    new CompareVersions.Terms(settings.classes().positive(), settings.leastRows()));
            Instant at = asOf.find().orElseGet(place::now);
            CompareVersions.Request request = period.isGiven()
                    ? days(
                            period.days(
                                    HistoryQuery.lastEvaluated(ports.history(), asOf)
                                            .orElse(at),
                                    FOUR_WEEKS),
                            at)
                    : common(known, ports, at);
            CompareVersions.Found found = job.run(request);
            refuseSilent(found, request, known, ports);
            place.answer(new ComparisonText(request, found, attribute(settings)).facts(slice));
        }
        return ExitCode.DONE.number();
    }

    /** Whose values are named where it is otherwise: that by which requests are counted by the hour. */
    private static String attribute(Settings settings) {
        return settings.slices().hourly().stream().findFirst().orElse("site");
    }

    private CompareVersions.Request days(PeriodOptions.Period asked, Instant at) {
        TreeSet<LocalDate> days =
                asked.firstDay().datesUntil(asked.lastDay().plusDays(1)).collect(Collectors.toCollection(TreeSet::new));
        return new CompareVersions.Request(champion, challenger, asked.firstDay(), asked.lastDay(), days, at);
    }

    /** The days on which both answered; without such, images that both scored may still be of other days. */
    private CompareVersions.Request common(VersionDays known, Ports ports, Instant at) {
        Stream.of(champion, challenger).forEach(version -> refuseUnknown(version, known, ports));
        SortedSet<LocalDate> both = known.common(champion, challenger);
        PeriodOptions.Period span = both.isEmpty()
                ? known.span(champion, challenger).orElseThrow(() -> noCommonPeriod(known, ports))
                : PeriodOptions.Period.ofDays(both.first(), both.last());
        return new CompareVersions.Request(champion, challenger, span.firstDay(), span.lastDay(), both, at);
    }

    private void refuseUnknown(String version, VersionDays known, Ports ports) {
        TreeSet<String> names = new TreeSet<>(known.days().keySet());
        ports.models().list().forEach(entry -> names.add(entry.model().version()));
        if (!names.contains(version)) {
            // The other one that was named is not what this one was meant to be.
            names.removeAll(Set.of(champion, challenger));
            throw new UsageException(
                    "There is no version " + version + ": " + known.told() + ".",
                    NearestName.hint(version, names)
                            + "`cxrwatch models list` shows the versions there are; days that were not evaluated yet"
                            + " are named with --from and --to.");
        }
    }

    /** Nothing can be said if a version did not answer, unless both scored the same images. */
    private void refuseSilent(
            CompareVersions.Found found, CompareVersions.Request request, VersionDays known, Ports ports) {
        if (found.images() > 0) {
            return;
        }
        if (request.ownDays().isEmpty()) {
            throw noCommonPeriod(known, ports);
        }
        Stream.of(found.first(), found.second())
                .filter(own -> own.predictions() == 0)
                .map(CompareVersions.Own::version)
                .forEach(version -> {
                    refuseUnknown(version, known, ports);
                    throw new DataException(
                            "Version " + version + " has no successful predictions from " + request.firstDay() + " to "
                                    + request.lastDay() + "; it " + VersionDays.told(known.of(version))
                                    + (known.of(version).isEmpty() ? " on any day evaluated." : "."),
                            "Name a period in which both answered with --from and --to; without one the days on which"
                                    + " both did are taken.");
                });
    }

    private DataException noCommonPeriod(VersionDays known, Ports ports) {
        String with = ports.baselines().list().stream()
                .filter(baseline -> baseline.modelVersion().equals(champion))
                .map(baseline -> " --baseline " + baseline.id())
                .reduce((earlier, later) -> later)
                .map(baseline -> ", or see what moved since " + champion + "'s baseline: `cxrwatch drift detect"
                        + " --model-version " + challenger + baseline + "`")
                .orElse("");
        return new DataException(
                champion + " and " + challenger + " have no day on which both answered, and no image that both scored: "
                        + champion + " " + VersionDays.told(known.of(champion)) + ", " + challenger + " "
                        + VersionDays.told(known.of(challenger)) + ".",
                "Name a period that holds days of both with --from and --to (their days and patients then differ, and a"
                        + " difference may be theirs); let the challenger score the champion's images" + with + ".");
    }
}
