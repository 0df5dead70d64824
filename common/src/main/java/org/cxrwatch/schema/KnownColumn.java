package org.cxrwatch.schema;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a column from all rows so far.
 *
 * @param kinds what its values are; empty while it never held one
 * @param days when it was seen
 * @param rows how many rows there were since it was first seen
 * @param present how many of them held something
 * @param absence since when it is away
 * @param told what was said of it and still holds
 */
public record KnownColumn(
        SortedSet<ValueKind> kinds, Days days, long rows, long present, Absence absence, Set<Told> told) {

    /** Fewest rows from which it is known that a column is always there. */
    private static final long LEAST_KNOWN = 50;

    /** Share of rows that hold a column which is always there: one in a hundred may lack it. */
    private static final double ALWAYS = 0.99;

    /** Fewest rows without a column that is always there, before it is called gone. */
    private static final long LEAST_ABSENT = 20;

    /** Copies the sets. */
    public KnownColumn {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        told = told.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(told));
    }

    /**
     * When a column was seen.
     *
     * @param first the first day
     * @param last the last day it held something, or was first seen
     */
    public record Days(LocalDate first, LocalDate last) {}

    /**
     * How long a column has been away.
     *
     * @param rows how many rows came without it since it last held something
     * @param since the day of the first of them; empty if the last rows held it
     */
    public record Absence(long rows, Optional<LocalDate> since) {

        /** Of a column that is there. */
        public static final Absence NONE = new Absence(0, Optional.empty());

        private Absence with(long more, LocalDate day) {
            return new Absence(rows + more, Optional.of(since.orElse(day)));
        }
    }

    /** What was said of a column, and is not said again while it holds. */
    public enum Told {
        /** That it is gone. */
        DROPPED,
        /** That it is counted in another unit. */
        OTHER_UNIT,
        /** That it says what is not allowed. */
        NOT_ALLOWED
    }

    /** One that is seen for the first time. */
    static KnownColumn first(ColumnShape seen, long rows, LocalDate day) {
        return new KnownColumn(kindsIn(seen), new Days(day, day), rows, seen.present(), Absence.NONE, Set.of());
    }

    /** After rows none of which held it. */
    KnownColumn away(long more, LocalDate day) {
        return new KnownColumn(kinds, days, rows + more, present, absence.with(more, day), told);
    }

    /** After rows some of which held it. */
    KnownColumn there(ColumnShape seen, long more, LocalDate day) {
        SortedSet<ValueKind> now = kinds.isEmpty() || retyped(seen).isPresent() ? kindsIn(seen) : kinds;
        return new KnownColumn(
                now, new Days(days.first(), day), rows + more, present + seen.present(), Absence.NONE, told);
    }

    KnownColumn telling(Told what) {
        TreeSet<Told> more = new TreeSet<>(told);
        more.add(what);
        return new KnownColumn(kinds, days, rows, present, absence, more);
    }

    KnownColumn forgetting(Told what) {
        TreeSet<Told> fewer = new TreeSet<>(told);
        fewer.remove(what);
        return new KnownColumn(kinds, days, rows, present, absence, fewer);
    }

    boolean said(Told what) {
        return told.contains(what);
    }

    /** Whether it was always there and has been away for so many rows that this is no chance. */
    boolean gone() {
        long before = rows - absence.rows();
        return absence.rows() >= LEAST_ABSENT && before >= LEAST_KNOWN && present >= ALWAYS * before;
    }

    /**
     * The kind that its values have become; empty if they are as they were. A kind that was never there counts if it is
     * every value's, of at least three, or a tenth of them, at least ten.
     */
    Optional<ValueKind> retyped(ColumnShape seen) {
        if (kinds.isEmpty() || present < LEAST_PRESENT) {
            return Optional.empty();
        }
        long all = seen.present();
        return seen.kinds().entrySet().stream()
                .filter(entry -> entry.getKey() != ValueKind.NOTHING && !kinds.contains(entry.getKey()))
                .filter(entry -> isMany(entry.getValue(), all))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static final long LEAST_PRESENT = 10;
    private static final long FEW = 3;
    private static final double TENTH = 0.1;

    private static boolean isMany(long rows, long all) {
        return (rows == all && rows >= FEW) || (rows >= LEAST_PRESENT && rows >= TENTH * all);
    }

    private static SortedSet<ValueKind> kindsIn(ColumnShape seen) {
        TreeSet<ValueKind> kinds = new TreeSet<>();
        seen.kinds().forEach((kind, rows) -> {
            if (kind != ValueKind.NOTHING && rows * 100 >= seen.present()) {
                kinds.add(kind);
            }
        });
        return kinds;
    }
}
