package org.cxrwatch.drift;

import java.util.function.ToDoubleFunction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;

/**
 * {@code chi_square}: Pearson's statistic of homogeneity, Σ (O − E)²/E over both rows of counts, at least 0,
 * symmetric. Bins empty on both sides do not count. Rows without a value are a bin. Small expected counts are merged
 * first by Cochran's rule (none below 1, one in five below 5): bins of a number with neighbours, categories the
 * rarest ones. Rows too few for two groups are {@code TOO_FEW_ROWS}; where both sides have one and the same value
 * the statistic is 0. Source: {@code scipy.stats.chi2_contingency(correction=False)} of the groups;
 * doi:10.2307/3001616 (Cochran 1954).
 */
public final class ChiSquare implements CountMeasure {

    @Override
    public String name() {
        return "chi_square";
    }

    @Override
    public Score score(PairedCounts counts) {
        return scoreOf(counts, Homogeneity::statistic);
    }

    static Score scoreOf(PairedCounts counts, ToDoubleFunction<Homogeneity> number) {
        if (!(counts.referenceTotal() > 0 && counts.windowTotal() > 0)) {
            return Score.none(Reason.TOO_FEW_ROWS);
        }
        return Homogeneity.grouped(counts)
                .map(test -> Score.of(number.applyAsDouble(test)))
                .orElseGet(() -> Score.none(Reason.TOO_FEW_ROWS));
    }
}
