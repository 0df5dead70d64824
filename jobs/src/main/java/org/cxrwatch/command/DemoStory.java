package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.config.Settings;
import org.cxrwatch.model.AlertSeverity;

/** Tells people what was found on which night, where the tables are, and what to try next. */
record DemoStory(Settings settings, Places places) {

    private static final int WIDTH = 118;

    /**
     * Where things are.
     *
     * @param database that of the results, in words
     * @param home folder of all that is embedded
     * @param index the first page to open
     */
    record Places(String database, Path home, Path index) {}

    private static final String INDENT = " ".repeat(13);

    Facts facts(SortedSet<LocalDate> days, BaselineRecord baseline, Map<Episode, List<Transition>> episodes) {
        Map<Instant, List<Event>> nights = byNight(episodes);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("What happened from " + days.first() + " to " + days.last() + ", as each night saw it");
        lines.add("Compared with " + baseline.id() + ": " + ShownText.count(baseline.predictions())
                + " predictions of version " + baseline.modelVersion() + ".");
        if (nights.isEmpty()) {
            lines.add("No night found anything that somebody has to be told of.");
        }
        nights.forEach((night, events) -> tell(night, events, lines));
        next(lines);
        return Facts.said(lines)
                .within(WIDTH)
                .with("first_day", days.first())
                .with("last_day", days.last())
                .with("baseline_id", baseline.id())
                .with("alerts", episodes.size())
                .with(
                        "cases",
                        episodes.keySet().stream()
                                .map(Episode::caseId)
                                .distinct()
                                .count())
                .with("lake", settings.stores().lake().text())
                .with("results", places.database())
                .with("report", places.index().toString())
                .with(
                        "nights",
                        nights.entrySet().stream()
                                .map(entry -> night(entry.getKey(), entry.getValue()))
                                .toList());
    }

    /** What changed in an episode, as a night saw it. */
    private record Event(Episode episode, Transition change) {

        static final Comparator<Event> WORST_FIRST = Comparator.comparing(
                        (Event event) -> event.change().kind())
                .thenComparing(event -> event.change().severity(), Comparator.reverseOrder())
                .thenComparing(event -> event.episode().caseId())
                .thenComparing(event -> event.episode().key());
    }

    private static Map<Instant, List<Event>> byNight(Map<Episode, List<Transition>> episodes) {
        Map<Instant, List<Event>> nights = new TreeMap<>();
        episodes.forEach((episode, changes) -> changes.stream()
                .filter(change ->
                        change.severity() != AlertSeverity.INFO && change.kind().isOfState())
                .forEach(change -> nights.computeIfAbsent(change.asOf(), night -> new ArrayList<>())
                        .add(new Event(episode, change))));
        nights.values().forEach(events -> events.sort(Event.WORST_FIRST));
        return nights;
    }

    private static void tell(Instant night, List<Event> events, List<String> lines) {
        lines.add("");
        lines.add("Night of " + ShownText.instant(night));
        events.forEach(event -> {
            String about = what(event.episode()) + ", " + where(event.episode());
            String severity = event.change().severity().text();
            switch (event.change().kind()) {
                case OPENED -> {
                    lines.add(String.format("  %-10s %s", severity, about));
                    lines.add(INDENT + event.change().text());
                }
                case RAISED -> lines.add("  worse      " + about + ", now " + severity);
                case ESCALATED -> lines.add("  escalated  " + about);
                case ACKNOWLEDGED -> lines.add("  in hand    " + about);
                case EXPIRED -> lines.add("  again in nobody's hand  " + about);
                case RESOLVED -> over(event.episode(), about, lines);
                case RETRACTED -> lines.add("  taken back " + about);
                default ->
                    throw new IllegalStateException(
                            "unknown change " + event.change().kind());
            }
        });
    }

    private static void over(Episode episode, String about, List<String> lines) {
        String begun =
                about + ", begun " + ShownText.instant(episode.span().opened().start());
        if (episode.isUnwatched()) {
            lines.add("  unwatched  " + begun);
            lines.add(INDENT + episode.key().scope() + " answers no more; nobody looked whether it is mended.");
        } else {
            lines.add("  over       " + begun);
        }
    }

    private static String what(Episode episode) {
        return switch (episode.key().type()) {
            case DRIFT_DETECTED -> episode.key().metric() + " drift";
            case ACCURACY_DROP -> "accuracy drop";
            case HIGH_LATENCY -> "high latency";
            case HIGH_ERROR_RATE -> "errors";
            case LOW_THROUGHPUT -> "fewer requests than usual";
            case SYSTEM_TREND -> "host's " + episode.key().metric() + " rises from day to day";
            case SYSTEM_RESOURCE -> "host near its limit (" + episode.key().metric() + ")";
            case NO_BASELINE -> "no baseline";
            case LABEL_COVERAGE -> "fewer labels than usual";
            case DATA_QUALITY -> "rows that cannot be used";
            case CUSTOM_METRIC -> "a metric of your own";
            case LIFE_CYCLE -> "new, or there again";
            case RUN_FAILED -> "cxrwatch itself (" + episode.key().metric() + ")";
            case NOT_MEASURED -> "not measured any more";
            case MODEL_FAILURE -> "nothing but errors";
        };
    }

    private static String where(Episode episode) {
        String scope = episode.key().scope();
        return episode.key().slice().isAll()
                ? scope
                : scope + " at " + episode.key().slice();
    }

    private void next(List<String> lines) {
        String at = " --home " + places.home();
        lines.add("");
        lines.add("Where it is");
        lines.add("  pages, open in a browser    " + places.index());
        lines.add("  tables for data scientists  " + settings.stores().lake() + " (Delta)");
        lines.add("  results and alerts          " + places.database() + ", schema monitoring");
        if (settings.stores().postgres().isEmpty()) {
            lines.add("  its address                 ./cxrwatch db url" + at);
            lines.add("  it keeps running; stop it   ./cxrwatch db stop" + at);
        }
        lines.add("");
        lines.add("What to try next");
        lines.add("  ./cxrwatch alerts history" + at);
        lines.add("  ./cxrwatch drift history" + at);
        lines.add("  ./cxrwatch performance summary" + at);
        lines.add("  ./cxrwatch status" + at);
    }

    private static Map<String, Object> night(Instant night, List<Event> events) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as_of", night);
        fields.put(
                "changes",
                events.stream()
                        .map(event -> event.change().kind().text() + " "
                                + event.episode().key())
                        .toList());
        return fields;
    }
}
