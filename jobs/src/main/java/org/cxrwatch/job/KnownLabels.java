package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.List;
import org.cxrwatch.alert.LabelReading;
import org.cxrwatch.score.AccuracyBand;
import org.cxrwatch.score.LabelMaturity;
import org.cxrwatch.score.LabelNowcast;

/**
 * What a night knows of labels.
 *
 * @param night the night's day, from which ages of days count
 * @param maturity whether those at hand are enough to judge by
 * @param nowcast how many are still to come
 * @param band what accuracy will be when they have come
 * @param readings the labels of each day and slice beside those that are usual at its age
 */
record KnownLabels(
        LocalDate night, LabelMaturity maturity, LabelNowcast nowcast, AccuracyBand band, List<LabelReading> readings) {

    /** Copies the list. */
    KnownLabels {
        readings = List.copyOf(readings);
    }
}
