package org.cxrwatch.score;

import java.util.List;
import org.cxrwatch.window.WindowSlice;

/**
 * A subject's shares in the baseline's bins, for drawing: one row of {@code distribution}.
 *
 * @param where whose predictions, when, which
 * @param subject what
 * @param reference what the window was compared with
 * @param labels of the bins: {@code ≤ 1.5}, {@code ≤ 2}, …, {@code > 9}, {@code missing}; classes and {@code other}
 * @param referenceShares shares in the reference
 * @param windowShares shares in the window
 */
public record DistributionBins(
        WindowSlice where,
        String subject,
        Reference reference,
        List<String> labels,
        List<Double> referenceShares,
        List<Double> windowShares) {

    /** Copies the lists. */
    public DistributionBins {
        labels = List.copyOf(labels);
        referenceShares = List.copyOf(referenceShares);
        windowShares = List.copyOf(windowShares);
    }
}
