package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cxrwatch.model.AlertSeverity;

/**
 * What a rule alone would have done over some windows, had it been in force and all known that is known now.
 *
 * @param judged what it says of each window, in window order
 * @param fired when it would have been open, with the case each would have founded or joined, in order of opening
 */
public record RuleTrial(List<JudgedWindow> judged, List<Fired> fired) {

    /**
     * One time that it would have been open.
     *
     * @param occurrence which alert, from when to when, how bad
     * @param caseId its case, of this rule's alerts alone
     */
    public record Fired(Occurrence occurrence, String caseId) {}

    /** Copies the lists. */
    public RuleTrial {
        judged = List.copyOf(judged);
        fired = List.copyOf(fired);
    }

    /** Folds what a rule says of windows, from nothing on. */
    public static RuleTrial of(Rule rule, Collection<JudgedWindow> windows) {
        List<JudgedWindow> judged = windows.stream()
                .sorted(Comparator.comparing(JudgedWindow::window))
                .toList();
        Folded folded = new AlertFold(key -> rule.persistence()).fold(Checkpoint.NONE, judged);
        Cases cases = new Cases(List.of());
        List<Fired> fired = new ArrayList<>();
        folded.occurrences().stream()
                .sorted(Comparator.comparing((Occurrence each) ->
                                each.found().span().opened().start())
                        .thenComparing(Occurrence::key))
                .forEach(each -> fired.add(new Fired(each, cases.caseOf(each.key(), each))));
        return new RuleTrial(judged, fired);
    }

    /** The cases that people would have been told of: each opens with one message a receiver. */
    public Set<String> casesTold() {
        Set<String> told = new TreeSet<>();
        fired.stream()
                .filter(each -> each.occurrence().found().severity() != AlertSeverity.INFO)
                .forEach(each -> told.add(each.caseId()));
        return told;
    }
}
