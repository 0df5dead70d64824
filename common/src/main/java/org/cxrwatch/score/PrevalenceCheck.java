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

    /** Of a distance, the share that must stay after reweighting for it to be the images and not the mix of classes. */
    private static final double STAYS = 0.5;

    private static final Dispersion NONE = new Dispersion(1, 1, 1);

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
        double raw = 0;
        double reweighted = 0;
        for (SubjectReference subject : side.subjects()) {
            if (night.features(cause).contains(subject.subject().name())) {
                Column column = subject.subject().column(rows);
                raw = Math.max(raw, subject.test(column, 1, NONE).effect().excess());
                Optional<Effect> left = subject.reweighted(rows, column);
                reweighted = Math.max(reweighted, left.map(Effect::excess).orElse(raw));
            }
        }
        return reweighted >= Math.max(policy.leastExcess(), STAYS * raw);
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
