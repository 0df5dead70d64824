package org.cxrwatch.alert;

import java.util.Locale;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;

/** What a metric says of one slice by itself. */
final class MetricFinding {

    private final ShareInterval intervals;

    MetricFinding(ShareInterval intervals) {
        this.intervals = intervals;
    }

    SliceFinding of(Rule rule, MetricScore score) {
        Slice slice = score.where().slice();
        String about = rule.metric() + " " + Wording.where(score.where().scope().toString(), slice) + " "
                + Wording.on(score.where().window());
        if (!(score.score() instanceof Score.Measured measured)) {
            String reason = score.score().absence().orElseThrow().name().toLowerCase(Locale.ROOT);
            return SliceFinding.undecided(slice, about + " was not measured: " + reason + ".");
        }
        if (score.n() < rule.least().n()) {
            return SliceFinding.undecided(
                    slice,
                    about + " rests on " + score.n() + " rows, the rule asks for "
                            + rule.least().n() + ".");
        }
        Score.Measured number = read(rule.threshold(), measured, score.n());
        SliceFinding found =
                new LevelReading(rule.threshold()).finding(slice, number, words(rule, about, number, score.n()));
        return found.fired()
                        && bad(rule.threshold().side(), measured, score.n())
                                < rule.least().failures()
                ? SliceFinding.undecided(slice, found.text() + " Too few of them failed to say.")
                : found;
    }

    /** How many of the rows of a share were bad. */
    static double bad(Threshold.Side side, Score.Measured share, long n) {
        return Math.rint(n * (side.lessIsWorse() ? 1 - share.value() : share.value()));
    }

    private Score.Measured read(Threshold threshold, Score.Measured measured, long n) {
        boolean asMeasured = threshold.reading() != Threshold.Reading.INTERVAL
                || threshold.confidence() == Threshold.USUAL_CONFIDENCE;
        return asMeasured ? measured : intervals.of(measured.value(), n, threshold.confidence());
    }

    private static String words(Rule rule, String about, Score.Measured number, long n) {
        String interval = rule.threshold().reading() == Threshold.Reading.INTERVAL
                ? ", " + Wording.number(100 * rule.threshold().confidence()) + " % interval "
                        + Wording.number(number.lower()) + " to " + Wording.number(number.upper())
                : "";
        return about + ": " + Wording.number(number.value()) + " (n " + n + interval + ")";
    }
}
