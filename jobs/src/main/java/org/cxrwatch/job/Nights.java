package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cxrwatch.alert.Night;

/**
 * The nights an evaluation goes through.
 *
 * @param nights in order
 * @param telling whether people are told
 */
public record Nights(List<One> nights, Night.Telling telling) {

    /**
     * One night.
     *
     * @param day the last day it scores
     * @param asOf only what had arrived by then counts; to the microsecond
     */
    public record One(LocalDate day, Instant asOf) {

        /** Cuts off what no store keeps: a night that is read back would else be taken for another one. */
        public One {
            asOf = asOf.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Copies the list; refuses none. */
    public Nights {
        nights = List.copyOf(nights);
        if (nights.isEmpty()) {
            throw new IllegalArgumentException("An evaluation goes through at least one night.");
        }
    }

    /** The night of the last complete day before an instant, as it is known then; people are told. */
    public static Nights live(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        return new Nights(List.of(new One(day, now)), Night.Telling.TELL);
    }

    /** Every night of a range as it was known at its end; nobody is told. */
    public static Nights replay(LocalDate first, LocalDate last) {
        return new Nights(
                first.datesUntil(last.plusDays(1))
                        .map(day -> new One(
                                day,
                                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .toList(),
                Night.Telling.SILENT);
    }

    /** The nights of a publication that an earlier run began and did not finish: its instants, not ours. */
    Nights finishing(List<Instant> instants) {
        return new Nights(
                instants.stream()
                        .map(asOf -> new One(
                                LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(1), asOf))
                        .toList(),
                instants.size() == 1 ? telling : Night.Telling.SILENT);
    }

    LocalDate first() {
        return nights.get(0).day();
    }

    LocalDate last() {
        return nights.get(nights.size() - 1).day();
    }

    Instant lastAsOf() {
        return nights.get(nights.size() - 1).asOf();
    }

    List<Instant> instants() {
        return nights.stream().map(One::asOf).toList();
    }
}
