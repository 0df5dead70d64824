package org.cxrwatch.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests an hour usually sees: those of the same hour of the week in the last eight weeks, and how unlikely
 * so few are.
 *
 * <p>Counts are taken as negative binomial with the mean of the past hours and a variance inflated by the dispersion
 * pooled over all hours of the week and by the error of the mean itself; without overdispersion that is close to
 * Poisson. Hours that were too few themselves do not count as usual. It is recomputed from the counts alone, day by
 * day.
 */
public final class ExpectedTraffic {

    private static final int WEEKS = 8;
    private static final int LEAST_WEEKS = 2;
    private static final double LEAST_MEAN = 5;
    private static final double LEAST_MEAN_FOR_DISPERSION = 1;

    /** One false hour in a hundred nights of 24 hours. */
    private static final double RATE = 0.01 / 24;

    private static final double AT_MOST = 0.5;

    private final SortedMap<LocalDate, List<Long>> hours;
    private final Set<Hour> tooFew = new HashSet<>();
    private final Map<Hour, Expectation> expectations = new TreeMap<>();

    /**
     * One hour of a day.
     *
     * @param day UTC
     * @param hour 0 to 23
     */
    public record Hour(LocalDate day, int hour) implements Comparable<Hour> {

        @Override
        public int compareTo(Hour other) {
            int order = day.compareTo(other.day);
            return order != 0 ? order : Integer.compare(hour, other.hour);
        }
    }

    /**
     * What an hour should have seen.
     *
     * @param mean requests
     * @param weeks past hours it rests on
     * @param p probability of so few requests
     */
    public record Expectation(double mean, int weeks, double p) {}

    /** Takes the 24 counts of every known day; days in between without any are zero. */
    public ExpectedTraffic(SortedMap<LocalDate, List<Long>> counts) {
        counts.forEach((day, hourly) -> {
            if (hourly.size() != 24) {
                throw new IllegalArgumentException(
                        "A day has 24 hourly counts, " + day + " has " + hourly.size() + ".");
            }
        });
        this.hours = new TreeMap<>(counts);
        if (!hours.isEmpty()) {
            hours.firstKey()
                    .datesUntil(hours.lastKey().plusDays(1))
                    .forEach(day -> hours.putIfAbsent(day, Collections.nCopies(24, 0L)));
            hours.keySet().forEach(this::decide);
        }
    }

    private void decide(LocalDate day) {
        double dispersion = dispersion(day);
        for (int hour = 0; hour < 24; hour++) {
            List<Long> past = past(day, hour);
            double mean = past.stream().mapToLong(Long::longValue).average().orElse(0);
            if (past.size() >= LEAST_WEEKS && mean >= LEAST_MEAN) {
                long requests = hours.get(day).get(hour);
                double p = LowTail.probability(requests, mean, dispersion * (1 + 1.0 / past.size()));
                Hour at = new Hour(day, hour);
                expectations.put(at, new Expectation(mean, past.size(), p));
                if (p <= RATE && requests <= AT_MOST * mean) {
                    tooFew.add(at);
                }
            }
        }
    }

    /** Variance over mean, pooled over the hours of the week before a day; at least 1. */
    private double dispersion(LocalDate day) {
        double squares = 0;
        long freedom = 0;
        for (int ahead = 0; ahead < 7; ahead++) {
            for (int hour = 0; hour < 24; hour++) {
                List<Long> past = pastOf(day, ahead, hour);
                double mean = past.stream().mapToLong(Long::longValue).average().orElse(0);
                if (past.size() >= LEAST_WEEKS && mean >= LEAST_MEAN_FOR_DISPERSION) {
                    squares += past.stream()
                            .mapToDouble(count -> (count - mean) * (count - mean) / mean)
                            .sum();
                    freedom += past.size() - 1;
                }
            }
        }
        return freedom > 0 ? Math.max(1, squares / freedom) : 1;
    }

    private List<Long> past(LocalDate day, int hour) {
        return pastOf(day, 0, hour);
    }

    /** The counts of an hour on the weekday of {@code day + ahead}, of days before {@code day}. */
    private List<Long> pastOf(LocalDate day, int ahead, int hour) {
        List<Long> past = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            LocalDate then = day.plusDays(ahead).minusWeeks(week);
            List<Long> counts = hours.get(then);
            if (counts != null && !tooFew.contains(new Hour(then, hour))) {
                past.add(counts.get(hour));
            }
        }
        return past;
    }

    /**
     * What an hour should have seen; empty before two weeks are known and for hours that are nearly empty by nature.
     */
    public Optional<Expectation> find(LocalDate day, int hour) {
        return Optional.ofNullable(expectations.get(new Hour(day, hour)));
    }
}
