package org.cxrwatch.alert;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelShortage;
import org.cxrwatch.window.Window;

/** Judges the labels of whole days: too few of them where they should have come by now. */
final class LabelJudge {

    private final Rule rule;
    private final Set<String> nested;
    private final Symptoms symptoms;

    /** Judges by this rule; the values of nested attributes name no cause. */
    LabelJudge(Rule rule, Set<String> nested, Symptoms symptoms) {
        this.rule = rule;
        this.nested = nested;
        this.symptoms = symptoms;
    }

    /** The readings of one day: of one cause and its symptoms. */
    List<Judgement> judge(Window day, List<LabelReading> readings) {
        List<LabelShortage.Finding> covered = readings.stream()
                .map(LabelReading::finding)
                .filter(found ->
                        rule.coverage().covers(Scope.SERVICE, found.day().slice()))
                .toList();
        List<SliceFinding> findings =
                covered.stream().map(found -> finding(day, found)).toList();
        Map<Slice, ShareAttribution.Change> changes = new TreeMap<>();
        covered.forEach(found -> changes.put(found.day().slice(), unlabelled(found)));
        return new Explanation(rule, Scope.SERVICE.toString(), symptoms)
                .judgements(findings, new ShareAttribution(changes, Explanation.fired(findings), nested).causes());
    }

    /** Answers without a label, and how many of them are usual at that age. */
    private static ShareAttribution.Change unlabelled(LabelShortage.Finding found) {
        double rows = found.day().rows();
        return new ShareAttribution.Change(
                new Share(rows - found.day().labels(), rows), Share.known(1 - found.expected() / rows));
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
                        about + " (adjusted p " + Probability.text(found.adjusted())
                                + "): accuracy there is not known as it should be; see that labels are sent.")
                : SliceFinding.fine(found.day().slice(), about + ".");
    }
}
