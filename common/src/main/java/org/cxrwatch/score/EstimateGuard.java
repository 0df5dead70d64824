package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.estimate.Calibration;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.DistributionPart;

/**
 * Says when an estimate without labels is unsafe, and why. Such an estimate supposes that a score means what it meant
 * in the baseline. It does not
 *
 * <ul>
 *   <li>when prevalence moved: the label-free prevalence is off by {@value #LEAST_MOVE} and more, and its 99.9 %
 *       interval leaves the baseline's out;
 *   <li>when the answers moved otherwise: prediction drift of severity medium or more is decided;
 *   <li>when the images are others: data drift of severity high or more is decided;
 *   <li>when more than {@value #MOST_OUTSIDE} of the scores lie beyond all that were labelled in the baseline.
 * </ul>
 *
 * <p>It can miss: images that changed without moving a feature, an answer or prevalence. That is what the running error
 * of past estimates is for.
 */
public final class EstimateGuard {

    private static final double LEAST_MOVE = 0.15;
    private static final double MOST_OUTSIDE = 0.05;

    /** Quantiles of the standard normal: 99.9 % over 95 %. */
    private static final double WIDER = 3.290526731491894 / Wilson.Z95;

    private final Calibration calibration;
    private final DriftPolicy policy;

    /** Guards the estimates of this calibration. */
    public EstimateGuard(Calibration calibration, DriftPolicy policy) {
        this.calibration = calibration;
        this.policy = policy;
    }

    /**
     * What is known of a window's slice.
     *
     * @param window its rows
     * @param scores its decided drift scores, against the baseline the calibration was learnt from
     * @param prevalence its label-free prevalence
     * @param usualPrevalence that of the baseline
     */
    public record Evidence(
            DistributionPart window, List<SubjectScore> scores, MetricValue prevalence, double usualPrevalence) {

        /** Copies the list. */
        public Evidence {
            scores = List.copyOf(scores);
        }
    }

    /** Whether the estimate may be believed; nothing is doubted where nothing was learnt, as there is none. */
    public EstimateTrust judge(Evidence evidence) {
        if (calibration.absence().isPresent()) {
            return new EstimateTrust(List.of());
        }
        List<EstimateTrust.Doubt> doubts = new ArrayList<>();
        Optional<SubjectScore> answers = worst(evidence, DriftKind.PREDICTION, Severity.MEDIUM);
        Optional<Score.Measured> moved = evidence.prevalence()
                .score()
                .measured()
                .filter(found -> isElsewhere(found, evidence.usualPrevalence()));
        if (moved.isPresent()) {
            doubts.add(prevalence(moved.get(), evidence.usualPrevalence()));
        } else {
            answers.map(EstimateGuard::answers).ifPresent(doubts::add);
        }
        worst(evidence, DriftKind.DATA, Severity.HIGH)
                .map(EstimateGuard::inputs)
                .ifPresent(doubts::add);
        outside(evidence.window()).ifPresent(doubts::add);
        return new EstimateTrust(doubts);
    }

    private Optional<SubjectScore> worst(Evidence evidence, DriftKind kind, Severity atLeast) {
        return evidence.scores().stream()
                .filter(score -> score.kind() == kind && score.drifted())
                .max(Comparator.comparingDouble(score -> score.evidence().excess()))
                .filter(score -> policy.severityOf(score.evidence().excess()).compareTo(atLeast) >= 0);
    }

    private static boolean isElsewhere(Score.Measured found, double usual) {
        double away = Math.abs(found.value() - usual);
        double half = WIDER * (found.value() > usual ? found.value() - found.lower() : found.upper() - found.value());
        return away >= LEAST_MOVE && away > half;
    }

    private EstimateTrust.Doubt prevalence(Score.Measured found, double usual) {
        return new EstimateTrust.Doubt(
                EstimateTrust.Kind.PREVALENCE_MOVED,
                String.format(
                        Locale.ROOT,
                        "prevalence moved, or the scores as if it had: %.0f %% %s (95 %% %.0f to %.0f) explain them,"
                                + " in the baseline %.0f %%",
                        100 * found.value(),
                        calibration.positiveClass(),
                        100 * found.lower(),
                        100 * found.upper(),
                        100 * usual));
    }

    private static EstimateTrust.Doubt answers(SubjectScore moved) {
        return new EstimateTrust.Doubt(
                EstimateTrust.Kind.ANSWERS_MOVED,
                "the answers moved: " + words(moved) + ", and no other prevalence explains that");
    }

    private static EstimateTrust.Doubt inputs(SubjectScore moved) {
        return new EstimateTrust.Doubt(
                EstimateTrust.Kind.INPUTS_MOVED, "the images left what it was learnt on: " + words(moved));
    }

    private static String words(SubjectScore moved) {
        return String.format(
                Locale.ROOT,
                "%s by %.2f beyond chance",
                moved.subject(),
                moved.evidence().excess());
    }

    private Optional<EstimateTrust.Doubt> outside(DistributionPart window) {
        AdaptiveHistogram scores = window.positiveScore().histogram();
        long outside = 0;
        for (int i = 0; i < scores.size(); i++) {
            outside += calibration.covers(scores.lowerAt(i), scores.upperAt(i)) ? 0 : scores.countAt(i);
        }
        if (scores.total() == 0 || outside <= MOST_OUTSIDE * scores.total()) {
            return Optional.empty();
        }
        return Optional.of(new EstimateTrust.Doubt(
                EstimateTrust.Kind.SCORES_OUTSIDE,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the scores lie beyond all that were labelled in the baseline",
                        100.0 * outside / scores.total())));
    }
}
