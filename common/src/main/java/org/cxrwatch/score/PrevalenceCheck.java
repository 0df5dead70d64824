package org.cxrwatch.score;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;

/**
 * Tells data drift that the window's mix of predicted classes explains from changed images: more pneumonia moves every
 * feature that differs between the classes. Only causes inside a cause of prediction drift are asked.
 */
final class PrevalenceCheck {

    /** The share of an excess that must stay after reweighting for it to be the images and not the mix of classes. */
    private static final double STAYS = 0.5;

    private final DriftedNight night;
    private final DriftPolicy policy;

    PrevalenceCheck(DriftedNight night, DriftPolicy policy) {
        this.night = night;
        this.policy = policy;
    }

    /** The data causes that prevalence does not explain. */
    List<Slice> unexplained(List<Slice> data, List<Slice> prediction) {
        return data.stream()
                .filter(cause -> !(prediction.contains(Slice.ALL) || prediction.contains(cause))
                        || staysAfterReweighting(cause, data))
                .toList();
    }

    private boolean staysAfterReweighting(Slice cause, List<Slice> data) {
        SortedSet<Slice> slices = cause.isAll() ? rest(data) : new TreeSet<>(List.of(cause));
        SliceReference side = night.reference().union(slices);
        DistributionPart rows = slices.stream()
                .map(slice -> night.window().distributions().get(slice))
                .reduce(DistributionPart::plus)
                .orElseThrow();
        int days = slices.stream().mapToInt(night.window()::days).max().orElse(1);
        List<Compared> compared = side.subjects().stream()
                .filter(subject ->
                        night.features(cause).contains(subject.subject().name()))
                .map(subject -> Compared.of(
                        subject, rows, subject.test(subject.subject().column(rows), days, side.dispersion(subject))))
                .toList();
        double least = Math.max(
                policy.leastExcess(),
                STAYS * compared.stream().mapToDouble(Compared::raw).max().orElse(0));
        return compared.stream().anyMatch(each -> each.left() >= least && each.p() <= night.largestP());
    }

    /**
     * One subject with the window's mix of classes, and without.
     *
     * @param raw excess as it was decided
     * @param left excess once the reference has the window's mix
     * @param p probability of what is left by chance, by what stands for the chi-square statistic
     */
    private record Compared(double raw, double left, double p) {

        static Compared of(SubjectReference subject, DistributionPart rows, SubjectTest test) {
            Effect raw = test.effect();
            return subject.reweighted(rows, subject.subject().column(rows))
                    .map(left -> new Compared(
                            raw.excess(),
                            left.excess(),
                            test.tails().whole().p(left.distance() * left.distance() / left.squarePerStatistic())))
                    .orElseGet(() -> new Compared(raw.excess(), raw.excess(), test.p()));
        }
    }

    /** What {@code all} stands for beside other causes: the values of their attribute that are none. */
    private SortedSet<Slice> rest(List<Slice> data) {
        Optional<String> attribute =
                data.stream().filter(slice -> !slice.isAll()).map(Slice::key).findFirst();
        TreeSet<Slice> rest = new TreeSet<>();
        night.window().distributions().keySet().stream()
                .filter(slice -> attribute.map(slice.key()::equals).orElse(false))
                .filter(slice ->
                        !data.contains(slice) && night.reference().find(slice).isPresent())
                .forEach(rest::add);
        return rest.isEmpty() ? new TreeSet<>(List.of(Slice.ALL)) : rest;
    }
}
