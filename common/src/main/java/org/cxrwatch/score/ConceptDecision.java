package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final DriftPolicy policy;

    /** Decides by this policy. */
    public ConceptDecision(DriftPolicy policy) {
        this.policy = policy;
    }

    /**
     * Both sides' labels, as known at the same instant.
     *
     * @param baseline labels of the baseline's days by slice
     * @param maturity what is usual
     */
    public record Labels(Map<Slice, LabelPart> baseline, LabelMaturity maturity) {}

    private record Pair(Slice slice, AccuracyCount before, AccuracyCount after, Score drop) {}

    /** Scores and decides every slice of a window. */
    public List<SubjectScore> decide(DriftReference reference, Labels labels, WindowParts window) {
        List<Pair> pairs = reference.sliceNames().stream()
                .map(slice -> pair(reference, labels, window, slice))
                .toList();
        List<Integer> tested = IntStream.range(0, pairs.size())
                .filter(i -> pairs.get(i).drop().measured().isPresent())
                .boxed()
                .toList();
        int willBeMature = (int) pairs.stream()
                .filter(pair -> labels.maturity().willBeMature(pair.slice(), window.rows(pair.slice())))
                .count();
        int family = Math.max(willBeMature, tested.size());
        List<SubjectScore> scores = new ArrayList<>();
        pairs.forEach(pair -> scores.add(score(reference, window, pair, family)));
        decide(scores, tested, family);
        return scores;
    }

    private static Pair pair(DriftReference reference, Labels labels, WindowParts window, Slice slice) {
        AccuracyCount before = count(labels.baseline(), slice);
        AccuracyCount after = count(window.labels(), slice);
        Score drop = reference.overlaps(window)
                ? Score.none(Reason.IN_BASELINE)
                : drop(labels.maturity(), slice, window.rows(slice), before, after);
        return new Pair(slice, before, after, drop);
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

    private SubjectScore score(DriftReference reference, WindowParts window, Pair pair, int family) {
        Map<String, Double> aids = new TreeMap<>();
        aids.put("accuracy_before", pair.before().accuracy());
        aids.put("accuracy_after", pair.after().accuracy());
        SubjectScore.Evidence evidence = pair.drop().measured().isPresent()
                ? evidence(pair.before(), pair.after(), family)
                : SubjectScore.Evidence.none(
                        pair.after().labelled(), pair.before().labelled());
        return SubjectScore.tested(
                new SubjectScore.Asked(window, pair.slice(), DriftKind.CONCEPT, SUBJECT, reference.reference()),
                pair.drop(),
                evidence,
                aids);
    }

    private static Score drop(
            LabelMaturity maturity, Slice slice, long rows, AccuracyCount before, AccuracyCount after) {
        if (after.labelled() == 0 || before.labelled() == 0) {
            return Score.none(Reason.NO_LABELS_YET);
        }
        if (!maturity.isMature(slice, rows, after.labelled())) {
            boolean tooFew = maturity.isKnown() && !maturity.willBeMature(slice, rows);
            return Score.none(tooFew ? Reason.TOO_FEW_ROWS : Reason.LABELS_IMMATURE);
        }
        if (before.labelled() < maturity.policy().leastLabels()) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        if (!(before.accuracy() > 0)) {
            return Score.none(Reason.NOT_FINITE);
        }
        return Score.of(Math.max(0, (before.accuracy() - after.accuracy()) / before.accuracy()));
    }

    private SubjectScore.Evidence evidence(AccuracyCount before, AccuracyCount after, int family) {
        AccuracyCount both = before.plus(after);
        double pooled = both.accuracy();
        double variance = (1.0 / before.labelled() + 1.0 / after.labelled())
                * pooled
                * (1 - pooled)
                / (before.accuracy() * before.accuracy());
        double drop = Math.max(0, (before.accuracy() - after.accuracy()) / before.accuracy());
        // A drop is max(0, .), which keeps the half of a symmetric error's square that lies above 0.
        double expectedSquare = variance / 2;
        double leastSigma = NORMAL.inverseSurvivalProbability(policy.conceptRate() / family);
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
