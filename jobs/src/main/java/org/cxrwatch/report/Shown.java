package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Plain;

/** Numbers, days and names as pages write them. */
final class Shown {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SENTENCE = 1_200;
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private Shown() {}

    /** {@code Tuesday, 6 October 2026}. */
    static String longDay(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** {@code 10-06}. */
    static String shortDay(LocalDate day) {
        return day.toString().substring(5);
    }

    static String instant(Instant instant) {
        return Wording.instant(instant);
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A name that somebody wrote into a log: in one line, cut, without what turns the direction of writing. */
    static String name(String name) {
        return Plain.line(name, LONGEST_NAME);
    }

    /** A sentence that may hold such names. */
    static String sentence(String text) {
        return Plain.line(text, LONGEST_SENTENCE);
    }

    static String slice(Slice slice) {
        return slice.isAll() ? "all" : name(slice.toString());
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return Math.abs(value) >= 1_000 && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Wording.number(value);
    }

    /** {@code 61 %}; below ten per cent with a decimal. */
    static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, percent > 0 && percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    static String score(Score score) {
        return score.measured()
                .map(found -> number(found.value()))
                .orElseGet(() -> reason(score.absence().orElseThrow()));
    }

    /** Why there is no number. */
    static String reason(Reason reason) {
        return switch (reason) {
            case TOO_FEW_ROWS -> "too few rows";
            case NO_BASELINE -> "no baseline";
            case IN_BASELINE -> "part of the baseline";
            case NOT_FINITE -> "has no value here";
            case NO_LABELS_YET -> "no labels yet";
            case LABELS_IMMATURE -> "labels still come";
            case NOT_SUMMARISED -> "was not counted";
            case ESTIMATE_UNSAFE -> "estimate not to be believed";
        };
    }

    static String counted(long number, String one) {
        return counted(number, one, one + "s");
    }

    static String counted(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** Names in a row, the first so many of them. */
    static String some(List<String> names, int most) {
        int more = names.size() - most;
        return names.stream().limit(most).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
