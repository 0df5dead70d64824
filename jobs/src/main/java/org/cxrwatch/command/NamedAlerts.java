package org.cxrwatch.command;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.AlertLog.Filter;

/** The alerts of a case, or the episodes of an alert, by the id that people copy from a message. */
record NamedAlerts(AlertLog log) {

    private static final int NAMED = 3;

    /**
     * Those of a case or key.
     *
     * @throws UsageException if there are none, with the id that was probably meant and the latest cases
     */
    List<Episode> find(String wanted) {
        return among(log.episodes(Filter.ALL), wanted);
    }

    /** The same, among these. */
    static List<Episode> among(List<Episode> all, String wanted) {
        List<Episode> episodes =
                all.stream().filter(Filter.ALL.withText(wanted)::accepts).toList();
        if (episodes.isEmpty()) {
            throw unknown(wanted, all);
        }
        return episodes;
    }

    private static UsageException unknown(String wanted, List<Episode> all) {
        Set<String> cases = new LinkedHashSet<>();
        all.forEach(episode -> cases.add(episode.caseId()));
        List<String> names = Stream.concat(
                        cases.stream(),
                        all.stream().map(Episode::key).flatMap(key -> Stream.of(key.toString(), key.fingerprint())))
                .toList();
        String near = NearestName.hint(wanted, names);
        List<String> latest = new java.util.ArrayList<>(cases);
        Collections.reverse(latest);
        String there = latest.isEmpty()
                ? ""
                : "The latest cases are "
                        + String.join(", ", latest.stream().limit(NAMED).toList()) + "; ";
        return new UsageException(
                "There is no case and no alert " + wanted + ".",
                near + there + "`cxrwatch alerts history` shows the cases, and with --json the keys.");
    }

    /** What changed in an episode, in the order in which it was seen. */
    List<Transition> changes(Episode episode) {
        return log.transitions(episode.key().toString()).stream()
                .filter(change -> change.episode() == episode.number())
                .toList();
    }
}
