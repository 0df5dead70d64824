package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * Compares a window with the one of the same kind before it. It informs and decides nothing, as it would speak of every
 * recovery. How much days differ is taken from the baseline; without one p knows only chance, and is too small.
 */
public final class PreviousComparison {

    private final long leastRows;
    private final Optional<DriftReference> baseline;

    /** Compares slices of at least so many rows on both sides; {@code baseline} tells how much days differ. */
    public PreviousComparison(long leastRows, Optional<DriftReference> baseline) {
        this.leastRows = leastRows;
        this.baseline = baseline;
    }

    /** The scores of every slice of a window, in order; in each the subjects of both sides, or of one. */
    public List<SubjectScore> compare(WindowParts previous, WindowParts window) {
        List<SubjectScore> scores = new ArrayList<>();
        window.distributions().forEach((slice, after) -> {
            DistributionPart before =
                    previous.distributions().getOrDefault(slice, DistributionPart.empty(after.resolution()));
            if (before.rows() < leastRows || after.rows() < leastRows) {
                Subject.of(after).forEach(subject -> scores.add(unmeasured(window, slice, subject, before.rows())));
            } else {
                SliceReference.of(before, previous.days(slice))
                        .subjects()
                        .forEach(subject -> scores.add(score(window, slice, subject)));
            }
        });
        return scores;
    }

    private SubjectScore score(WindowParts window, Slice slice, SubjectReference before) {
        DistributionPart rows = window.distributions().get(slice);
        Column column = before.subject().column(rows);
        SubjectTest test = before.test(column, window.days(slice), dispersion(slice, before));
        return SubjectScore.tested(
                new SubjectScore.Asked(window, slice, before.subject(), Reference.PREVIOUS),
                Score.of(test.effect().distance()),
                new SubjectScore.Evidence(
                        test.n(),
                        test.reference(),
                        test.effect().excess(),
                        Math.sqrt(test.effect().expectedSquare()),
                        test.p(),
                        Double.NaN,
                        Double.NaN),
                ReadingAids.of(before, column, rows, leastRows));
    }

    private Dispersion dispersion(Slice slice, SubjectReference before) {
        return baseline.flatMap(reference -> reference.find(slice))
                .flatMap(side -> side.find(before.subject()).map(side::dispersion))
                .orElseGet(() -> Dispersion.unknown(before.whole().rows()));
    }

    private static SubjectScore unmeasured(WindowParts window, Slice slice, Subject subject, long before) {
        return SubjectScore.unmeasured(
                new SubjectScore.Asked(window, slice, subject, Reference.PREVIOUS), Reason.TOO_FEW_ROWS, before);
    }
}
