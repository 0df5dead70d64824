package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.alert.MeasuredDay;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.window.Window;

/**
 * What was measured of a version's days, beside the two weeks before: features, and metrics that
 * users define. What labels say is told by alerts of their own, and what has no baseline is not asked for here.
 */
final class MeasuredDays {

    private static final int DAYS_BEFORE = 14;

    private final EvaluationPolicy policy;
    private final KnownDays days;
    private final Map<Key, Held> held = new HashMap<>();

    private record Key(String modelVersion, LocalDate day) {}

    /** As long as the parts are the same, so is what was measured. */
    private record Held(WindowParts parts, Day day) {}

    /** A day, and which of its features were computed. */
    private record Day(MeasuredDay.Known known, SortedSet<String> computed) {}

    MeasuredDays(EvaluationPolicy policy, KnownDays days) {
        this.policy = policy;
        this.days = days;
    }

    /** A version's day as known then; empty if it answered nothing. */
    Optional<MeasuredDay> of(String modelVersion, LocalDate day, Instant asOf) {
        Optional<Day> today = known(modelVersion, day, asOf);
        if (today.isEmpty()) {
            return Optional.empty();
        }
        List<MeasuredDay.Known> before = day.minusDays(DAYS_BEFORE)
                .datesUntil(day)
                .flatMap(each -> known(modelVersion, each, asOf).stream())
                .filter(each -> each.known().rows() >= MeasuredDay.ENOUGH)
                .map(each -> stillDefined(each, today.get()))
                .toList();
        return Optional.of(
                MeasuredDay.of(modelVersion, Window.day(day), today.get().known(), before));
    }

    /** What users do not define any more is not missed. */
    private static MeasuredDay.Known stillDefined(Day day, Day today) {
        Map<String, Optional<Reason>> absences = new TreeMap<>(day.known().absences());
        absences.keySet()
                .removeIf(name -> day.computed().contains(name)
                        && !today.known().absences().containsKey(name));
        return new MeasuredDay.Known(day.known().rows(), absences);
    }

    /** Cells that are the same are the same object, as they are kept by day: comparing what they hold costs more. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<Day> known(String modelVersion, LocalDate day, Instant asOf) {
        WindowParts parts = days.of(modelVersion, Window.day(day), asOf);
        DistributionPart all = parts.distributions().get(Slice.ALL);
        if (all == null) {
            return Optional.empty();
        }
        Held before = held.get(new Key(modelVersion, day));
        if (before == null || before.parts() != parts) {
            before = new Held(parts, measure(parts, all));
            held.put(new Key(modelVersion, day), before);
        }
        return Optional.of(before.day());
    }

    private Day measure(WindowParts parts, DistributionPart all) {
        Map<String, Optional<Reason>> absences = new TreeMap<>();
        all.featureNames()
                .forEach(name -> absences.put(name, absence(all.feature(name).count())));
        new CustomMetrics(policy.metrics(), policy.leastRows())
                .score(parts).stream()
                        .filter(score -> score.where().slice().isAll())
                        .forEach(score -> absences.put(score.metric(), absence(score)));
        return new Day(new MeasuredDay.Known(all.rows(), absences), new TreeSet<>(all.computedFeatures()));
    }

    private static Optional<Reason> absence(MetricScore score) {
        return score.score().absence();
    }

    private Optional<Reason> absence(long values) {
        if (values >= policy.leastRows()) {
            return Optional.empty();
        }
        return Optional.of(values == 0 ? Reason.NOT_FINITE : Reason.TOO_FEW_ROWS);
    }
}
