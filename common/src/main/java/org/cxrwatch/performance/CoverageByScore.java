package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * Whether labels come to answers of some scores more often than to others: Pearson's chi-square of homogeneity of
 * labelled and unlabelled over the strata by score, neighbours joined until each expects 5 of both. Source: {@code
 * scipy.stats.chi2_contingency(correction=False)}.
 *
 * @param p the probability of shares at least as unlike if labels came to all alike; 1 where all or none are labelled
 *     or the strata are one; TOO_FEW_ROWS without answers
 * @param statistic Pearson's; 0 where nothing can differ
 * @param degrees strata compared less one
 */
public record CoverageByScore(Score p, double statistic, int degrees) {

    /** From this p down coverage is said to differ. */
    public static final double LEVEL = 0.01;

    private static final double LEAST_EXPECTED = 5;

    /** Compares the strata, in the order of scores. */
    public static CoverageByScore of(List<VerifiedStratum> strata) {
        long answers = strata.stream().mapToLong(VerifiedStratum::answers).sum();
        long labelled = strata.stream().mapToLong(VerifiedStratum::labelled).sum();
        if (answers == 0) {
            return new CoverageByScore(Score.none(Reason.TOO_FEW_ROWS), 0, 0);
        }
        double share = (double) labelled / answers;
        List<long[]> groups = groups(strata, LEAST_EXPECTED / Math.min(share, 1 - share));
        if (groups.size() < 2) {
            return new CoverageByScore(Score.of(1), 0, 0);
        }
        double statistic = 0;
        for (long[] group : groups) {
            double difference = group[1] - group[0] * share;
            statistic += difference * difference / (group[0] * share * (1 - share));
        }
        int degrees = groups.size() - 1;
        double p = ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
        return new CoverageByScore(Score.of(p), statistic, degrees);
    }

    /** Answers and labelled of neighbours that together hold so many answers. */
    private static List<long[]> groups(List<VerifiedStratum> strata, double leastAnswers) {
        List<long[]> groups = new ArrayList<>();
        long[] open = new long[2];
        for (VerifiedStratum stratum : strata) {
            open[0] += stratum.answers();
            open[1] += stratum.labelled();
            if (open[0] >= leastAnswers) {
                groups.add(open);
                open = new long[2];
            }
        }
        if (!groups.isEmpty()) {
            long[] last = groups.get(groups.size() - 1);
            last[0] += open[0];
            last[1] += open[1];
        }
        return groups;
    }

    /** Whether coverage differs by score, at {@link #LEVEL}. */
    public boolean differs() {
        return p.number().isPresent() && p.number().getAsDouble() <= LEVEL;
    }
}
