package org.cxrwatch.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Keyed;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Resolution;

/**
 * All answers of a window and the labels among them, parted by what was answered and how sure.
 *
 * @param byAnswer one stratum of positive answers and one of all others
 * @param byScore at most {@value #BINS} strata of each by positive score, of equally many answers, in the order of
 *     scores; answers without a finite score are a further one
 */
public record VerificationStrata(List<VerifiedStratum> byAnswer, List<VerifiedStratum> byScore) {

    /** The most bins of scores an answer's rows are parted into. */
    public static final int BINS = 5;

    /** Copies the lists. */
    public VerificationStrata {
        byAnswer = List.copyOf(byAnswer);
        byScore = List.copyOf(byScore);
    }

    /**
     * The strata of a window. A label whose answer is not among the answers counts as one more answer.
     *
     * @param labelled positive scores by the labels that stand
     * @param answers all successful predictions, labelled or not
     * @param positiveClass the class whose probability the scores are
     */
    public static VerificationStrata of(LabelledScores labelled, DistributionPart answers, String positiveClass) {
        Side others = Side.of(VerifiedStratum.Said.NEGATIVE, labelled, answers, positiveClass);
        Side positive = Side.of(VerifiedStratum.Said.POSITIVE, labelled, answers, positiveClass);
        return new VerificationStrata(
                List.of(positive.whole(), others.whole()),
                Stream.of(others.byScore(), positive.byScore())
                        .flatMap(List::stream)
                        .toList());
    }

    /** The score strata, neighbours of the same answer joined until each holds so many labels. */
    List<VerifiedStratum> joined(long leastLabelled) {
        List<VerifiedStratum> joined = new ArrayList<>();
        for (int i = 0; i < byScore.size(); i++) {
            VerifiedStratum next = byScore.get(i);
            int last = joined.size() - 1;
            boolean isOfAnotherAnswer = last < 0 || joined.get(last).said() != next.said();
            if (isOfAnotherAnswer
                    || (joined.get(last).labelled() >= leastLabelled && labelledFrom(i) >= leastLabelled)) {
                joined.add(next);
            } else {
                joined.set(last, joined.get(last).plus(next));
            }
        }
        return joined;
    }

    /** The labels of a stratum and of those of its answer after it. */
    private long labelledFrom(int first) {
        return byScore.stream()
                .skip(first)
                .filter(each -> each.said() == byScore.get(first).said())
                .mapToLong(VerifiedStratum::labelled)
                .sum();
    }

    /** The rows of one answer. */
    private record Side(VerifiedStratum.Said said, long answers, Scores all, Scores positives, Scores negatives) {

        static Side of(
                VerifiedStratum.Said said, LabelledScores labelled, DistributionPart answers, String positiveClass) {
            Predicate<String> isSaid = name -> name.equals(positiveClass) == (said == VerifiedStratum.Said.POSITIVE);
            List<ClassDistribution> classes = answers.classes().entries().entrySet().stream()
                    .filter(entry -> isSaid.test(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            Scores all = Scores.sum(classes.stream().map(ClassDistribution::positiveScore));
            Scores positives = Scores.sum(scores(labelled, positiveClass::equals, isSaid));
            Scores negatives = Scores.sum(scores(labelled, actual -> !actual.equals(positiveClass), isSaid));
            long rows = classes.stream().mapToLong(ClassDistribution::rows).sum();
            return new Side(said, rows, all, positives, negatives);
        }

        private static Stream<NumericSummary> scores(
                LabelledScores labelled, Predicate<String> actual, Predicate<String> said) {
            return labelled.byActual().entries().entrySet().stream()
                    .filter(entry -> actual.test(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .map(Keyed::entries)
                    .flatMap(byPredicted -> byPredicted.entrySet().stream())
                    .filter(entry -> said.test(entry.getKey()))
                    .map(Map.Entry::getValue);
        }

        VerifiedStratum whole() {
            return stratum(answers, positives.rows(), negatives.rows());
        }

        List<VerifiedStratum> byScore() {
            int shift = Math.max(all.shift(), Math.max(positives.shift(), negatives.shift()));
            List<Double> uppers = uppers(all.at(shift));
            List<Long> rows = counts(all.at(shift), uppers);
            List<Long> found = counts(positives.at(shift), uppers);
            List<Long> others = counts(negatives.at(shift), uppers);
            List<VerifiedStratum> strata = new ArrayList<>();
            for (int bin = 0; bin < uppers.size(); bin++) {
                strata.add(stratum(rows.get(bin), found.get(bin), others.get(bin)));
            }
            VerifiedStratum rest =
                    stratum(answers - sum(rows), positives.rows() - sum(found), negatives.rows() - sum(others));
            if (rest.answers() > 0) {
                strata.add(rest);
            }
            return strata;
        }

        private VerifiedStratum stratum(long rows, long positive, long negative) {
            long labelledRows = positive + negative;
            return new VerifiedStratum(said, Math.max(rows, labelledRows), labelledRows, positive);
        }

        private static long sum(List<Long> counts) {
            return counts.stream().mapToLong(Long::longValue).sum();
        }

        /** The largest score of each bin; the last has no end. */
        private static List<Double> uppers(AdaptiveHistogram scores) {
            EqualCount bins = new EqualCount(scores.total(), BINS);
            List<Double> uppers = new ArrayList<>();
            long below = 0;
            for (int i = 0; i < scores.size(); i++) {
                long through = below + scores.countAt(i);
                if (i == scores.size() - 1) {
                    uppers.add(Double.POSITIVE_INFINITY);
                } else if (bins.binAbove(through) > bins.binAbove(below)) {
                    uppers.add(scores.lowerAt(i));
                }
                below = through;
            }
            return uppers;
        }

        private static List<Long> counts(AdaptiveHistogram scores, List<Double> uppers) {
            List<Long> counts = new ArrayList<>();
            int at = 0;
            for (double upper : uppers) {
                long count = 0;
                while (at < scores.size() && scores.lowerAt(at) <= upper) {
                    count += scores.countAt(at++);
                }
                counts.add(count);
            }
            return counts;
        }
    }

    /** Scores of several classes, which are of one resolution. */
    private record Scores(Optional<NumericSummary> sum) {

        static Scores sum(Stream<NumericSummary> summaries) {
            return new Scores(summaries.reduce(NumericSummary::plus));
        }

        long rows() {
            return sum.map(Confusion::rows).orElse(0L);
        }

        int shift() {
            return sum.map(scores -> scores.histogram().shift()).orElse(0);
        }

        AdaptiveHistogram at(int shift) {
            return sum.orElseGet(() -> NumericSummary.empty(Resolution.ALL))
                    .histogram()
                    .at(shift);
        }
    }
}
