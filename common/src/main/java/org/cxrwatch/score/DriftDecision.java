package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * Decides data and prediction drift of all slices and subjects of one version's window together.
 *
 * <p>With nothing changed, the probability of any drift among them is at most the policy's rate: each subject has one
 * p-value (homogeneity on the baseline's bins, both samples' error, inflated by how much the baseline's own days
 * differ) and Benjamini–Hochberg adjusts for the family. The family is every slice × subject with enough rows on both
 * sides. What has no place in it is told with its reason: TOO_FEW_ROWS, IN_BASELINE for windows that share days with
 * the baseline's period, NO_BASELINE for slices and features that only the window has, or has by another definition,
 * NOT_SUMMARISED for derived features that were not computed of all of the window's rows.
 */
public final class DriftDecision {

    private static final Comparator<SubjectScore> BY_SLICE =
            Comparator.comparing(score -> score.where().slice());

    private final DriftPolicy policy;

    /** Decides by this policy. */
    public DriftDecision(DriftPolicy policy) {
        this.policy = policy;
    }

    private record Member(Slice slice, SubjectReference reference, Column column, SubjectTest test) {}

    /** Scores and decides every subject of every slice; the slices in order, in each the subjects of the baseline. */
    public List<SubjectScore> decide(DriftReference reference, WindowParts window) {
        if (reference.overlaps(window)) {
            return reference.sliceNames().stream()
                    .flatMap(slice -> ofBaseline(reference, window, slice, Reason.IN_BASELINE).stream())
                    .toList();
        }
        List<Member> members = members(reference, window);
        List<Double> adjusted = BenjaminiHochberg.adjust(
                members.stream().map(member -> member.test().p()).toList(), members.size());
        List<SubjectScore> scores = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            scores.add(score(reference, window, members.get(i), adjusted.get(i), members.size()));
        }
        reference.sliceNames().stream()
                .filter(slice -> measurable(reference, window, slice).isEmpty())
                .forEach(slice -> scores.addAll(ofBaseline(reference, window, slice, Reason.TOO_FEW_ROWS)));
        reference.sliceNames().forEach(slice -> scores.addAll(notComparable(reference, window, slice)));
        window.distributions().keySet().forEach(slice -> scores.addAll(ofWindowAlone(reference, window, slice)));
        scores.sort(BY_SLICE);
        return scores;
    }

    private List<Member> members(DriftReference reference, WindowParts window) {
        List<Member> members = new ArrayList<>();
        for (Slice slice : reference.sliceNames()) {
            measurable(reference, window, slice).ifPresent(side -> {
                DistributionPart rows = window.distributions().get(slice);
                for (SubjectReference subject : side.comparable(rows)) {
                    Column column = subject.subject().column(rows);
                    SubjectTest test = subject.test(column, window.days(slice), side.dispersion(subject));
                    members.add(new Member(slice, subject, column, test));
                }
            });
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
        DistributionPart rows = window.distributions().get(member.slice());
        return SubjectScore.tested(
                        new SubjectScore.Asked(
                                window, member.slice(), member.reference().subject(), reference.reference()),
                        Score.of(test.effect().distance()),
                        evidence,
                        ReadingAids.of(member.reference(), member.column(), rows, policy.leastRows()))
                .decided(drifted ? Decision.DRIFTED : Decision.NOT_DRIFTED, adjusted);
    }

    /** The subjects of a slice of the baseline, none measured. */
    private static List<SubjectScore> ofBaseline(
            DriftReference reference, WindowParts window, Slice slice, Reason reason) {
        return reference.find(slice).orElseThrow().subjects().stream()
                .map(subject -> unmeasured(reference, window, slice, subject.subject(), reason))
                .toList();
    }

    /** The features of a measurable slice that came about in another way than the baseline's. */
    private List<SubjectScore> notComparable(DriftReference reference, WindowParts window, Slice slice) {
        return measurable(reference, window, slice).stream()
                .flatMap(side -> side.subjects().stream()
                        .flatMap(subject -> side
                                .obstacle(subject, window.distributions().get(slice))
                                .map(reason -> unmeasured(reference, window, slice, subject.subject(), reason))
                                .stream()))
                .toList();
    }

    /** What only the window has: every subject of a slice that the baseline lacks, or the features it lacks. */
    private static List<SubjectScore> ofWindowAlone(DriftReference reference, WindowParts window, Slice slice) {
        Set<Subject> known = reference.find(slice).stream()
                .flatMap(side -> side.subjects().stream())
                .map(SubjectReference::subject)
                .collect(Collectors.toSet());
        DistributionPart rows = window.distributions().get(slice);
        return Subject.of(rows).stream()
                .filter(subject -> !known.contains(subject))
                .map(subject -> unmeasured(
                        reference,
                        window,
                        slice,
                        subject,
                        subject.obstacle(DistributionPart.empty(rows.resolution()), rows)
                                .orElse(Reason.NO_BASELINE)))
                .toList();
    }

    private static SubjectScore unmeasured(
            DriftReference reference, WindowParts window, Slice slice, Subject subject, Reason reason) {
        long before =
                reference.baseline().total(slice).map(DistributionPart::rows).orElse(0L);
        return SubjectScore.unmeasured(
                new SubjectScore.Asked(window, slice, subject, reference.reference()), reason, before);
    }

    /** The shares of both sides in the baseline's bins, of every slice with enough rows: for drawing. */
    public List<DistributionBins> distributions(DriftReference reference, WindowParts window) {
        List<DistributionBins> bins = new ArrayList<>();
        for (Slice slice : reference.sliceNames()) {
            measurable(reference, window, slice)
                    .ifPresent(side -> side.comparable(window.distributions().get(slice))
                            .forEach(subject -> {
                                Column column = subject.subject()
                                        .column(window.distributions().get(slice));
                                SubjectReference.BinShares shares = subject.shares(column);
                                bins.add(new DistributionBins(
                                        window.at(slice),
                                        subject.subject().name(),
                                        reference.reference(),
                                        shares.labels(),
                                        shares.referenceShares(),
                                        shares.windowShares()));
                            }));
        }
        return bins;
    }
}
