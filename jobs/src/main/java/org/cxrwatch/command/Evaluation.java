package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.config.Settings;
import org.cxrwatch.job.Evaluate;
import org.cxrwatch.job.MultivariateNight;
import org.cxrwatch.job.Nights;

/** Evaluates nights with what the settings say, and puts into words what came of it. */
final class Evaluation {

    private static final int NAMED = 20;

    private final Settings settings;
    private final Ports ports;
    private final ProgressLines progress;

    Evaluation(Settings settings, Ports ports, ProgressLines progress) {
        this.settings = settings;
        this.ports = ports;
        this.progress = progress;
    }

    /**
     * Evaluates these nights.
     *
     * @throws org.cxrwatch.error.DataException if one can no longer be evaluated as it was known
     */
    Outcome run(Nights nights) {
        ports.expiries().expired().requireNight(nights.nights().get(0).asOf());
        progress.begin("Evaluating", nights.nights().size(), "nights");
        Evaluate job = new Evaluate(
                Policies.evaluation(settings),
                stores(ports),
                Policies.routing(settings),
                (unit, done, total) -> progress.reach(done));
        Evaluate.Outcome outcome = measuring(job.linking(settings.links())).run(nights);
        if (outcome.nights() == 0) {
            progress.leave();
        } else {
            progress.end();
        }
        List<Instant> instants = nights.nights().stream().map(Nights.One::asOf).toList();
        return new Outcome(outcome, instants.get(0), instants.get(instants.size() - 1));
    }

    /** Where nights are read from and written to. */
    static Evaluate.Stores stores(Ports ports) {
        return new Evaluate.Stores(
                ports.ledger(),
                ports.sourceChecks(),
                ports.cells(),
                ports.baselines(),
                ports.baselineContents(),
                ports.results(),
                ports.lakeScores());
    }

    private Evaluate measuring(Evaluate job) {
        return settings.drift().multivariate().nightly()
                ? job.measuring(new MultivariateNight(
                        Policies.multivariate(settings, ports), ports.baselines(), ports.baselineContents()))
                : job;
    }

    /**
     * What came of it.
     *
     * @param of what the job says
     * @param first the first night
     * @param last the last night
     */
    record Outcome(Evaluate.Outcome of, Instant first, Instant last) {

        boolean nothingToDo() {
            return of.nights() == 0;
        }

        /** What happened, in a sentence. */
        String sentence() {
            if (nothingToDo()) {
                return "Nothing to evaluate: the night as of " + ShownText.instant(last)
                        + " was evaluated, and nothing has arrived since.";
            }
            String which = of.nights() == 1
                    ? "Evaluated the night as of " + ShownText.instant(last)
                    : "Evaluated " + of.nights() + " nights, as of " + ShownText.instant(first) + " to "
                            + ShownText.instant(last);
            return which + ": " + ShownText.count(of.revisions())
                    + " result rows are new or have changed, "
                    + (changes().isEmpty()
                            ? "no alert changed."
                            : counted(changes().size(), "alert changed", "alerts changed") + ".");
        }

        /** The alerts that changed, one line each, and where to look for more. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(sentence());
            changes().stream()
                    .limit(NAMED)
                    .forEach(change -> lines.add("  " + ShownText.instant(change.asOf()) + "  "
                            + change.severity().text() + "  "
                            + change.kind().text() + "  " + change.key() + ": " + change.text()));
            if (changes().size() > NAMED) {
                lines.add("  and " + (changes().size() - NAMED) + " more; `cxrwatch alerts history` shows all");
            }
            return lines;
        }

        Facts facts() {
            return Facts.said(lines())
                    .with("nights", of.nights())
                    .with("revisions", of.revisions())
                    .with("as_of", last)
                    .with("alerts_changed", changes().size())
                    .with("open_alerts", open().size())
                    .with("open_cases", cases().size());
        }

        private List<Transition> changes() {
            return nothingToDo() ? List.of() : of.alerts().transitions();
        }

        private List<Episode> open() {
            return of.alerts().episodes().stream()
                    .filter(episode -> episode.state().isOpen())
                    .toList();
        }

        private Set<String> cases() {
            return open().stream().map(Episode::caseId).collect(Collectors.toSet());
        }

        private static String counted(long number, String one, String many) {
            return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : many);
        }
    }
}
