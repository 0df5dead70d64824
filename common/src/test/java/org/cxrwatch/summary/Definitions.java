package org.cxrwatch.summary;

import java.util.List;

/** Definitions of summaries that say more than by what is sliced. */
public final class Definitions {

    private Definitions() {}

    /** The same slices, with these numbers and shares. */
    public static SummaryDefinition computing(
            SummaryDefinition slices, List<DerivedFeature> features, List<CustomMetric> shares) {
        return new SummaryDefinition(slices.sliceKeys(), slices.requestSliceKeys(), features, shares);
    }

    /** The same, with requests counted by these attributes by the day, too. */
    public static SummaryDefinition countingDaily(SummaryDefinition hourly, List<String> keys) {
        return new SummaryDefinition(
                hourly.sliceKeys(),
                new SummaryDefinition.RequestSlices(hourly.requestSliceKeys().hourly(), keys),
                hourly.derived(),
                hourly.metrics());
    }
}
