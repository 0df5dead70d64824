package org.cxrwatch.command;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.AlertDesk;

/** The open episodes that people can do something about, by the id that they copy from a message. */
final class OpenAlerts {

    private static final int NAMED = 5;

    private final List<Episode> episodes;

    /** Among all episodes there are. */
    OpenAlerts(List<Episode> episodes) {
        this.episodes = episodes;
    }

    /**
     * Those of a case, a key or its short id.
     *
     * @throws UsageException if there is none of that name, or none of it is open, with what is
     */
    List<Episode> find(String wanted) {
        List<Episode> named = NamedAlerts.among(episodes, wanted);
        List<Episode> open =
                named.stream().filter(episode -> episode.state().isOpen()).toList();
        if (open.isEmpty()) {
            Episode last = named.get(named.size() - 1);
            throw new UsageException(
                    wanted + " is over: "
                            + last.resolvedAsOf()
                                    .map(at -> "resolved as of " + ShownText.instant(at))
                                    .orElse("it is not open")
                            + ", and nothing can be done about it any more.",
                    there());
        }
        return open;
    }

    /** Changes the open alerts of that name, while nobody else does, and gives them as they are from then on. */
    static List<Episode> change(Ports ports, String wanted, BiFunction<List<Episode>, Instant, RecordedNight> change) {
        ports.prepare();
        return ports.alertDesk()
                .decide(present -> {
                    List<Episode> open = new OpenAlerts(present.episodes()).find(wanted);
                    RecordedNight changed = change.apply(open, present.now());
                    return new AlertDesk.Decided(changed.episodes(), changed.transitions(), List.of());
                })
                .episodes();
    }

    /** What was said of them, and they themselves for programs. */
    static Facts facts(List<String> lines, List<Episode> changed) {
        return Facts.said(lines)
                .with("alerts", changed.stream().map(EpisodeFields::of).toList());
    }

    private String there() {
        Set<String> cases = new LinkedHashSet<>();
        episodes.stream().filter(episode -> episode.state().isOpen()).forEach(episode -> cases.add(episode.caseId()));
        return cases.isEmpty()
                ? "No alert is open; `cxrwatch alerts history` shows all there were."
                : "Open are " + String.join(", ", cases.stream().limit(NAMED).toList())
                        + (cases.size() > NAMED ? " and others" : "") + "; `cxrwatch alerts list` shows them.";
    }
}
