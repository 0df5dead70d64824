package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** The alerts, as they stood on a day by what is known at an instant, or now. */
final class AlertDays {

    private final List<Episode> episodes;
    private final Map<Episode.Id, List<Transition>> changes;
    private final Optional<Instant> asOf;

    AlertDays(List<Episode> episodes, List<Transition> changes, Optional<Instant> asOf) {
        this.asOf = asOf;
        this.changes = changes.stream()
                .filter(change -> isKnown(change.asOf()))
                .collect(Collectors.groupingBy(Transition::episodeId));
        this.episodes = episodes.stream()
                .filter(episode -> isKnown(episode.openedAsOf()) && !isTakenBack(episode))
                .toList();
    }

    private boolean isKnown(Instant instant) {
        return asOf.map(at -> !instant.isAfter(at)).orElse(true);
    }

    private boolean isOver(Episode episode) {
        return !episode.state().isOpen()
                && episode.resolvedAsOf().map(this::isKnown).orElse(true);
    }

    /** It never was, by what came later. */
    private boolean isTakenBack(Episode episode) {
        return isOver(episode) && episode.span().resolved().isEmpty();
    }

    private Optional<Instant> over(Episode episode) {
        return isOver(episode) ? episode.span().resolved().map(Window::start) : Optional.empty();
    }

    /** The last day on which an alert was open; empty if it is open. */
    Optional<LocalDate> lastDay(Episode episode) {
        return over(episode)
                .map(end -> Shown.day(end.minusNanos(1)))
                .map(day -> day.isBefore(firstDay(episode)) ? firstDay(episode) : day);
    }

    static LocalDate firstDay(Episode episode) {
        return episode.span().opened().firstDay();
    }

    /** The alerts that were open on a day and told of, as they stood then. */
    List<Episode> openOn(LocalDate day) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return episodes.stream()
                .filter(episode -> episode.span().opened().start().isBefore(end))
                .filter(episode -> over(episode).map(start::isBefore).orElse(true))
                .map(episode -> on(episode, day, end))
                .filter(episode -> episode.severity() != AlertSeverity.INFO)
                .toList();
    }

    /** The same by case, the worst first, of several the latest. */
    Map<String, List<Episode>> casesOn(LocalDate day) {
        Map<String, List<Episode>> cases = openOn(day).stream().collect(Collectors.groupingBy(Episode::caseId));
        List<String> order = new ArrayList<>(cases.keySet());
        order.sort(Comparator.comparing((String id) -> worst(cases.get(id)), Comparator.reverseOrder())
                .thenComparing(id -> first(cases.get(id)), Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()));
        Map<String, List<Episode>> ordered = new LinkedHashMap<>();
        order.forEach(id -> ordered.put(id, cases.get(id)));
        return ordered;
    }

    /** All cases that were told of, by id, in the order in which they began. */
    Map<String, List<Episode>> cases() {
        return episodes.stream()
                .filter(episode -> episode.severity() != AlertSeverity.INFO)
                .sorted(Comparator.comparing(AlertDays::firstDay).thenComparing(Episode::caseId))
                .collect(Collectors.groupingBy(Episode::caseId, LinkedHashMap::new, Collectors.toList()));
    }

    /** How bad the worst alert of a case is. */
    static AlertSeverity worst(List<Episode> episodes) {
        return episodes.stream()
                .map(Episode::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    static LocalDate first(List<Episode> episodes) {
        return episodes.stream()
                .map(AlertDays::firstDay)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The last day of a case; empty if any of it is open. */
    Optional<LocalDate> lastDay(List<Episode> episodes) {
        List<LocalDate> ends =
                episodes.stream().flatMap(episode -> lastDay(episode).stream()).toList();
        return ends.size() < episodes.size() ? Optional.empty() : ends.stream().max(Comparator.naturalOrder());
    }

    /** What was seen and done of a case by the night that speaks of a day. */
    List<Transition> changes(String caseId, LocalDate day) {
        Instant night = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return changes(caseId).stream()
                .filter(change -> !change.asOf().isAfter(night))
                .toList();
    }

    /** What was ever seen and done of a case. */
    List<Transition> changes(String caseId) {
        return changes.values().stream()
                .flatMap(List::stream)
                .filter(change -> change.caseId().equals(caseId))
                .sorted(Comparator.comparing(Transition::asOf))
                .toList();
    }

    /** An alert as it stood: its severity and words by what its windows up to that day had brought. */
    private Episode on(Episode episode, LocalDate day, Instant end) {
        List<Transition> told = changes.getOrDefault(episode.id(), List.of()).stream()
                .filter(change -> change.kind() == Transition.Kind.OPENED || change.kind() == Transition.Kind.RAISED)
                .toList();
        Optional<Transition> latest = told.stream()
                .filter(change -> !change.asOf().isAfter(end))
                .reduce((earlier, later) -> later)
                .or(() -> told.stream().findFirst());
        boolean inHand = episode.state() == AlertState.ACKNOWLEDGED;
        Window last = episode.span().last();
        Window until = last.end().isAfter(end) ? lastOf(last.kind(), day) : last;
        return new Episode(
                episode.key(),
                episode.number(),
                inHand ? AlertState.ACKNOWLEDGED : AlertState.FIRING,
                latest.map(Transition::severity).orElse(episode.severity()),
                new Episode.Span(episode.span().opened(), until, Optional.empty()),
                episode.openedAsOf(),
                Optional.empty(),
                episode.caseId(),
                latest.map(Transition::text).orElse(episode.evidence()),
                episode.symptoms(),
                inHand ? episode.acknowledgement() : Optional.empty(),
                episode.heard());
    }

    private static Window lastOf(WindowKind kind, LocalDate day) {
        return kind == WindowKind.HOUR ? Window.hour(day, 23) : Window.endingOn(day, kind);
    }
}
