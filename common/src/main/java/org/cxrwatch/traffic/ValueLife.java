package org.cxrwatch.traffic;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.Life.State;
import org.cxrwatch.traffic.ValueDay.Reading;

/** One value in the fold: its past, and where it stands after the days so far. Days are numbered from 0. */
final class ValueLife {

    /** For so many days what is new or has returned is called so: then its usual requests are known. */
    static final int NEWS_DAYS = 7 * Past.LEAST_WEEKS;

    private static final int NEVER = -1;

    private final Slice slice;
    private final Past past;
    private State state = State.ACTIVE;
    private int since = NEVER;
    private int firstSeen = NEVER;
    private int lastSeen = NEVER;
    private int absentFrom = NEVER;
    private int awayFrom = NEVER;
    private int daysAbsent;
    private double chanceOfAbsence = 1;
    private int fewerFrom = NEVER;

    ValueLife(Slice slice, long[] requests) {
        this.slice = slice;
        this.past = new Past(requests);
    }

    Slice slice() {
        return slice;
    }

    Past past() {
        return past;
    }

    State state() {
        return state;
    }

    boolean isSeen() {
        return firstSeen != NEVER;
    }

    int firstSeen() {
        return firstSeen;
    }

    int lastSeen() {
        return lastSeen;
    }

    int absentFrom() {
        return absentFrom;
    }

    /** The probability of all its days without a request up to this one. */
    double chanceOfAbsence(Usual usual) {
        return chanceOfAbsence * usual.probability(0);
    }

    /** It asks for the first time; {@code daysKnown} of its attribute were known before. */
    void begin(int day, int daysKnown) {
        firstSeen = day;
        lastSeen = day;
        since = day;
        state = daysKnown >= NEWS_DAYS ? State.NEW : State.ACTIVE;
        past.beginAt(daysKnown < 7 ? day - daysKnown : day);
    }

    /** It asks. */
    void ask(int day) {
        if (state == State.SILENT || state == State.GONE || state == State.SUPERSEDED) {
            state = State.RETURNED;
            since = day;
            awayFrom = absentFrom;
        }
        lastSeen = day;
        daysAbsent = 0;
        chanceOfAbsence = 1;
    }

    /** News become old. */
    void age(int day) {
        if ((state == State.NEW || state == State.RETURNED) && day - since >= NEWS_DAYS) {
            state = State.ACTIVE;
        }
    }

    /** It does not ask, and nothing else explains that. */
    void miss(int day, Optional<Usual> usual) {
        if (daysAbsent == 0) {
            absentFrom = day;
        }
        daysAbsent++;
        chanceOfAbsence = usual.map(this::chanceOfAbsence).orElse(chanceOfAbsence);
    }

    /** A later version answers in its place. */
    void supersede() {
        state = State.SUPERSEDED;
        since = absentFrom;
    }

    /** Its absence is more than chance: none of its days without a request tells what is usual. */
    void fallSilent(int day) {
        state = State.SILENT;
        since = absentFrom;
        for (int silent = absentFrom; silent <= day; silent++) {
            past.leaveOut(silent);
        }
    }

    /** It has been absent for so many days that it is not missed. */
    void leaveAfter(int goneAfter, int day) {
        if (daysAbsent >= goneAfter && state != State.GONE && state != State.SUPERSEDED) {
            state = State.GONE;
            since = day;
        }
    }

    /** It had far fewer requests than usual, by itself. */
    void fewer(int day) {
        past.leaveOut(day);
        if (fewerFrom == NEVER) {
            fewerFrom = day;
        }
    }

    /** It had enough. */
    void enough() {
        fewerFrom = NEVER;
    }

    /** Since when it has had fewer, if that has lasted for so long that it is usual by now. */
    Optional<Integer> lowerFor(int days, int day) {
        return fewerFrom != NEVER && day - fewerFrom + 1 >= days ? Optional.of(fewerFrom) : Optional.empty();
    }

    /** What came from a day on is usual from now on. */
    void settle(int first, int day) {
        past.settle(first, day);
        fewerFrom = NEVER;
    }

    /** What a day says of it. */
    ValueDay on(int day, List<LocalDate> days, Reading reading, Optional<Usual> usual, OptionalDouble p) {
        int absent = state == State.RETURNED ? awayFrom : daysAbsent > 0 ? absentFrom : NEVER;
        Life life = new Life(
                state,
                days.get(since),
                days.get(firstSeen),
                days.get(lastSeen),
                absent == NEVER ? Optional.empty() : Optional.of(days.get(absent)));
        return new ValueDay(slice, past.on(day), usual, p, reading, life);
    }
}
