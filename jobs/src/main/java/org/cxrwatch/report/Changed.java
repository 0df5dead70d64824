package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.CaseSummary;
import org.cxrwatch.score.Verdict;

/** What changed from one day to the next, in sentences. */
final class Changed {

    private static final int NAMED = 8;

    private final AlertDays alerts;
    private final LocalDate day;

    Changed(AlertDays alerts, LocalDate day) {
        this.alerts = alerts;
        this.day = day;
    }

    /** Cases that came, went or changed, then the slices that drifted or do so no more. */
    List<String> sentences(List<CaseView> now, List<Verdict> today, List<Verdict> yesterday) {
        List<String> sentences = new ArrayList<>();
        Map<String, List<Episode>> open = alerts.casesOn(day);
        Map<String, List<Episode>> before = alerts.casesOn(day.minusDays(1));
        now.stream()
                .filter(one -> !before.containsKey(one.id()))
                .forEach(one -> sentences.add("New: " + one.headline() + "."));
        open.forEach((id, episodes) -> {
            if (before.containsKey(id)) {
                worse(id, AlertDays.worst(before.get(id)), AlertDays.worst(episodes), sentences);
            }
        });
        before.forEach((id, episodes) -> {
            if (!open.containsKey(id)) {
                sentences.add("No longer: " + CaseSummary.noun(episodes.get(0)) + " [" + id + "]"
                        + (episodes.stream().anyMatch(Episode::isUnwatched)
                                ? ", as nobody looks at it any more."
                                : "."));
            }
        });
        slices(today, yesterday, sentences);
        if (sentences.isEmpty()) {
            sentences.add("Nothing changed since the day before.");
        }
        return sentences.stream().map(Shown::sentence).toList();
    }

    private static void worse(String id, AlertSeverity before, AlertSeverity now, List<String> sentences) {
        int difference = now.compareTo(before);
        if (difference != 0) {
            sentences.add((difference > 0 ? "Worse" : "Better") + ": " + id + " is " + now.text() + ", was "
                    + before.text() + ".");
        }
    }

    private static void slices(List<Verdict> today, List<Verdict> yesterday, List<String> sentences) {
        Set<String> now = drifted(today);
        Set<String> then = drifted(yesterday);
        Set<String> fresh = new TreeSet<>(now);
        fresh.removeAll(then);
        Set<String> gone = new TreeSet<>(then);
        gone.removeAll(now);
        if (!fresh.isEmpty()) {
            sentences.add("Moved today and not the day before: " + Shown.some(List.copyOf(fresh), NAMED) + ".");
        }
        if (!gone.isEmpty()) {
            sentences.add("Moved the day before and not today: " + Shown.some(List.copyOf(gone), NAMED) + ".");
        }
    }

    private static Set<String> drifted(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.severity() != Severity.NONE)
                .map(verdict -> verdict.where().slice())
                .filter(slice -> !slice.isAll())
                .map(Slice::toString)
                .map(Shown::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
