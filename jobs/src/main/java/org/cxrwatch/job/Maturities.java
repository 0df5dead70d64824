package org.cxrwatch.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.WindowParts;

/** How mature the labels of each slice of a window are: what is immature is shown, and judged by nobody. */
final class Maturities {

    /** Observed label coverage over the usual final one. */
    private static final String LABEL_MATURITY = "label_maturity";

    /** The metric whose n is the number of labels. */
    private static final String ACCURACY = "accuracy";

    private final WindowParts parts;
    private final LabelMaturity maturity;
    private final Map<Slice, Long> labels = new TreeMap<>();

    Maturities(WindowParts parts, List<MetricScore> performance, LabelMaturity maturity) {
        this.parts = parts;
        this.maturity = maturity;
        performance.stream()
                .filter(score -> score.metric().equals(ACCURACY))
                .forEach(score -> labels.put(score.where().slice(), score.n()));
    }

    /** The metric {@code label_maturity} of every slice. */
    List<MetricScore> scores() {
        return labels.entrySet().stream()
                .map(entry -> new MetricScore(
                        parts.at(entry.getKey()), LABEL_MATURITY, share(entry.getKey()), entry.getValue()))
                .toList();
    }

    private Score share(Slice slice) {
        double share = maturity.maturity(slice, parts.rows(slice), labels.get(slice));
        return Double.isNaN(share) ? Score.none(Reason.LABELS_IMMATURE) : Score.of(share);
    }

    /** The score as rules may judge it. */
    MetricScore gate(MetricScore score) {
        Slice slice = score.where().slice();
        boolean mature = maturity.isMature(slice, parts.rows(slice), labels.getOrDefault(slice, 0L));
        return mature
                ? score
                : new MetricScore(score.where(), score.metric(), Score.none(Reason.LABELS_IMMATURE), score.n());
    }
}
