package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.CaseSummary;
import org.cxrwatch.notice.NightNumbers;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.WindowKind;

/** Puts the cases that were open on a day into words. */
final class CaseViews {

    /** Slices whose numbers are looked up for headlines: cases beyond them are told without. */
    private static final int MOST_SLICES = 16;

    private static final int DAYS_BACK = 14;
    private static final int MOST_ALERTS = 30;
    private static final int MOST_SAID = 30;

    private final History history;
    private final AlertDays alerts;
    private final Terms terms;

    CaseViews(History history, AlertDays alerts, Terms terms) {
        this.history = history;
        this.alerts = alerts;
        this.terms = terms;
    }

    /** The cases of a day, the worst first. */
    List<CaseView> on(LocalDate day) {
        Map<String, List<Episode>> cases = alerts.casesOn(day);
        NightNumbers numbers =
                numbers(cases.values().stream().flatMap(List::stream).toList(), day);
        return cases.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue(), numbers, day))
                .toList();
    }

    private CaseView view(String id, List<Episode> open, NightNumbers numbers, LocalDate day) {
        CaseSummary summary = CaseSummary.of(open, numbers);
        List<CaseView.AlertRow> rows = open.stream()
                .sorted(Comparator.comparing(Episode::severity).reversed())
                .limit(MOST_ALERTS)
                .map(CaseViews::row)
                .toList();
        List<Transition> changes = alerts.changes(id, day);
        List<CaseView.Said> said = changes.stream()
                .skip(Math.max(0, changes.size() - MOST_SAID))
                .map(CaseViews::said)
                .toList();
        return new CaseView(
                id,
                Tone.of(AlertDays.worst(open)),
                Shown.sentence(summary.headline()),
                hand(open),
                new CaseView.More(summary.checks().stream().map(Shown::sentence).toList(), rows, said));
    }

    private static CaseView.AlertRow row(Episode episode) {
        return new CaseView.AlertRow(
                Tone.of(episode.severity()),
                Shown.name(CaseSummary.noun(episode)),
                Wording.when(episode.span().opened()),
                Shown.sentence(episode.evidence()));
    }

    private static CaseView.Said said(Transition change) {
        return new CaseView.Said(
                Wording.instant(change.asOf()),
                change.kind().text(),
                change.handling().map(Handling::by).map(Shown::name).orElse(""),
                Shown.sentence(change.handling()
                        .map(Handling::comment)
                        .filter(comment -> !comment.isBlank())
                        .orElse(change.text())));
    }

    private static String hand(List<Episode> open) {
        Set<String> hands = new TreeSet<>();
        open.forEach(episode -> episode.acknowledgement()
                .ifPresent(one -> hands.add(Shown.name(one.by()) + " until " + Wording.instant(one.until()))));
        return hands.isEmpty() ? "Nobody has acknowledged it." : "In hand by " + String.join(", ", hands) + ".";
    }

    /** What was scored of the places that alerts are about, up to a day. */
    private NightNumbers numbers(Collection<Episode> open, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<MetricScore> metrics = new ArrayList<>();
        List<SubjectScore> subjects = new ArrayList<>();
        Map<Slice, List<Episode>> places = open.stream()
                .collect(Collectors.groupingBy(episode -> episode.key().slice()));
        places.entrySet().stream().limit(MOST_SLICES).forEach(place -> {
            Instant from = from(place.getValue(), end);
            Set<WindowKind> kinds = new TreeSet<>(Set.of(WindowKind.DAY));
            place.getValue().forEach(episode -> kinds.add(episode.key().window()));
            History.Query query =
                    new History.Query(from, end, Optional.empty(), Optional.of(place.getKey()), kinds, terms.asOf());
            metrics.addAll(history.metrics(query));
            subjects.addAll(history.drift(query.withKinds(Set.of(WindowKind.DAY))));
        });
        return new NightNumbers(
                Findings.ofScores(metrics, subjects), terms.names().positiveClass());
    }

    private static Instant from(List<Episode> open, Instant end) {
        Instant opened = open.stream()
                .map(episode -> episode.span().opened().start())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant bound = end.minusSeconds(DAYS_BACK * 86_400L);
        return opened.isBefore(bound) ? bound : opened;
    }
}
