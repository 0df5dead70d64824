package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.LabelPart;

/**
 * Decides concept drift: accuracy fell by more than a tenth of the baseline's, and not by chance.
 *
 * <p>p is Fisher's exact one-sided probability of so few right answers given both samples' totals. The family is every
 * slice whose final labels will suffice, known from its rows alone, so it does not grow as labels come. The drop is
 * relative, max(0, (a_R − a_C) / a_R); where the baseline was never right it has no value.
 */
public final class ConceptDecision {

    /** The subject's name. */
    public static final String SUBJECT = "accuracy";

    /** A smaller relative drop is not worth a call. */
    static final double LEAST_DROP = 0.10;

    private final DriftPolicy policy;

    /** Standard errors that a drop must reach to be decided if it were the only one looked at. */
    private final double leastSigma;

    /** Decides by this policy. */
    public ConceptDecision(DriftPolicy policy) {
        this.policy = policy;
        this.leastSigma = NormalDistribution.of(0, 1).inverseSurvivalProbability(policy.conceptRate());
    }

    /**
     * Both sides' labels, as known at the same instant.
     *
     * @param baseline labels of the baseline's days by slice
     * @param maturity what is usual
     */
    public record Labels(Map<Slice, LabelPart> baseline, LabelMaturity maturity) {}

    private record Pair(Slice slice, AccuracyCount before, AccuracyCount after) {}

    /** Scores and decides every slice of a window. */
    public List<SubjectScore> decide(DriftReference reference, Labels labels, WindowParts window) {
        List<SubjectScore> scores = new ArrayList<>();
        List<Integer> tested = new ArrayList<>();
        int family = 0;
        for (Slice slice : reference.sliceNames()) {
            Pair pair = new Pair(slice, count(labels.baseline(), slice), count(window.labels(), slice));
            SubjectScore score = score(reference, labels.maturity(), window, pair);
            if (score.distance().measured().isPresent()) {
                tested.add(scores.size());
            }
            family += labels.maturity().willBeMature(slice, window.rows(slice)) ? 1 : 0;
            scores.add(score);
        }
        decide(scores, tested, Math.max(family, tested.size()));
        return scores;
    }

    private void decide(List<SubjectScore> scores, List<Integer> tested, int family) {
        List<Double> adjusted = BenjaminiHochberg.adjust(
                tested.stream().map(i -> scores.get(i).evidence().p()).toList(), family);
        for (int t = 0; t < tested.size(); t++) {
            SubjectScore score = scores.get(tested.get(t));
            double drop = score.distance().number().orElseThrow();
            boolean drifted = adjusted.get(t) <= policy.conceptRate() && drop > LEAST_DROP;
            scores.set(
                    tested.get(t), score.decided(drifted ? Decision.DRIFTED : Decision.NOT_DRIFTED, adjusted.get(t)));
        }
    }

    private SubjectScore score(DriftReference reference, LabelMaturity maturity, WindowParts window, Pair pair) {
        Score drop = reference.overlaps(window)
                ? Score.none(Reason.IN_BASELINE)
                : drop(maturity, pair, window.rows(pair.slice()));
        Map<String, Double> aids = new TreeMap<>();
        aids.put("accuracy_before", pair.before().accuracy());
        aids.put("accuracy_after", pair.after().accuracy());
        SubjectScore.Evidence evidence = drop.measured().isPresent()
                ? evidence(pair.before(), pair.after())
                : SubjectScore.Evidence.none(
                        pair.after().labelled(), pair.before().labelled());
        return SubjectScore.tested(
                new SubjectScore.Asked(window, pair.slice(), DriftKind.CONCEPT, SUBJECT, reference.reference()),
                drop,
                evidence,
                aids);
    }

    private static Score drop(LabelMaturity maturity, Pair pair, long rows) {
        if (pair.after().labelled() == 0 || pair.before().labelled() == 0) {
            return Score.none(Reason.NO_LABELS_YET);
        }
        if (!maturity.isMature(pair.slice(), rows, pair.after().labelled())) {
            boolean tooFew = maturity.isKnown() && !maturity.willBeMature(pair.slice(), rows);
            return Score.none(tooFew ? Reason.TOO_FEW_ROWS : Reason.LABELS_IMMATURE);
        }
        if (pair.before().labelled() < maturity.policy().leastLabels()) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        double before = pair.before().accuracy();
        if (!(before > 0)) {
            return Score.none(Reason.NOT_FINITE);
        }
        return Score.of(Math.max(0, (before - pair.after().accuracy()) / before));
    }

    private SubjectScore.Evidence evidence(AccuracyCount before, AccuracyCount after) {
        AccuracyCount both = before.plus(after);
        double pooled = both.accuracy();
        double variance = (1.0 / before.labelled() + 1.0 / after.labelled())
                * pooled
                * (1 - pooled)
                / (before.accuracy() * before.accuracy());
        double drop = Math.max(0, (before.accuracy() - after.accuracy()) / before.accuracy());
        double expectedSquare = variance / 2;
        return new SubjectScore.Evidence(
                after.labelled(),
                before.labelled(),
                Math.sqrt(Math.max(0, drop * drop - expectedSquare)),
                Math.sqrt(expectedSquare),
                after.probabilityOfSoFew(before),
                1,
                Math.min(1, Math.max(LEAST_DROP, leastSigma * Math.sqrt(variance))));
    }

    private static AccuracyCount count(Map<Slice, LabelPart> labels, Slice slice) {
        LabelPart part = labels.get(slice);
        return part == null ? AccuracyCount.NONE : AccuracyCount.of(part);
    }
}
