package org.cxrwatch.score;

/** x. */
record RaoScott(int freedom, Dispersion.Inflation inflation) {

    private DayTail tail() {
        double lambda = 1 + (inflation.upper() - 1) * freedom;
        double nud = Double.parseDouble(System.getProperty("nud", "1"));
        double d = System.getProperty("nud") == null ? 18 + inflation.days() : inflation.days() * nud;
        double excess = lambda - 1;
        double nu = lambda * lambda / (excess * excess / d + 1 / (20.0 * inflation.days()));
        return new DayTail(freedom, lambda, Math.min(nu, 1e6));
    }

    double p(double statistic) {
        return freedom == 0 ? 1 : tail().p(statistic);
    }

    double statisticAt(double p) {
        return tail().at(p);
    }

    double strength(double statistic) {
        return Math.max(0, statistic / inflation.upper() - freedom);
    }
}
