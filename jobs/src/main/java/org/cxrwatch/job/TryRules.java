package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.JudgedWindow;
import org.cxrwatch.alert.Rule;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.alert.Rules;

/**
 * Tries rules on days that were counted: scores them again as a night does, once for all of the rules, and judges by
 * each alone. It writes nothing and tells nobody.
 */
public final class TryRules {

    private final EvaluationPolicy policy;
    private final Evaluate.Stores stores;

    /** Tries rules with this policy, its rules apart, on what these stores hold. */
    public TryRules(EvaluationPolicy policy, Evaluate.Stores stores) {
        this.policy = policy;
        this.stores = stores;
    }

    /**
     * What each rule would have done were it the only one, in the order of the rules.
     *
     * @param rules which, at least one
     * @param first the first day
     * @param last the last day
     * @param asOf only what had arrived by then counts
     */
    public List<RuleTrial> run(List<Rule> rules, LocalDate first, LocalDate last, Instant asOf) {
        LocalDate night = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(1);
        LocalDate from = night.plusDays(1).minus(policy.alertHorizon());
        Period lookingBack = first.isBefore(from)
                ? Period.ofDays((int) first.datesUntil(night.plusDays(1)).count())
                : policy.alertHorizon();
        EvaluationPolicy tried = policy.with(new Rules(rules)).lookingBack(lookingBack);
        NightInputs inputs = new NightInputs(tried, stores);
        TreeSet<LocalDate> days = first.datesUntil(last.plusDays(1)).collect(Collectors.toCollection(TreeSet::new));
        NightScorer scorer = inputs.scorer(first, asOf, inputs.read(first, night, asOf));
        Findings findings = scorer.score(night, asOf, days).findings();
        return rules.stream().map(rule -> trial(rule, tried, findings, days)).toList();
    }

    private static RuleTrial trial(Rule rule, EvaluationPolicy tried, Findings findings, Set<LocalDate> days) {
        List<JudgedWindow> judged =
                AlertNight.judging(tried.with(new Rules(List.of(rule)))).judge(findings);
        return RuleTrial.of(
                rule,
                judged.stream()
                        .filter(window -> days.contains(window.window().lastDay()))
                        .toList());
    }
}
