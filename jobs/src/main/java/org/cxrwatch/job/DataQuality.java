package org.cxrwatch.job;

import static org.cxrwatch.alert.DefaultRules.REJECTED;
import static org.cxrwatch.alert.DefaultRules.ROWS_DELETED;
import static org.cxrwatch.alert.DefaultRules.ROWS_MISSING;
import static org.cxrwatch.alert.DefaultRules.ROWS_REFUSED;
import static org.cxrwatch.alert.DefaultRules.SCHEMA_CHANGES;
import static org.cxrwatch.alert.DefaultRules.SOURCE_RESETS;
import static org.cxrwatch.alert.DefaultRules.WATERMARK_AGE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.port.Ledger.Delivery;
import org.cxrwatch.port.SourceChecks.Compared;
import org.cxrwatch.port.SourceChecks.Position;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.schema.SourceChange;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/**
 * How sound the data of a night were: rows that could not be used, rows that wait, are missing or were deleted at the
 * source. What was found when a source was looked at belongs to the night it was looked at for: the day before.
 *
 * @param deliveries what files and tables brought
 * @param positions how far databases could be read
 * @param comparisons what databases hold beside the lake
 * @param changes what about rows was not as before
 */
record DataQuality(
        List<Delivery> deliveries, List<Position> positions, List<Compared> comparisons, List<SourceChange> changes) {

    /** Copies the lists. */
    DataQuality {
        deliveries = List.copyOf(deliveries);
        positions = List.copyOf(positions);
        comparisons = List.copyOf(comparisons);
        changes = List.copyOf(changes);
    }

    /** The metrics of a day, from what was known at an instant; none of what was not looked at. */
    Stream<MetricScore> metrics(LocalDate day, Instant asOf) {
        return Stream.of(ofDeliveries(day, asOf), ofPositions(day, asOf), ofComparisons(day, asOf))
                .flatMap(each -> each);
    }

    /** By the days on which rows arrived. */
    private Stream<MetricScore> ofDeliveries(LocalDate day, Instant asOf) {
        List<Delivery> ofDay = deliveries.stream()
                .filter(delivery -> delivery.arrival().on().equals(day)
                        && !delivery.arrival().at().isAfter(asOf))
                .toList();
        long rejected = ofDay.stream().mapToLong(Delivery::rejected).sum();
        long refused = ofDay.stream().mapToLong(Delivery::refused).sum();
        long delivered =
                rejected + refused + ofDay.stream().mapToLong(Delivery::rows).sum();
        if (delivered == 0) {
            return Stream.empty();
        }
        Wilson interval = Wilson.of(rejected, delivered);
        Score share = Score.of((double) rejected / delivered, interval.lower(), interval.upper());
        long changed = changes.stream()
                .filter(one -> one.change().alerts()
                        && one.seen().arrival().on().equals(day)
                        && !one.seen().arrival().at().isAfter(asOf))
                .count();
        return Stream.of(
                metric(day, REJECTED, share, delivered),
                metric(day, ROWS_REFUSED, Score.of(refused), delivered),
                metric(day, SCHEMA_CHANGES, Score.of(changed), delivered));
    }

    private Stream<MetricScore> ofPositions(LocalDate day, Instant asOf) {
        List<Position> ofNight = positions.stream()
                .filter(position -> isOf(day, position.at(), asOf))
                .toList();
        if (ofNight.isEmpty()) {
            return Stream.empty();
        }
        double age = ofNight.stream()
                .mapToDouble(position ->
                        Duration.between(position.watermark(), position.at()).toMillis() / 1000.0)
                .max()
                .orElseThrow();
        long resets = ofNight.stream()
                .filter(position -> position.mode() == XidWindow.Mode.LOOK_BACK)
                .count();
        return Stream.of(
                metric(day, WATERMARK_AGE, Score.of(age), ofNight.size()),
                metric(day, SOURCE_RESETS, Score.of(resets), ofNight.size()));
    }

    /** By the latest comparison of the night: what a repair has mended is mended. */
    private Stream<MetricScore> ofComparisons(LocalDate day, Instant asOf) {
        List<Compared> ofNight =
                comparisons.stream().filter(one -> isOf(day, one.at(), asOf)).toList();
        return ofNight.stream().map(Compared::at).max(Instant::compareTo).stream()
                .flatMap(latest -> {
                    List<Compared> last = ofNight.stream()
                            .filter(one -> one.at().equals(latest))
                            .toList();
                    long rows = sum(last, Compared::sourceRows);
                    return Stream.of(
                            metric(day, ROWS_MISSING, Score.of(sum(last, Compared::missing)), rows),
                            metric(day, ROWS_DELETED, Score.of(sum(last, Compared::deleted)), rows));
                });
    }

    private static long sum(List<Compared> compared, ToLongFunction<Compared> count) {
        return compared.stream().mapToLong(count).sum();
    }

    private static boolean isOf(LocalDate day, Instant at, Instant asOf) {
        return !at.isAfter(asOf)
                && LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(1).equals(day);
    }

    private static MetricScore metric(LocalDate day, String name, Score score, long n) {
        return new MetricScore(new WindowSlice(Scope.SERVICE, Window.day(day), Slice.ALL), name, score, n);
    }
}
