package org.cxrwatch.alert;

import java.util.List;
import java.util.Locale;
import org.cxrwatch.model.Scope;
import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.window.Window;

/** Judges the labels of whole days: too few of them where they should have come by now. */
final class LabelJudge {

    private final Rule rule;

    LabelJudge(Rule rule) {
        this.rule = rule;
    }

    /** The readings of one day: of one cause and its symptoms. */
    List<Judgement> judge(Window day, List<LabelReading> readings) {
        List<SliceFinding> findings = readings.stream()
                .map(LabelReading::finding)
                .filter(found -> rule.coverage().covers(Scope.SERVICE, found.day().slice()))
                .map(found -> finding(day, found))
                .toList();
        return new Explanation(rule, Scope.SERVICE.toString())
                .judgements(findings, CommonAttribution.causes(findings));
    }

    private SliceFinding finding(Window day, LabelShortage.Finding found) {
        String about = String.format(
                Locale.ROOT,
                "Of %d predictions%s on %s %d have a label after %d days, %.0f are usual by then",
                found.day().rows(),
                found.day().slice().isAll() ? "" : " at " + found.day().slice(),
                Wording.when(day),
                found.day().labels(),
                found.day().age(),
                found.expected());
        return found.isShort()
                ? SliceFinding.beyond(
                        found.day().slice(),
                        rule.threshold().levels().get(0).severity(),
                        about + " (adjusted p " + Wording.number(found.adjusted())
                                + "): accuracy there is not known as it should be; see that labels are sent.")
                : SliceFinding.fine(found.day().slice(), about + ".");
    }
}
