package org.cxrwatch.performance;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.SystemPart;

/**
 * What a host logged of one number in a window, in the unit it was logged in.
 *
 * @param metric the number's name, e.g. {@code cpu_percent}
 * @param values its finite samples
 */
public record HostUsage(String metric, NumericSummary values) {

    private static final double HIGH = 0.95;

    /** One number; without samples if it was never logged. */
    public static HostUsage of(SystemPart part, String metric) {
        return new HostUsage(metric, part.number(metric));
    }

    /** All numbers the host logged, by name. */
    public static List<HostUsage> all(SystemPart part) {
        return part.numbers().entries().entrySet().stream()
                .map(entry -> new HostUsage(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Finite samples. */
    public long samples() {
        return values.count();
    }

    /** Their mean. */
    public Score mean() {
        return measured(NumericSummary::mean);
    }

    /** Their 95th percentile, {@code numpy.quantile} (linear). */
    public Score p95() {
        return measured(all -> all.quantile(HIGH));
    }

    /** The largest. */
    public Score max() {
        return measured(NumericSummary::max);
    }

    /**
     * Share of samples above a level, Wilson's interval; samples are not independent, so it is a guide, not a test.
     */
    public Score shareAbove(double level) {
        return Wilson.share(Exceedances.count(values, level), samples()).score();
    }

    private Score measured(ToDoubleFunction<NumericSummary> number) {
        if (samples() > 0) {
            return Score.of(number.applyAsDouble(values));
        }
        return Score.none(values.notFinite() > 0 ? Reason.NOT_FINITE : Reason.TOO_FEW_ROWS);
    }
}
