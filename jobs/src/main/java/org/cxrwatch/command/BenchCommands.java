package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cxrwatch.bench.BenchPart;
import org.cxrwatch.bench.ClusteredRate;
import org.cxrwatch.bench.DayToDay;
import org.cxrwatch.bench.DetectionBench;
import org.cxrwatch.bench.DetectionReport;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.model.Percent;
import org.cxrwatch.window.WindowKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: what cxrwatch measures of itself. */
final class BenchCommands {

    private BenchCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("What cxrwatch measures of itself, on made-up hospitals.");
        group.addSubcommand(new Detection(place));
        group.addSubcommand(new SequentialBenchCommand(place));
    }

    @Command(
            name = "detection",
            description = "How often the drift decision is wrong where nothing happened, how small a change it"
                    + " finds, and how soon it finds events. It reads and writes nothing. The same seed gives"
                    + " the same numbers.")
    private static final class Detection implements Callable<Integer> {

        private static final int QUICK_WORLDS = 4;
        private static final int QUICK_NIGHTS = 10;

        private final Workplace place;

        @Option(
                names = "--worlds",
                paramLabel = "N",
                defaultValue = "40",
                description = "Made-up hospitals of each kind, each with its own baselines (40 if not said: hours).")
        private int worlds;

        @Option(
                names = "--nights",
                paramLabel = "N",
                defaultValue = "60",
                description = "Quiet nights of each hospital (60 if not said).")
        private int nights;

        @Option(
                names = "--most-rows",
                paramLabel = "N",
                defaultValue = "3000",
                description = "Predictions a weekday of the largest hospital (3000 if not said).")
        private int mostRows;

        @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "What all is drawn from (1).")
        private long seed;

        @Option(names = "--quick", description = "4 hospitals and 10 nights: some minutes, and too few to say much.")
        private boolean quick;

        @Option(
                names = "--part",
                paramLabel = "PART",
                description = "Only this: quiet, rolling, sizes, power or events; may be given several times.")
        private final Set<BenchPart> parts = EnumSet.noneOf(BenchPart.class);

        @Option(
                names = "--days-differ",
                paramLabel = "KIND",
                description =
                        "Quiet nights only of hospitals whose days differ so: chance, usual, strong or skewed; may"
                                + " be given several times.")
        private final Set<DayToDay> differing = EnumSet.noneOf(DayToDay.class);

        Detection(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            int asked = quick ? QUICK_WORLDS : worlds;
            int each = quick ? QUICK_NIGHTS : nights;
            if (asked < 2 || each < 1 || mostRows < DetectionBench.Plan.LEAST_ROWS) {
                throw new UsageException(
                        "bench detection needs at least 2 hospitals, as baselines are compared with each other, 1 night"
                                + " and " + DetectionBench.Plan.LEAST_ROWS + " predictions a day; got --worlds " + asked
                                + " --nights " + each + " --most-rows " + mostRows + ".",
                        "Ask for more, or for --quick.");
            }
            DetectionBench.Plan plan = new DetectionBench.Plan(
                    seed,
                    asked,
                    each,
                    mostRows,
                    parts.isEmpty() ? EnumSet.allOf(BenchPart.class) : parts,
                    differing.isEmpty() ? EnumSet.allOf(DayToDay.class) : differing);
            DetectionBench bench = new DetectionBench(plan, new Lines(place.progress()));
            place.answer(facts(bench.run()));
            return ExitCode.DONE.number();
        }
    }

    /** Progress, as other jobs show it. */
    record Lines(ProgressLines lines) implements DetectionBench.Progress {

        @Override
        public void begin(String stage, int steps) {
            lines.begin(stage, steps, "steps");
        }

        @Override
        public void reach(int done) {
            lines.reach(done);
        }

        @Override
        public void end() {
            lines.end();
        }
    }

    private static Facts facts(DetectionReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Seed " + report.seed() + ". Promised: with nothing changed, a drift alert on at most 1 % of nights;"
                + " on at most 2 % for nine in ten baselines.");
        section(lines, "Quiet nights", quiet(report.quiet()));
        section(lines, "Quiet nights, Kolmogorov-Smirnov with Bonferroni at the same rate", quiet(report.quietPeers()));
        section(lines, "Least change of one subject of one site found on nine nights in ten", power(report.power()));
        section(lines, "Events of two weeks", events(report.events()));
        return Facts.said(lines)
                .with("seed", report.seed())
                .with("quiet", report.quiet().stream().map(BenchCommands::json).toList())
                .with(
                        "quiet_kolmogorov_smirnov",
                        report.quietPeers().stream().map(BenchCommands::json).toList())
                .with("power", report.power().stream().map(BenchCommands::json).toList())
                .with(
                        "events",
                        report.events().stream().map(BenchCommands::json).toList());
    }

    static void section(List<String> lines, String heading, Listing<?> table) {
        String text = table.text(Screen.ENDLESS);
        if (!text.isBlank()) {
            lines.add("");
            lines.add(heading);
            text.lines().forEach(lines::add);
        }
    }

    private static Listing<DetectionReport.Quiet> quiet(List<DetectionReport.Quiet> lines) {
        return new Listing<>(lines, "")
                .shown("DAYS DIFFER", line -> Readings.word(line.dayToDay()))
                .shown("BASELINE", line -> line.baselineDays() + " days")
                .shown("WINDOW", BenchCommands::window)
                .shown("NIGHTS", line -> line.rate().nights())
                .shown("ALARMS", line -> line.rate().alarms())
                .shown("RATE", line -> ShownText.percent(line.rate().rate(), 2))
                .shown(
                        "95 %",
                        line -> ShownText.percent(line.rate().lower(), 2) + " to "
                                + ShownText.percent(line.rate().upper(), 2))
                .shown("BASELINES UP TO 2 %", line -> Percent.text(line.rate().within()))
                .shown("KEPT", line -> line.isKept() ? "yes" : "NO");
    }

    private static String window(DetectionReport.Quiet line) {
        String days = line.window() == WindowKind.DAY
                ? "1 day"
                : line.window().length().toDays() + " days";
        return days
                + line.ratio()
                        .map(ratio -> ratio < 1 ? ", n/8" : ratio > 1 ? ", 4 n" : ", n")
                        .orElse("");
    }

    private static Listing<DetectionReport.Power> power(List<DetectionReport.Power> lines) {
        return new Listing<>(lines, "")
                .shown("DAYS DIFFER", line -> Readings.word(line.dayToDay()))
                .shown("WHAT", line -> line.what().replace('_', ' '))
                .shown("IMAGES A DAY", DetectionReport.Power::rows)
                .shown("DECISION", line -> least(line.decision()))
                .shown("KOLMOGOROV-SMIRNOV", line -> least(line.kolmogorovSmirnov()));
    }

    private static Listing<DetectionReport.Events> events(List<DetectionReport.Events> lines) {
        return new Listing<>(lines, "")
                .shown("EVENT", line -> line.event().replace('_', ' '))
                .shown("FOUND", line -> line.found() + " of " + line.hospitals())
                .shown("NIGHTS LATE, MEDIAN", line -> whole(line.medianDelay()))
                .shown("LONGEST", line -> whole(line.longestDelay()))
                .shown("CAUSE NAMED", line -> line.named() + " of " + line.found())
                .shown("OTHER KIND TOO", DetectionReport.Events::otherKind);
    }

    private static Map<String, Object> json(DetectionReport.Quiet line) {
        ClusteredRate rate = line.rate();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("day_to_day", Readings.word(line.dayToDay()));
        fields.put("baseline_days", line.baselineDays());
        fields.put("window_kind", line.window().name());
        fields.put("rows_over_baseline", line.ratio());
        fields.put("baselines", line.baselines());
        fields.put("nights", rate.nights());
        fields.put("alarms", rate.alarms());
        fields.put("rate", rate.rate());
        fields.put("lower", rate.lower());
        fields.put("upper", rate.upper());
        fields.put("baselines_within_two_percent", rate.within());
        fields.put("kept", line.isKept());
        return fields;
    }

    private static Map<String, Object> json(DetectionReport.Power line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("day_to_day", Readings.word(line.dayToDay()));
        fields.put("what", line.what());
        fields.put("rows", line.rows());
        fields.put("decision", Readings.value(line.decision()));
        fields.put("kolmogorov_smirnov", Readings.value(line.kolmogorovSmirnov()));
        return fields;
    }

    private static Map<String, Object> json(DetectionReport.Events line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", line.event());
        fields.put("hospitals", line.hospitals());
        fields.put("found", line.found());
        fields.put("median_delay_nights", Readings.value(line.medianDelay()));
        fields.put("longest_delay_nights", Readings.value(line.longestDelay()));
        fields.put("cause_named", line.named());
        fields.put("other_kind_too", line.otherKind());
        return fields;
    }

    private static String least(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(Math.round(value.getAsDouble())) : "-";
    }
}
