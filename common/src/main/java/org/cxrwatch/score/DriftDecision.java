package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/**
 * Decides data and prediction drift of all slices and subjects of one version's window together.
 *
 * <p>With nothing changed, the probability of any drift among them is at most the policy's rate: each subject has one
 * p-value (homogeneity on the baseline's bins, both samples' error, inflated by how much the baseline's own days differ)
 * and Benjamini–Hochberg adjusts for the family. The family is every slice × subject with enough rows on both sides.
 */
public final class DriftDecision {

    private final DriftPolicy policy;

    /** Decides by this policy. */
    public DriftDecision(DriftPolicy policy) {
        this.policy = policy;
    }

    private record Member(Slice slice, Subject subject, SliceReference reference, SubjectTest test) {}

    /** Scores and decides every subject of every slice; the slices in order, in each the subjects of the baseline. */
    public List<SubjectScore> decide(DriftReference reference, WindowParts window) {
        if (reference.baseline().about().covers(window.window().firstDay())) {
            return unmeasured(reference, window, Reason.IN_BASELINE);
        }
        List<Member> members = members(reference, window);
        List<Double> adjusted = BenjaminiHochberg.adjust(
                members.stream().map(member -> member.test().p()).toList(), members.size());
        List<SubjectScore> scores = new ArrayList<>(IntStream.range(0, members.size())
                .mapToObj(i -> score(reference, window, members.get(i), adjusted.get(i), members.size()))
                .toList());
        scores.addAll(unmeasured(reference, window, Reason.TOO_FEW_ROWS));
        return scores;
    }

    private List<Member> members(DriftReference reference, WindowParts window) {
        List<Member> members = new ArrayList<>();
        for (Slice slice : reference.sliceNames()) {
            Optional<SliceReference> before = measurable(reference, window, slice);
            before.ifPresent(side -> side.subjects()
                    .forEach(subject -> members.add(new Member(
                            slice,
                            subject,
                            side,
                            side.test(subject, window.distributions().get(slice))))));
        }
        return members;
    }

    private Optional<SliceReference> measurable(DriftReference reference, WindowParts window, Slice slice) {
        return reference
                .find(slice)
                .filter(side -> side.total().rows() >= policy.leastRows() && window.rows(slice) >= policy.leastRows());
    }

    private SubjectScore score(
            DriftReference reference, WindowParts window, Member member, double adjusted, int family) {
        SubjectTest test = member.test();
        double excess = test.effect().excess();
        boolean drifted = adjusted <= policy.inputRate() && excess >= policy.leastExcess();
        SubjectScore.Evidence evidence = new SubjectScore.Evidence(
                test.n(),
                test.reference(),
                excess,
                Math.sqrt(test.effect().expectedSquare()),
                test.p(),
                adjusted,
                test.leastDetectable(policy.inputRate(), family));
        return new SubjectScore(
                window.at(member.slice()),
                member.subject().kind(),
                member.subject().name(),
                reference.reference(),
                Score.of(test.effect().distance()),
                evidence,
                drifted ? Decision.DRIFTED : Decision.NOT_DRIFTED,
                aids(member, window.distributions().get(member.slice())));
    }

    private static java.util.SortedMap<String, Double> aids(Member member, DistributionPart after) {
        Map<String, Double> aids = new TreeMap<>();
        DistributionPart before = member.reference().total();
        member.subject()
                .number(before)
                .forEach(old -> member.subject().number(after).forEach(now -> {
                    aids.put("median_before", old.quantile(0.5));
                    aids.put("median_after", now.quantile(0.5));
                    aids.put("mean_before", old.mean());
                    aids.put("mean_after", now.mean());
                    aids.put("sd_ratio", now.standardDeviation() / old.standardDeviation());
                    aids.put("missing_before", missing(before, old));
                    aids.put("missing_after", missing(after, now));
                }));
        if (member.subject() instanceof Subject.ClassShare) {
            before.classes().entries().forEach((name, part) -> {
                aids.put("share_before:" + name, (double) part.rows() / before.rows());
                aids.put("share_after:" + name, (double) after.rowsOf(name) / after.rows());
            });
        }
        member.reference().reweighted(member.subject(), after).ifPresent(effect -> {
            aids.put("reweighted_distance", effect.distance());
            aids.put("reweighted_excess", effect.excess());
        });
        return SubjectScore.finite(aids);
    }

    /** The shares of both sides in the baseline's bins, of every slice with enough rows: for drawing. */
    public List<DistributionBins> distributions(DriftReference reference, WindowParts window) {
        List<DistributionBins> bins = new ArrayList<>();
        for (Slice slice : reference.sliceNames()) {
            measurable(reference, window, slice)
                    .ifPresent(side -> side.subjects().forEach(subject -> {
                        SliceReference.Binned binned =
                                side.binned(subject, window.distributions().get(slice));
                        bins.add(new DistributionBins(
                                window.at(slice),
                                subject.name(),
                                reference.reference(),
                                binned.labels(),
                                binned.referenceShares(),
                                binned.windowShares()));
                    }));
        }
        return bins;
    }

    private static double missing(DistributionPart part, NumericSummary number) {
        return (double) (part.rows() - number.count()) / part.rows();
    }

    private List<SubjectScore> unmeasured(DriftReference reference, WindowParts window, Reason reason) {
        List<SubjectScore> scores = new ArrayList<>();
        for (Slice slice : reference.sliceNames()) {
            boolean skipped = reason == Reason.TOO_FEW_ROWS
                    && measurable(reference, window, slice).isPresent();
            if (!skipped) {
                SliceReference side = reference.find(slice).orElseThrow();
                side.subjects()
                        .forEach(subject -> scores.add(new SubjectScore(
                                window.at(slice),
                                subject.kind(),
                                subject.name(),
                                reference.reference(),
                                Score.none(reason),
                                SubjectScore.Evidence.none(
                                        window.rows(slice), side.total().rows()),
                                Decision.NOT_DECIDED,
                                new TreeMap<>())));
            }
        }
        return scores;
    }
}
