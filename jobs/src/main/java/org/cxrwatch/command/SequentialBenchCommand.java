package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.bench.SequentialBench;
import org.cxrwatch.bench.SequentialReport;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench sequential}: how often charts of accuracy err. */
@Command(
        name = "sequential",
        description = "How many months have a false alarm of the charts of sensitivity, specificity and"
                + " accuracy where nothing happened, with baselines of 7, 14 and 28 days, and how soon a"
                + " fall at one site is found. It reads and writes nothing. The same seed gives the same"
                + " numbers.")
final class SequentialBenchCommand implements Callable<Integer> {

    private static final int QUICK_HOSPITALS = 20;
    private static final int QUICK_MONTHS = 3;

    private final Workplace place;

    @Option(
            names = "--hospitals",
            paramLabel = "N",
            defaultValue = "200",
            description = "Made-up hospitals of each condition (200 if not said).")
    private int hospitals;

    @Option(
            names = "--months",
            paramLabel = "N",
            defaultValue = "6",
            description = "Quiet months of each, of 30 days (6 if not said).")
    private int months;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "What all is drawn from (1).")
    private long seed;

    @Option(names = "--quick", description = "20 hospitals and 3 months: too few to say much.")
    private boolean quick;

    SequentialBenchCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        int asked = quick ? QUICK_HOSPITALS : hospitals;
        int each = quick ? QUICK_MONTHS : months;
        if (asked < 2 || each < 1) {
            throw new UsageException(
                    "bench sequential needs at least 2 hospitals, as baselines are compared with each other, and 1"
                            + " month; got --hospitals " + asked + " --months " + each + ".",
                    "Ask for more, or for --quick.");
        }
        SequentialBench bench = new SequentialBench(
                new SequentialBench.Plan(seed, asked, each), new BenchCommands.Lines(place.progress()));
        place.answer(facts(bench.run()));
        return ExitCode.DONE.number();
    }

    private static Facts facts(SequentialReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Seed " + report.seed() + ". Promised: with nothing changed, a false alarm of all charts together in at"
                        + " most " + ShownText.percent(report.promised(), 1) + " of months.");
        BenchCommands.section(lines, "Quiet months", quiet(report));
        BenchCommands.section(lines, "A fall of sensitivity and specificity at one of four sites", falls(report));
        return Facts.said(lines)
                .with("seed", report.seed())
                .with("promised", report.promised())
                .with(
                        "quiet",
                        report.quiet().stream().map(line -> json(report, line)).toList())
                .with(
                        "falls",
                        report.falls().stream()
                                .map(SequentialBenchCommand::json)
                                .toList());
    }

    private static Listing<SequentialReport.Quiet> quiet(SequentialReport report) {
        return new Listing<>(report.quiet(), "")
                .shown("METHOD", line -> Readings.word(line.method()))
                .shown("DAYS DIFFER", line -> Readings.word(line.mood()))
                .shown("BASELINE", line -> line.baselineDays() + " days")
                .shown("LABELS A DAY AND SITE", SequentialReport.Quiet::rows)
                .shown("MONTHS", line -> line.rate().nights())
                .shown("WITH AN ALARM", line -> ShownText.percent(line.rate().rate(), 1))
                .shown(
                        "95 %",
                        line -> ShownText.percent(line.rate().lower(), 1) + " to "
                                + ShownText.percent(line.rate().upper(), 1))
                .shown("KEPT", line -> report.isKept(line) ? "yes" : "NO");
    }

    private static Listing<SequentialReport.Falls> falls(SequentialReport report) {
        return new Listing<>(report.falls(), "")
                .shown("FALL", line -> Math.round(100 * line.fall()) + " points")
                .shown("DAYS BEFORE", SequentialReport.Falls::daysBefore)
                .shown("LABELS A DAY AND SITE", SequentialReport.Falls::rows)
                .shown("FOUND IN 4 WEEKS", line -> line.found() + " of " + line.hospitals())
                .shown(
                        "HALF OF THEM BY DAY",
                        line -> line.medianDelay().isPresent()
                                ? String.valueOf(line.medianDelay().getAsInt())
                                : "-");
    }

    private static Map<String, Object> json(SequentialReport report, SequentialReport.Quiet line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", Readings.word(line.method()));
        fields.put("days_differ", Readings.word(line.mood()));
        fields.put("baseline_days", line.baselineDays());
        fields.put("labels_a_day_and_site", line.rows());
        fields.put("hospitals", line.hospitals());
        fields.put("months", line.rate().nights());
        fields.put("months_with_alarm", line.rate().alarms());
        fields.put("rate", line.rate().rate());
        fields.put("lower", line.rate().lower());
        fields.put("upper", line.rate().upper());
        fields.put("kept", report.isKept(line));
        return fields;
    }

    private static Map<String, Object> json(SequentialReport.Falls line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fall", line.fall());
        fields.put("days_before", line.daysBefore());
        fields.put("labels_a_day_and_site", line.rows());
        fields.put("hospitals", line.hospitals());
        fields.put("found", line.found());
        fields.put(
                "median_delay_days",
                line.medianDelay().isPresent() ? Optional.of(line.medianDelay().getAsInt()) : Optional.empty());
        return fields;
    }
}
