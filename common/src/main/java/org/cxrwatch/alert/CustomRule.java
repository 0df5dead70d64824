package org.cxrwatch.alert;

import java.util.List;
import org.cxrwatch.alert.Coverage.Subjects;
import org.cxrwatch.alert.Threshold.Reading;
import org.cxrwatch.alert.Threshold.Side;
import org.cxrwatch.window.WindowKind;

/** The rule of a metric that users define: a share of a day, in every slice, judged on evidence. */
public final class CustomRule {

    private CustomRule() {}

    /**
     * Fires when the whole 95 % interval of the share lies beyond a level, and is over when the share is on the good
     * side of the least urgent one.
     *
     * @param metric its name
     * @param side which side of a level is bad: {@link Side#ABOVE} or {@link Side#BELOW}
     * @param levels shares from 0 to 1, at least one
     * @param least predictions that are judged
     * @param windows for how many days in a row
     */
    public static Rule of(String metric, Side side, List<Level> levels, Least least, int windows) {
        Persistence usual = Persistence.of(WindowKind.DAY);
        return new Rule(
                AlertType.CUSTOM_METRIC.text() + "_" + metric,
                AlertType.CUSTOM_METRIC,
                metric,
                WindowKind.DAY,
                Coverage.everySliceOf(Subjects.MODELS),
                Threshold.of(side, levels, Reading.INTERVAL, Threshold.USUAL_CONFIDENCE),
                least,
                new Persistence(windows, usual.clearWindows()),
                Rules.runbook(AlertType.CUSTOM_METRIC));
    }
}
