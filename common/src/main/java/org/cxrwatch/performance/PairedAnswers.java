package org.cxrwatch.performance;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.ShareDifference.Counts;

/**
 * Labelled images that two versions both scored. Only those on which one was right and the other wrong tell them apart.
 *
 * @param bothRight images both got right
 * @param onlyFirst images only the first got right
 * @param onlySecond images only the second got right
 * @param bothWrong images both got wrong
 */
public record PairedAnswers(long bothRight, long onlyFirst, long onlySecond, long bothWrong) {

    /** No images. */
    public static final PairedAnswers NONE = new PairedAnswers(0, 0, 0, 0);

    private static final double ACCURACY = 1e-12;
    private static final int EVALUATIONS = 200;

    /** Checks the counts. */
    public PairedAnswers {
        if (Math.min(Math.min(bothRight, onlyFirst), Math.min(onlySecond, bothWrong)) < 0) {
            throw new IllegalArgumentException("Images are counted from 0, got " + bothRight + ", " + onlyFirst + ", "
                    + onlySecond + " and " + bothWrong + ".");
        }
    }

    /** Both together. */
    public PairedAnswers plus(PairedAnswers other) {
        return new PairedAnswers(
                bothRight + other.bothRight,
                onlyFirst + other.onlyFirst,
                onlySecond + other.onlySecond,
                bothWrong + other.bothWrong);
    }

    /** What the first got right, of all images. */
    public Counts first() {
        return new Counts(bothRight + onlyFirst, images());
    }

    /** What the second got right, of all images. */
    public Counts second() {
        return new Counts(bothRight + onlySecond, images());
    }

    /** All images. */
    public long images() {
        return bothRight + onlyFirst + onlySecond + bothWrong;
    }

    /** Images on which they differ. */
    public long discordant() {
        return onlyFirst + onlySecond;
    }

    /**
     * McNemar's test with mid-p (Fagerland, Lydersen and Laake 2013, doi:10.1186/1471-2288-13-91): by the binomial
     * distribution of the discordant images, twice the probability of fewer for the one that has fewer, and once that
     * of as many. 1 if there are none or as many of each. It keeps its level nearly always; the exact test is far below
     * its own.
     */
    public double midP() {
        return discordant() == 0 ? 1 : Math.min(1, exactTail() - probability());
    }

    private double exactTail() {
        return 2 * fair().cumulativeProbability(Math.toIntExact(Math.min(onlyFirst, onlySecond)));
    }

    private double probability() {
        return fair().probability(Math.toIntExact(onlyFirst));
    }

    private BinomialDistribution fair() {
        return BinomialDistribution.of(Math.toIntExact(discordant()), 0.5);
    }

    /**
     * The share the second got right less that of the first, (onlySecond − onlyFirst) / n, with Tango's 95 % score
     * interval (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;891::AID-SIM780&gt;3.0.CO;2-B): all δ that the score
     * test with the probabilities most likely under δ does not refuse. It lies in [−1, 1] and has a width although no
     * image differs. R has it as {@code PropCIs::scoreci.mp}. Too few rows if there is none.
     */
    public Score difference() {
        long n = images();
        if (n == 0) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        double difference = (double) (onlySecond - onlyFirst) / n;
        double lower = difference <= -1 ? -1 : root(delta -> z(delta) - Wilson.Z95, -1, difference);
        double upper = difference >= 1 ? 1 : root(delta -> z(delta) + Wilson.Z95, difference, 1);
        return Score.of(difference, lower, upper);
    }

    private static double root(DoubleUnaryOperator function, double low, double high) {
        return new BrentSolver(ACCURACY).solve(EVALUATIONS, function::applyAsDouble, low, high);
    }

    /** The score statistic of a difference δ; it falls with δ. */
    private double z(double delta) {
        double n = images();
        double linear = (2 * n - onlySecond + onlyFirst) * delta - discordant();
        double constant = -onlyFirst * delta * (1 - delta);
        double onlyFirstMostLikely = (Math.sqrt(linear * linear - 8 * n * constant) - linear) / (4 * n);
        double variance = n * (2 * onlyFirstMostLikely + delta * (1 - delta));
        double distance = onlySecond - onlyFirst - n * delta;
        return distance == 0 ? 0 : distance / Math.sqrt(Math.max(Double.MIN_NORMAL, variance));
    }
}
