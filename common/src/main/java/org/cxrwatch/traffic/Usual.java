package org.cxrwatch.traffic;

import java.util.Optional;
import org.cxrwatch.score.LowTail;

/**
 * How many requests a day should have had.
 *
 * @param mean of the same weekday in the weeks before
 * @param weeks of how many
 * @param inflation ω: the count scatters about its mean with variance ωμ, the error of the mean included
 */
public record Usual(double mean, int weeks, double inflation) {

    /** So much of it, with the same scatter for its size or more; empty if nothing is left. */
    Optional<Usual> times(double share) {
        return share > 0 ? Optional.of(new Usual(share * mean, weeks, inflation)) : Optional.empty();
    }

    /** The probability of so few requests or fewer, had nothing changed. */
    public double probability(long requests) {
        return LowTail.probability(requests, mean, inflation);
    }
}
