package org.cxrwatch.score;

/**
 * How a statistic and its parts are distributed if nothing had changed. Location and spread are asked apart from the
 * rest, so that a shift, which is what days and faults mostly do, need not stand out from eight other directions. The
 * smaller p counts, and is made larger for having been chosen (Bonferroni, by weights): {@value #OF_LEADING} of the
 * level belongs to location and spread.
 *
 * @param whole of the whole statistic
 * @param leading of location and spread
 * @param rest of the rest; of no degrees of freedom if there is none
 */
record SplitTails(ShiftedDayTail whole, ShiftedDayTail leading, ShiftedDayTail rest) {

    /** The share of a level at which location and spread are tested. */
    private static final double OF_LEADING = 0.8;

    static SplitTails of(SplitStatistic statistic, Dispersion.Inflations inflations) {
        return new SplitTails(
                ShiftedDayTail.of(statistic.freedom(), inflations.whole()),
                ShiftedDayTail.of(statistic.leadingFreedom(), inflations.leading()),
                ShiftedDayTail.of(statistic.restFreedom(), inflations.rest()));
    }

    /** The probability that either part stands out as much. */
    double p(SplitStatistic statistic) {
        if (rest.freedom() == 0) {
            return leading.p(statistic.leading());
        }
        double ofLeading = Math.min(1, leading.p(statistic.leading()) / OF_LEADING);
        double ofRest = 1 - OF_LEADING;
        return rest.leastP(statistic.rest()) / ofRest >= ofLeading
                ? ofLeading
                : Math.min(ofLeading, rest.p(statistic.rest()) / ofRest);
    }

    /** The smallest statistic that is decided at this level, if all of it is location and spread. */
    double leastStatistic(double level) {
        return leading.statisticAt(levelOfLeading(level, rest.freedom()));
    }

    /** The level at which location and spread are tested beside so many degrees of freedom of the rest. */
    static double levelOfLeading(double level, int restFreedom) {
        return restFreedom == 0 ? level : level * OF_LEADING;
    }
}
