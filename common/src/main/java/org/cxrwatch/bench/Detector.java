package org.cxrwatch.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.drift.KolmogorovSmirnov;
import org.cxrwatch.drift.NumericComparison;
import org.cxrwatch.drift.NumericSample;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;

/** Says what drifted in a window. */
interface Detector {

    /** The subjects that drifted, by slice. */
    Set<Member> drifted(DriftReference reference, WindowParts window);

    /** A subject of a slice. */
    record Member(Slice slice, String subject) implements Comparable<Member> {

        @Override
        public int compareTo(Member other) {
            int bySlice = slice.compareTo(other.slice);
            return bySlice == 0 ? subject.compareTo(other.subject) : bySlice;
        }
    }

    /** The decision that nights are judged by. */
    static Detector decision() {
        DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);
        return (reference, window) -> decision.decide(reference, window).stream()
                .filter(SubjectScore::drifted)
                .map(score -> new Member(score.where().slice(), score.subject()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What many use instead: the two-sample test of Kolmogorov and Smirnov of every number of every slice, at the same
     * rate divided by their number (Bonferroni). p is the first term of the limit law, 2 exp(−2 D² n_R n_C / (n_R +
     * n_C)), which at such p is all of it.
     */
    static Detector kolmogorovSmirnov() {
        return (reference, window) -> {
            Map<Member, Double> p = new TreeMap<>();
            for (Slice slice : reference.baseline().slices()) {
                Optional<DistributionPart> before = reference.baseline().total(slice);
                DistributionPart after = window.distributions().get(slice);
                if (after != null && after.rows() >= DriftPolicy.DEFAULT.leastRows()) {
                    numbers(before.orElseThrow())
                            .forEach(name -> p.put(
                                    new Member(slice, name),
                                    probability(sample(before.orElseThrow(), name), sample(after, name))));
                }
            }
            double level = 0.8 * DriftPolicy.DEFAULT.falseAlarmRate() / p.size();
            return p.entrySet().stream()
                    .filter(entry -> entry.getValue() <= level)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        };
    }

    private static List<String> numbers(DistributionPart part) {
        return Stream.concat(part.featureNames().stream(), Stream.of("positive_score"))
                .toList();
    }

    private static NumericSample sample(DistributionPart part, String name) {
        return NumericSample.of(name.equals("positive_score") ? part.positiveScore() : part.feature(name), part.rows());
    }

    private static double probability(NumericSample before, NumericSample after) {
        double d = new KolmogorovSmirnov()
                .score(NumericComparison.of(before, after))
                .number()
                .orElse(0);
        double n = (double) before.count() * after.count() / (before.count() + after.count());
        return Math.min(1, 2 * Math.exp(-2 * d * d * n));
    }
}
