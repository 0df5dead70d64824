package org.cxrwatch.notice;

import java.util.Locale;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.score.MetricScore;

/** Numbers as messages write them. */
final class Numbers {

    private Numbers() {}

    /** Two decimals: {@code 0.61}. */
    static String two(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }

    /** A share with its interval and what it rests on; what it rests on alone if it is not known yet. */
    static String share(MetricScore score) {
        return score.score()
                .measured()
                .map(found -> two(found.value()) + " (95 % interval " + two(found.lower()) + " to " + two(found.upper())
                        + ", n " + score.n() + ")")
                .orElseGet(() -> "not known yet (" + score.n() + (score.n() == 1 ? " label)" : " labels)"));
    }

    /** A count, or a mean of counts. */
    static String count(double count) {
        return String.format(Locale.ROOT, count >= 100 ? "%,.0f" : count == Math.rint(count) ? "%.0f" : "%.1f", count);
    }

    /** Any other number; thousands apart. */
    static String number(double value) {
        return Math.abs(value) >= 1_000 && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Wording.number(value);
    }
}
