package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.port.Ledger.Delivery;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;

/** How many of the rows that arrived on a day could not be used. */
final class DeliveredRows {

    private static final String REJECTED_RATE = "rejected_rate";

    private final List<Delivery> deliveries;

    DeliveredRows(List<Delivery> deliveries) {
        this.deliveries = List.copyOf(deliveries);
    }

    /** The share of rejected rows among those of an arrival day; nothing where none arrived. */
    Stream<MetricScore> rejectedRate(LocalDate day, Instant asOf) {
        List<Delivery> ofDay = deliveries.stream()
                .filter(delivery -> delivery.arrival().on().equals(day)
                        && !delivery.arrival().at().isAfter(asOf))
                .toList();
        long rejected = ofDay.stream().mapToLong(Delivery::rejected).sum();
        long delivered = rejected + ofDay.stream().mapToLong(Delivery::rows).sum();
        if (delivered == 0) {
            return Stream.empty();
        }
        Wilson interval = Wilson.of(rejected, delivered);
        return Stream.of(new MetricScore(
                new WindowSlice(Scope.SERVICE, Window.day(day), Slice.ALL),
                REJECTED_RATE,
                Score.of((double) rejected / delivered, interval.lower(), interval.upper()),
                delivered));
    }
}
