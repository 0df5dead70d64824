package org.cxrwatch.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.ShareCount.Outcome;

/**
 * Buffers successful predictions of one day and turns them into the distributions of every slice at once: each number
 * is sorted once and the sorted run dealt out to classes and slices, which is several times cheaper than sorting or
 * collapsing for each of them.
 */
final class DistributionBlock {

    private final NameColumn classes = new NameColumn();
    private final Map<String, NameColumn> attributes = new LinkedHashMap<>();
    private final NumberColumn confidence = new NumberColumn();
    private final NumberColumn positiveScore = new NumberColumn();
    private final Map<String, NumberColumn> features = new TreeMap<>();
    private final List<DerivedFeature> derived;
    private final Map<CustomMetric, NameColumn> outcomes = new LinkedHashMap<>();
    private int rows;

    DistributionBlock(SummaryDefinition definition) {
        derived = definition.derived();
        definition.metrics().forEach(metric -> outcomes.put(metric, new NameColumn()));
        definition.sliceKeys().forEach(key -> attributes.put(key, new NameColumn()));
    }

    /** Adds a row, with what it says of each metric of the definition, in that order. */
    void add(Prediction prediction, List<Outcome> ofMetrics) {
        int metric = 0;
        for (NameColumn column : outcomes.values()) {
            column.add(ofMetrics.get(metric++).name());
        }
        Prediction.Answer answer = prediction.answer();
        classes.add(answer.predictedClass());
        attributes.forEach((key, column) -> column.add(prediction.attributes().get(key)));
        confidence.add(rows, answer.confidence());
        positiveScore.add(rows, answer.positiveScore());
        prediction
                .features()
                .forEach((name, value) -> features.computeIfAbsent(name, key -> new NumberColumn())
                        .add(rows, value));
        rows++;
    }

    int rows() {
        return rows;
    }

    /** The distributions of {@code all} and of every slice that has rows. */
    Map<Slice, DistributionPart> seal(Resolution ofAll, Resolution ofSlices) {
        Map<Slice, DistributionPart> parts = new TreeMap<>();
        dealOut(NameColumn.constant(Slice.ALL.value(), rows), Slice.ALL.key(), ofAll, parts);
        attributes.forEach((key, values) -> dealOut(values, key, ofSlices, parts));
        return parts;
    }

    private void dealOut(NameColumn slices, String key, Resolution resolution, Map<Slice, DistributionPart> parts) {
        Deal deal = new Deal(slices, classes, resolution);
        DealtColumns dealt = new DealtColumns(deal.out(confidence), deal.out(positiveScore));
        features.forEach((name, column) -> dealt.features.put(name, deal.out(column)));
        attributes.forEach((name, column) -> dealt.attributes.put(name, deal.countsOf(column)));
        outcomes.forEach((asked, column) -> dealt.outcomes.put(asked, deal.countsOf(column)));
        for (int slice = 0; slice < slices.distinct(); slice++) {
            Map<String, ClassDistribution> byClass = new TreeMap<>();
            for (int c = 0; c < classes.distinct(); c++) {
                int group = deal.group(slice, c);
                if (deal.rowsOf(group) > 0) {
                    ClassDistribution logged = dealt.group(group, deal.rowsOf(group));
                    byClass.put(classes.name(c), logged.with(dealt.computed(group, deal.rowsOf(group), derived)));
                }
            }
            parts.put(new Slice(key, slices.name(slice)), DistributionPart.of(resolution, byClass));
        }
    }

    /** Every column dealt out: a list has one entry a group. */
    private static final class DealtColumns {

        private final List<NumericSummary> confidence;
        private final List<NumericSummary> positiveScore;
        private final Map<String, List<NumericSummary>> features = new TreeMap<>();
        private final Map<String, List<CategorySummary>> attributes = new TreeMap<>();
        private final Map<CustomMetric, List<CategorySummary>> outcomes = new LinkedHashMap<>();

        DealtColumns(List<NumericSummary> confidence, List<NumericSummary> positiveScore) {
            this.confidence = confidence;
            this.positiveScore = positiveScore;
        }

        ClassDistribution group(int group, long rows) {
            Map<String, NumericSummary> numbers = new TreeMap<>();
            features.forEach((name, groups) -> {
                NumericSummary summary = groups.get(group);
                if (summary.count() + summary.notFinite() > 0) {
                    numbers.put(name, summary);
                }
            });
            Map<String, CategorySummary> categories = new TreeMap<>();
            attributes.forEach((name, groups) -> {
                if (groups.get(group).count() > 0) {
                    categories.put(name, groups.get(group));
                }
            });
            return new ClassDistribution(
                    rows,
                    confidence.get(group),
                    positiveScore.get(group),
                    Keyed.of(ClassDistribution.LIMIT, numbers),
                    Keyed.of(ClassDistribution.LIMIT, categories));
        }

        Computed computed(int group, long rows, List<DerivedFeature> derived) {
            Map<String, Count> features = new TreeMap<>();
            derived.forEach(feature -> features.put(feature.id(), new Count(rows)));
            Map<String, ShareCount> shares = new TreeMap<>();
            outcomes.forEach((metric, groups) -> shares.put(metric.id(), share(groups.get(group), rows)));
            return new Computed(Keyed.of(Computed.LIMIT, features), Keyed.of(Computed.LIMIT, shares));
        }

        private static ShareCount share(CategorySummary outcomes, long rows) {
            return new ShareCount(
                    rows,
                    outcomes.rowsOf(Outcome.MATCHING.name()),
                    outcomes.rowsOf(Outcome.OTHER.name()),
                    outcomes.rowsOf(Outcome.UNKNOWN.name()));
        }
    }
}
