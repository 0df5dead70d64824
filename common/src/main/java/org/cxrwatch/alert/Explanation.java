package org.cxrwatch.alert;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/** Judges the slices of one rule, scope and window together: the causes raise, what they explain does not. */
final class Explanation {

    private static final Comparator<SliceFinding> MOST_URGENT_THEN_WIDEST = Comparator.comparing(
                    (SliceFinding finding) -> finding.severity().orElseThrow(), Comparator.reverseOrder())
            .thenComparing(SliceFinding::slice);

    private final Rule rule;
    private final String scope;
    private final Symptoms symptoms;

    Explanation(Rule rule, String scope) {
        this(rule, scope, Symptoms.OF_ONE_KIND);
    }

    Explanation(Rule rule, String scope, Symptoms symptoms) {
        this.rule = rule;
        this.scope = scope;
        this.symptoms = symptoms;
    }

    /**
     * The judgements. If none of the causes fired by itself, the most urgent slice that did raises: nothing is
     * explained away by what nobody is told of.
     */
    List<Judgement> judgements(List<SliceFinding> findings, Set<Slice> causes) {
        Set<Slice> fired = findings.stream()
                .filter(SliceFinding::fired)
                .map(SliceFinding::slice)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Slice> named = new TreeSet<>(causes);
        named.retainAll(fired);
        if (named.isEmpty()) {
            findings.stream()
                    .filter(SliceFinding::fired)
                    .min(MOST_URGENT_THEN_WIDEST)
                    .map(SliceFinding::slice)
                    .ifPresent(named::add);
        }
        return findings.stream()
                .map(finding -> judgement(finding, named, symptoms.of(finding.slice(), named, fired)))
                .toList();
    }

    private Judgement judgement(SliceFinding finding, Set<Slice> causes, List<Slice> moved) {
        AlertKey key = rule.key(scope, finding.slice());
        return switch (finding.standing()) {
            case FINE -> new Judgement.Clear(key, finding.text());
            case UNDECIDED -> new Judgement.Undecided(key, finding.text());
            case BEYOND ->
                causes.contains(finding.slice())
                        ? new Judgement.Raised(key, finding.severity().orElseThrow(), finding.text(), moved)
                        : explained(key, finding, causes);
        };
    }

    /** The judgements where all that fired is explained by slices that something else is raised of. */
    List<Judgement> explainedBy(List<SliceFinding> findings, Set<Slice> elsewhere) {
        return findings.stream()
                .map(finding -> finding.fired()
                        ? explained(rule.key(scope, finding.slice()), finding, elsewhere)
                        : judgement(finding, Set.of(), List.of()))
                .toList();
    }

    /** All predictions together stay bad only as a cause; a slice stays what it is while it shows it. */
    private static Judgement explained(AlertKey key, SliceFinding finding, Set<Slice> causes) {
        String text = finding.text() + " Explained by "
                + causes.stream().map(Slice::toString).collect(Collectors.joining(", ")) + ".";
        return finding.slice().isAll() ? new Judgement.Clear(key, text) : new Judgement.Explained(key, text);
    }

    /** The slices that fired. */
    static Set<Slice> fired(List<SliceFinding> findings) {
        return findings.stream()
                .filter(SliceFinding::fired)
                .map(SliceFinding::slice)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
