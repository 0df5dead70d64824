package org.cxrwatch.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.config.Settings;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.model.AlertSeverity;

/** Tells people what was found on which night, where the tables are, and what to try next. */
record DemoStory(Settings settings, String database, Path home) {

    Facts facts(SortedSet<LocalDate> days, Ingest.Report ingested, BaselineRecord baseline, List<Episode> episodes) {
        Map<Instant, List<Episode>> nights = byNight(episodes);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("What happened from " + days.first() + " to " + days.last() + ", as each night saw it");
        lines.add("Compared with " + baseline.id() + ": " + String.format(Locale.ROOT, "%,d", baseline.predictions())
                + " predictions of version " + baseline.modelVersion() + ".");
        if (nights.isEmpty()) {
            lines.add("No night found anything that somebody has to be told of.");
        }
        nights.forEach((night, found) -> tell(night, found, lines));
        next(lines);
        return Facts.said(lines)
                .with("first_day", days.first())
                .with("last_day", days.last())
                .with("batches", ingested.done().size())
                .with("baseline_id", baseline.id())
                .with("alerts", episodes.size())
                .with("cases", episodes.stream().map(Episode::caseId).distinct().count())
                .with("lake", settings.stores().lake())
                .with("results", database)
                .with(
                        "nights",
                        nights.entrySet().stream()
                                .map(entry -> night(entry.getKey(), entry.getValue()))
                                .toList());
    }

    private static Map<Instant, List<Episode>> byNight(List<Episode> episodes) {
        Map<Instant, List<Episode>> nights = new TreeMap<>();
        episodes.stream()
                .filter(episode -> episode.severity() != AlertSeverity.INFO)
                .forEach(episode -> nights.computeIfAbsent(episode.openedAsOf(), night -> new ArrayList<>())
                        .add(episode));
        nights.values()
                .forEach(found -> found.sort(Comparator.comparing(Episode::severity)
                        .reversed()
                        .thenComparing(Episode::caseId)
                        .thenComparing(Episode::key)));
        return nights;
    }

    private static void tell(Instant night, List<Episode> found, List<String> lines) {
        lines.add("");
        lines.add("Night of " + ShownText.instant(night));
        found.forEach(episode -> {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-9s %s, %s%s",
                    episode.severity().name().toLowerCase(Locale.ROOT),
                    what(episode),
                    where(episode),
                    episode.resolvedAsOf()
                            .map(over -> ", over by " + ShownText.instant(over))
                            .orElse(", still open")));
            lines.add("            " + episode.evidence());
            if (!episode.symptoms().isEmpty()) {
                lines.add("            moved with it: " + ShownText.of(episode.symptoms()));
            }
        });
    }

    private static String what(Episode episode) {
        return switch (episode.key().type()) {
            case DRIFT_DETECTED -> episode.key().metric() + " drift";
            case ACCURACY_DROP -> "accuracy drop";
            case HIGH_LATENCY -> "high latency";
            case HIGH_ERROR_RATE -> "errors";
            case LOW_THROUGHPUT -> "fewer requests than usual";
            case SYSTEM_RESOURCE -> "host near its limit (" + episode.key().metric() + ")";
            case NO_BASELINE -> "no baseline";
            case DATA_QUALITY -> "rows that cannot be used";
        };
    }

    private static String where(Episode episode) {
        String scope = episode.key().scope();
        return episode.key().slice().isAll()
                ? scope
                : scope + " at " + episode.key().slice();
    }

    private void next(List<String> lines) {
        String at = " --home " + home;
        lines.add("");
        lines.add("Where it is");
        lines.add("  tables for data scientists  " + settings.stores().lake() + " (Delta)");
        lines.add("  results and alerts          " + database + ", schema monitoring");
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

    private static Map<String, Object> night(Instant night, List<Episode> found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as_of", night);
        fields.put(
                "alert_keys",
                found.stream().map(episode -> episode.key().toString()).toList());
        return fields;
    }
}
