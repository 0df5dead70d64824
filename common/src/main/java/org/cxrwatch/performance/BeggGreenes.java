package org.cxrwatch.performance;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * How right the answers are, corrected for labels that come more often to some answers than to others (verification
 * bias). With π_k the share of all answers that stratum k holds and p_k the share of positives among its labelled,
 *
 * <pre>
 * sensitivity = A / (A + B),  A = Σ π_k p_k over strata said to be positive, B over the others;
 * specificity the same with the classes exchanged;  prevalence = A + B;  accuracy = Σ π_k (share right in k);
 * precision and NPV: the share right among the answers of their kind.
 * </pre>
 *
 * With one stratum a class this is Begg and Greenes's correction; precision and NPV are then the naive ones. It rests
 * on labels being given at random <em>within</em> a stratum, which the labels themselves cannot show. Intervals: ±
 * 1.96 standard errors of the log odds by the delta method, the variance being that of p_k (binomial) and of π_k
 * (multinomial),
 *
 * <pre>
 * Var logit sensitivity = Σ (π_k/S_k)² p_k (1 − p_k)/n_k + (1/N) Σ π_k (p_k/S_k)²,  S_k = A or B,
 * </pre>
 *
 * where the p_k of variances have half a row added on either side. All are shares in [0, 1]; n is the labelled
 * positives for sensitivity, negatives for specificity, those of the kind for precision and NPV, else all labelled.
 * Least n: a label in each stratum that holds answers, else TOO_FEW_ROWS: nothing can stand for those answers.
 * NO_LABELS_YET before the first. Source: doi:10.2307/2530820 (Begg and Greenes 1983).
 *
 * @param sensitivity share of positives that were found
 * @param specificity share of others that were left alone
 * @param accuracy share of answers that are right
 * @param prevalence share of positives among all answers, labelled or not
 * @param precision share of positives among those said to be
 * @param npv share of others among those said to be
 */
public record BeggGreenes(
        MetricValue sensitivity,
        MetricValue specificity,
        MetricValue accuracy,
        MetricValue prevalence,
        MetricValue precision,
        MetricValue npv) {

    /** From strata of all answers of a window; their order does not matter. */
    public static BeggGreenes of(List<VerifiedStratum> strata) {
        Answers all = new Answers(
                strata.stream().filter(each -> each.answers() > 0).toList(),
                strata.stream().allMatch(each -> each.labelled() == 0) ? Reason.NO_LABELS_YET : Reason.TOO_FEW_ROWS);
        return new BeggGreenes(
                found(all),
                found(all.exchanged()),
                mean(all, VerifiedStratum::right),
                mean(all, VerifiedStratum::positives),
                mean(all.said(VerifiedStratum.Said.POSITIVE), VerifiedStratum::right),
                mean(all.said(VerifiedStratum.Said.NEGATIVE), VerifiedStratum::right));
    }

    /** Strata that hold answers, and why there is no number where some of them lack labels. */
    private record Answers(List<VerifiedStratum> strata, Reason absence) {

        Answers exchanged() {
            return new Answers(strata.stream().map(VerifiedStratum::exchanged).toList(), absence);
        }

        Answers said(VerifiedStratum.Said said) {
            return new Answers(
                    strata.stream().filter(each -> each.said() == said).toList(), absence);
        }

        boolean areLabelled() {
            return !strata.isEmpty() && strata.stream().allMatch(each -> each.labelled() > 0);
        }

        long sum(ToLongFunction<VerifiedStratum> count) {
            return strata.stream().mapToLong(count).sum();
        }
    }

    /** The sensitivity. */
    private static MetricValue found(Answers answers) {
        long positives = answers.sum(VerifiedStratum::positives);
        if (!answers.areLabelled() || positives == 0) {
            return MetricValue.none(answers.absence(), positives);
        }
        double all = answers.sum(VerifiedStratum::answers);
        Parts counted = Parts.of(answers.strata(), all, stratum -> stratum.share(stratum.positives()));
        Parts smoothed = Parts.of(answers.strata(), all, stratum -> stratum.smoothed(stratum.positives()));
        if (!(smoothed.found() > 0 && smoothed.missed() > 0)) {
            return Wilson.share(smoothed.found() > 0 ? positives : 0, positives);
        }
        Parts centre = counted.found() > 0 && counted.missed() > 0 ? counted : smoothed;
        double variance = 0;
        for (VerifiedStratum stratum : answers.strata()) {
            double part = stratum.answers() / all / centre.side(stratum.said());
            double positive = stratum.smoothed(stratum.positives());
            variance += part * part * positive * (1 - positive) / stratum.labelled()
                    + part * positive * positive / all / centre.side(stratum.said());
        }
        double value = counted.found() / (counted.found() + counted.missed());
        return interval(value, centre.logOdds(), Math.sqrt(variance), positives);
    }

    /** A and B of the formula. */
    private record Parts(double found, double missed) {

        static Parts of(List<VerifiedStratum> strata, double all, ToDoubleFunction<VerifiedStratum> positive) {
            double found = 0;
            double missed = 0;
            for (VerifiedStratum stratum : strata) {
                double part = stratum.answers() / all * positive.applyAsDouble(stratum);
                found += stratum.said() == VerifiedStratum.Said.POSITIVE ? part : 0;
                missed += stratum.said() == VerifiedStratum.Said.POSITIVE ? 0 : part;
            }
            return new Parts(found, missed);
        }

        double side(VerifiedStratum.Said said) {
            return said == VerifiedStratum.Said.POSITIVE ? found : missed;
        }

        LogOdds logOdds() {
            return new LogOdds(Math.log(found) - Math.log(missed));
        }
    }

    /** A share of all answers of these strata. */
    private static MetricValue mean(Answers answers, ToLongFunction<VerifiedStratum> hits) {
        long labelled = answers.sum(VerifiedStratum::labelled);
        if (!answers.areLabelled()) {
            return MetricValue.none(answers.absence(), labelled);
        }
        double all = answers.sum(VerifiedStratum::answers);
        double counted = 0;
        double smoothed = 0;
        double squares = 0;
        double variance = 0;
        for (VerifiedStratum stratum : answers.strata()) {
            double share = stratum.answers() / all;
            double hit = stratum.smoothed(hits.applyAsLong(stratum));
            counted += share * stratum.share(hits.applyAsLong(stratum));
            smoothed += share * hit;
            squares += share * hit * hit;
            variance += share * share * hit * (1 - hit) / stratum.labelled();
        }
        variance += Math.max(0, squares - smoothed * smoothed) / all;
        double centre = counted > 0 && counted < 1 ? counted : smoothed;
        return interval(
                Range.SHARE.cut(counted), LogOdds.of(centre), Math.sqrt(variance) / (centre * (1 - centre)), labelled);
    }

    /** The interval about what may have been smoothed, widened to hold the number itself. */
    private static MetricValue interval(double value, LogOdds centre, double standardError, long n) {
        return centre.within(standardError)
                .measured()
                .map(about -> new MetricValue(
                        Score.of(value, Math.min(value, about.lower()), Math.max(value, about.upper())), n))
                .orElseGet(() -> MetricValue.none(Reason.NOT_FINITE, n));
    }
}
