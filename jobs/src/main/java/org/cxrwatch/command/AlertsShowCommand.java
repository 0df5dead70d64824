package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code alerts show}. */
@Command(name = "show", description = "One case or alert: what was found, and what changed on which night.")
final class AlertsShowCommand implements Callable<Integer> {

    private final Workplace place;

    @Parameters(paramLabel = "CASE|KEY", description = "The id of a case, or the key or short id of an alert.")
    private String wanted;

    AlertsShowCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("alerts show")) {
            NamedAlerts named = new NamedAlerts(ports.alertLog());
            Map<Episode, List<Transition>> changes = new LinkedHashMap<>();
            named.find(wanted).forEach(episode -> changes.put(episode, named.changes(episode)));
            place.answer(facts(wanted, changes));
        }
        return ExitCode.DONE.number();
    }

    private static Facts facts(String wanted, Map<Episode, List<Transition>> changes) {
        List<String> lines = new ArrayList<>();
        changes.forEach((episode, transitions) -> {
            KnownAlert known = KnownAlert.now(episode);
            lines.add(episode.key() + " (" + known.worst() + ", "
                    + episode.state().text() + ", case " + episode.caseId() + ")");
            lines.add("  " + episode.evidence());
            if (!episode.symptoms().isEmpty()) {
                lines.add("  moved with it: " + ShownText.of(episode.symptoms()));
            }
            episode.acknowledgement()
                    .ifPresent(inHand -> lines.add(
                            "  in hand by " + inHand.by() + " until " + ShownText.instant(inHand.until()) + " UTC"));
            episode.heard()
                    .held()
                    .ifPresent(held -> lines.add("  people are not told of it: kept back by " + held.by() + " since "
                            + ShownText.instant(held.since()) + " UTC"));
            transitions.forEach(change -> lines.add("  " + ShownText.instant(change.asOf()) + "  "
                    + change.kind().text() + ", " + severity(known, change) + ": " + change.text()));
            Optional<Transition> last = transitions.stream()
                    .filter(change -> change.kind().isOfState())
                    .reduce((earlier, later) -> later);
            if (last.filter(change -> !change.agreesWith(episode)).isPresent()) {
                lines.add("  as known now: " + windows(episode));
            }
        });
        return Facts.said(lines)
                .with("wanted", wanted)
                .with(
                        "alerts",
                        changes.entrySet().stream()
                                .map(entry -> EpisodeFields.of(entry.getKey(), entry.getValue()))
                                .toList());
    }

    /** What is told of an end is what was found last, however bad it was before. */
    private static String severity(KnownAlert known, Transition change) {
        return switch (change.kind()) {
            case RESOLVED, RETRACTED -> known.worst(change.severity());
            default -> change.severity().text();
        };
    }

    /** Late labels and rows move windows without a change of state, which no event tells. */
    private static String windows(Episode episode) {
        Episode.Span span = episode.span();
        return "first window " + ShownText.instant(span.opened().start()) + ", last with evidence "
                + ShownText.instant(span.last().start())
                + span.resolved()
                        .map(over -> (episode.isUnwatched() ? ", not looked at any more since " : ", over since ")
                                + ShownText.instant(over.start()))
                        .orElse("");
    }
}
