package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
                new SliceReference(List.of(before))
                        .subjects()
                        .forEach(subject -> scores.add(score(window, slice, subject)));
            }
        });
        return scores;
    }

    private SubjectScore score(WindowParts window, Slice slice, SubjectReference before) {
        DistributionPart rows = window.distributions().get(slice);
        Column column = before.subject().column(rows);
        SubjectTest test = before.test(column, dispersion(slice, before.subject()));
        return new SubjectScore(
                window.at(slice),
                before.subject().kind(),
                before.subject().name(),
                Reference.PREVIOUS,
                Score.of(test.effect().distance()),
                new SubjectScore.Evidence(
                        test.n(),
                        test.reference(),
                        test.effect().excess(),
                        Math.sqrt(test.effect().expectedSquare()),
                        test.p(),
                        Double.NaN,
                        Double.NaN),
                Decision.NOT_DECIDED,
                ReadingAids.of(before, column, rows, leastRows),
                Optional.empty());
    }

    private Dispersion dispersion(Slice slice, Subject subject) {
        return baseline.flatMap(reference -> reference.find(slice))
                .flatMap(side -> side.find(subject).map(side::dispersion))
                .orElse(Dispersion.UNKNOWN);
    }

    private static SubjectScore unmeasured(WindowParts window, Slice slice, Subject subject, long before) {
        return new SubjectScore(
                window.at(slice),
                subject.kind(),
                subject.name(),
                Reference.PREVIOUS,
                Score.none(Reason.TOO_FEW_ROWS),
                SubjectScore.Evidence.none(window.rows(slice), before),
                Decision.NOT_DECIDED,
                new TreeMap<>(),
                Optional.empty());
    }
}
