package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.model.Reason;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;

/** Says of metrics that were not counted in the windows shown since when they are, and how to count them there too. */
record CountedSince(History history, History.Query shown) {

    /** As far ahead as any window may lie. */
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    /** A remark a metric, in the order of their names. */
    List<String> remarks(List<MetricScore> metrics) {
        List<MetricScore> missing = metrics.stream()
                .filter(score -> score.score().absence().equals(Optional.of(Reason.NOT_SUMMARISED)))
                .toList();
        SortedSet<String> names = new TreeSet<>();
        missing.forEach(score -> names.add(score.metric()));
        if (names.isEmpty()) {
            return List.of();
        }
        LocalDate first = missing.stream()
                .map(score -> score.where().window().firstDay())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<MetricScore> later = history.metrics(
                new History.Query(shown.from(), EVER, shown.scope(), shown.slice(), shown.kinds(), shown.asOf()));
        List<String> remarks = new ArrayList<>();
        for (String name : names) {
            Optional<LocalDate> since = later.stream()
                    .filter(score -> score.metric().equals(name)
                            && score.score().measured().isPresent())
                    .map(score -> score.where()
                            .window()
                            .start()
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate())
                    .min(Comparator.naturalOrder());
            remarks.add(name + " as it is defined now is "
                    + since.map(day -> "counted since " + day).orElse("not counted on any evaluated day yet")
                    + ". `cxrwatch summarise --rebuild --from " + first + "` counts earlier days again (--dry-run says"
                    + " what that reads), `cxrwatch backfill --from " + first + "` then evaluates them.");
        }
        return remarks;
    }
}
