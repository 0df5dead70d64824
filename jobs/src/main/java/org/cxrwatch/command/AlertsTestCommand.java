package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.config.RuleBook;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.TryRules;
import org.cxrwatch.window.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code alerts test}. */
@Command(
        name = "test",
        description = "What a rule would have done over days that were evaluated, by what is known now: the last six"
                + " weeks, or those asked for. The rule may be new, or off. Nothing is written, nobody is told.")
final class AlertsTestCommand implements Callable<Integer> {

    private static final int SIX_WEEKS = 42 * 24;
    private static final int MOST_DAYS = 92;

    private final Workplace place;

    @Option(names = "--rule", required = true, paramLabel = "RULE", description = "Its name, as `alerts rules` has it.")
    private String name;

    @Option(
            names = "--all",
            description =
                    "Also the windows that another slice explains, and those that are clear or undecided, each with"
                            + " the reason.")
    private boolean all;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    AlertsTestCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        RuleBook.Entry entry = entry(settings.rules().entries());
        try (Ports ports = place.open("alerts test", settings)) {
            Instant night = ports.history().nights().stream()
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new UsageException(
                            "No night was evaluated yet, so that there is nothing to try the rule on.",
                            "Run `cxrwatch nightly` or `cxrwatch evaluate` first."));
            LocalDate lastKnown = LocalDate.ofInstant(night, ZoneOffset.UTC).minusDays(1);
            PeriodOptions.Period asked = period.days(night, SIX_WEEKS);
            LocalDate last = asked.lastDay().isAfter(lastKnown) ? lastKnown : asked.lastDay();
            refuse(asked.firstDay(), last);
            ports.expiries().expired().requireNight(Window.day(asked.firstDay()).end());
            RuleTrial trial = new TryRules(Policies.evaluation(settings), Evaluation.stores(ports))
                    .run(List.of(entry.rule()), asked.firstDay(), last, night)
                    .get(0);
            PeriodOptions.Period tried = PeriodOptions.Period.ofDays(asked.firstDay(), last);
            place.answer(new TrialText(entry, tried, night, trial).facts(shown()));
        }
        return ExitCode.DONE.number();
    }

    private TrialText.Shown shown() {
        return all ? TrialText.Shown.EVERYTHING : TrialText.Shown.RAISED;
    }

    private RuleBook.Entry entry(List<RuleBook.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.rule().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no rule " + name + ".",
                        NamesThere.remedy(
                                name,
                                entries.stream()
                                        .map(entry -> entry.rule().name())
                                        .toList())));
    }

    private static void refuse(LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            throw new UsageException(
                    "The days from " + first + " on were not evaluated yet: the last is " + last + ".",
                    "Name days up to that one with --date, or with --from and --to.");
        }
        if (first.plusDays(MOST_DAYS).isBefore(last.plusDays(1))) {
            throw new UsageException(
                    "From " + first + " to " + last + " are more than " + MOST_DAYS
                            + " days, which are scored again to try a rule on them.",
                    "Ask for a quarter at a time.");
        }
    }
}
