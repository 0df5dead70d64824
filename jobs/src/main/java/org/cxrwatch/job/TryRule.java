package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.JudgedWindow;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.alert.Rules;

/**
 * Tries a rule on days that were counted: scores them again as a night does, judges by that rule alone and folds. It
 * writes nothing and tells nobody.
 */
public final class TryRule {

    private final EvaluationPolicy policy;
    private final Evaluate.Stores stores;

    /** Tries rules with this policy, its rules apart, on what these stores hold. */
    public TryRule(EvaluationPolicy policy, Evaluate.Stores stores) {
        this.policy = policy;
        this.stores = stores;
    }

    /**
     * What the rule would have done.
     *
     * @param rule which
     * @param first the first day
     * @param last the last day
     * @param asOf only what had arrived by then counts
     */
    public RuleTrial run(Rule rule, LocalDate first, LocalDate last, Instant asOf) {
        LocalDate night = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(1);
        LocalDate from = night.plusDays(1).minus(policy.alertHorizon());
        Period lookingBack = first.isBefore(from)
                ? Period.ofDays((int) first.datesUntil(night.plusDays(1)).count())
                : policy.alertHorizon();
        EvaluationPolicy alone = policy.with(new Rules(List.of(rule))).lookingBack(lookingBack);
        NightInputs inputs = new NightInputs(alone, stores);
        TreeSet<LocalDate> days = first.datesUntil(last.plusDays(1)).collect(Collectors.toCollection(TreeSet::new));
        NightScorer scorer = inputs.scorer(first, asOf, inputs.read(first, night, asOf));
        List<JudgedWindow> judged =
                AlertNight.judging(alone).judge(scorer.score(night, asOf, days).findings());
        return RuleTrial.of(
                rule,
                judged.stream()
                        .filter(window -> days.contains(window.window().lastDay()))
                        .toList());
    }
}
