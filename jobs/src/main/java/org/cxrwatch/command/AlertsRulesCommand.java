package org.cxrwatch.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.cxrwatch.config.RuleBook;
import org.cxrwatch.error.ExitCode;
import picocli.CommandLine.Command;

/** {@code alerts rules}. */
@Command(
        name = "rules",
        description = "When people are told of what: every rule as it holds, the defaults with what the configuration"
                + " changes of them, and your own (alert.rules, metrics.custom).")
final class AlertsRulesCommand implements Callable<Integer> {

    private final Workplace place;

    AlertsRulesCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        place.answer(listing(place.settings().rules().entries()));
        return ExitCode.DONE.number();
    }

    private static Listing<RuleBook.Entry> listing(List<RuleBook.Entry> entries) {
        long off = entries.stream()
                .filter(entry -> entry.standing() == RuleBook.Standing.OFF)
                .count();
        return new Listing<>(entries, "There are no rules.")
                .column("name", "RULE", entry -> entry.rule().name())
                .column("standing", "IS", entry -> Readings.lower(entry.standing()))
                .column("alert_type", "ALERT", entry -> entry.rule().type().text())
                .column("metric", "METRIC", entry -> entry.rule().metric())
                .column(
                        "window",
                        "WINDOW",
                        entry -> Readings.written(entry.rule().window()))
                .column("scope", "OF", said(RuleText::scope))
                .column("slices", "SLICES", said(RuleText::slices))
                .column("fires", "FIRES WHEN", said(RuleText::fires))
                .column("clears", "OVER WHEN", said(RuleText::clears))
                .shown("FOR", said(RuleText::lasting))
                .shown("LEAST N", said(RuleText::least))
                .column("runbook", "RUNBOOK", entry -> entry.rule().runbook())
                .column("origin", "FROM", RuleBook.Entry::origin)
                .field("levels", said(RuleText::levels))
                .field(
                        "clear_bound",
                        entry -> entry.rule().threshold().clearing().bound())
                .field(
                        "reading",
                        entry -> Readings.lower(entry.rule().threshold().reading()))
                .field("windows", entry -> entry.rule().persistence().windows())
                .field("clear_windows", entry -> entry.rule().persistence().clearWindows())
                .field("least_n", entry -> entry.rule().least().n())
                .field("least_bad", entry -> entry.rule().least().failures())
                .footer(entries.size() + " rules, " + off
                        + " of them off; `cxrwatch alerts test --rule RULE` says what one would have done.");
    }

    private static Function<RuleBook.Entry, Object> said(Function<RuleText, Object> words) {
        return entry -> words.apply(new RuleText(entry.rule()));
    }
}
