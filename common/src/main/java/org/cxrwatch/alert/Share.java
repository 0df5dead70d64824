package org.cxrwatch.alert;

/**
 * How many of n rows were bad.
 *
 * @param bad of them
 * @param n rows
 */
record Share(double bad, double n) {

    /** So many rows that their share is as good as known. */
    private static final double AS_GOOD_AS_KNOWN = 1e12;

    /** A share that is known: a level, not a sample. */
    static Share known(double share) {
        return new Share(share * AS_GOOD_AS_KNOWN, AS_GOOD_AS_KNOWN);
    }

    Share plus(Share other) {
        return new Share(bad + other.bad, n + other.n);
    }

    double share() {
        return bad / n;
    }

    /** 1/n + 1/m: by what the variance of the difference of two shares is proportional. */
    double spread(Share reference) {
        return 1 / n + 1 / reference.n;
    }

    /**
     * How strongly this share is worse than the reference: max(0, X² − 1), where X² is Pearson's chi-square of
     * homogeneity of both (good, bad); estimates its noncentrality. 0 if it is not worse.
     */
    double strength(Share reference) {
        double pooled = (bad + reference.bad) / (n + reference.n);
        double difference = share() - reference.share();
        if (!(difference > 0 && pooled > 0 && pooled < 1)) {
            return 0;
        }
        double chiSquare = difference * difference / (pooled * (1 - pooled)) / spread(reference);
        return Math.max(0, chiSquare - 1);
    }
}
