package org.cxrwatch.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.drift.CategoricalComparison;
import org.cxrwatch.drift.CategoricalMeasure;
import org.cxrwatch.drift.CategoricalMeasures;
import org.cxrwatch.drift.CategoricalSample;
import org.cxrwatch.drift.MissingShare;
import org.cxrwatch.drift.NumericComparison;
import org.cxrwatch.drift.NumericMeasure;
import org.cxrwatch.drift.NumericMeasures;
import org.cxrwatch.drift.NumericSample;
import org.cxrwatch.drift.ReferenceBins;
import org.cxrwatch.drift.UnseenShare;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/**
 * Every measure of every subject of a window against a baseline: what data scientists query. It decides nothing. What
 * depends on the baseline alone is prepared once and kept. Not for several threads at a time.
 */
public final class MeasureCatalogue {

    private static final String CONFIDENCE = "confidence";
    private static final String POSITIVE_SCORE = "positive_score";
    private static final String CLASS_SHARE = "class_share";

    /** What is a share of counts, and so tells nothing of any row's value. */
    private static final Set<String> SHARES_OF_ROWS = Set.of(new MissingShare().name(), new UnseenShare().name());

    private final long leastRows;
    private final Map<Column, Before> prepared = new HashMap<>();

    /** Measures slices of at least so many rows, and numbers of at least so many values, on both sides. */
    public MeasureCatalogue(long leastRows) {
        this.leastRows = leastRows;
    }

    private record Sides(DistributionPart before, DistributionPart after, long least) {

        /** Why a feature of both sides cannot be compared. */
        Optional<Reason> obstacle(String feature) {
            return before.provenance(feature).obstacleTo(after.provenance(feature));
        }

        boolean enough(NumericComparison comparison) {
            return comparison.reference().count() >= least
                    && comparison.window().count() >= least;
        }
    }

    /** A number of one slice of a baseline; {@code name} is as users' SQL names it. */
    private record Column(Baseline baseline, Slice slice, String name) {}

    /** That number, and the bins it is compared in. */
    private record Before(NumericSample values, ReferenceBins bins) {

        static Before of(NumericSummary values, long rows) {
            return new Before(NumericSample.of(values, rows), ReferenceBins.deciles(values));
        }
    }

    private NumericComparison compare(Column column, Sides sides, Function<DistributionPart, NumericSummary> values) {
        Before before = prepared.computeIfAbsent(
                column,
                fresh -> Before.of(values.apply(sides.before()), sides.before().rows()));
        NumericSample after =
                NumericSample.of(values.apply(sides.after()), sides.after().rows());
        return NumericComparison.of(before.values(), after, before.bins());
    }

    /** The measures of all slices that both sides have. */
    public List<MeasureScore> measure(Baseline baseline, WindowParts window) {
        List<MeasureScore> scores = new ArrayList<>();
        for (Slice slice : baseline.slices()) {
            Optional<DistributionPart> before = baseline.total(slice);
            DistributionPart after = window.distributions().get(slice);
            if (after != null
                    && after.rows() >= leastRows
                    && before.orElseThrow().rows() >= leastRows) {
                measure(new Sides(before.get(), after, leastRows), window, slice, baseline, scores);
            }
        }
        return scores;
    }

    private void measure(Sides sides, WindowParts window, Slice slice, Baseline baseline, List<MeasureScore> scores) {
        Reference reference = Reference.baseline(baseline.about().id());
        Collected collected =
                new Collected(window, slice, reference, sides.after().rows(), scores);
        TreeSet<String> features = new TreeSet<>(sides.before().featureNames());
        features.addAll(sides.after().featureNames());
        features.forEach(name -> sides.obstacle(name)
                .ifPresentOrElse(
                        reason -> collected.none(name, reason),
                        () -> collected.numeric(
                                sides,
                                name,
                                compare(
                                        new Column(baseline, slice, "features." + name),
                                        sides,
                                        part -> part.feature(name)))));
        collected.numeric(
                sides,
                CONFIDENCE,
                compare(new Column(baseline, slice, CONFIDENCE), sides, DistributionPart::confidence));
        collected.numeric(
                sides,
                POSITIVE_SCORE,
                compare(new Column(baseline, slice, POSITIVE_SCORE), sides, DistributionPart::positiveScore));
        collected.categorical(
                CLASS_SHARE,
                CategoricalComparison.of(
                        CategoricalSample.complete(sides.before().predictedClasses()),
                        CategoricalSample.complete(sides.after().predictedClasses())));
    }

    private record Collected(WindowParts window, Slice slice, Reference reference, long n, List<MeasureScore> scores) {

        /** A number that few rows have tells of those few, however many rows there are. */
        void numeric(Sides sides, String subject, NumericComparison comparison) {
            for (NumericMeasure measure : NumericMeasures.all()) {
                Score score = measure.score(comparison);
                boolean tells = sides.enough(comparison)
                        || SHARES_OF_ROWS.contains(measure.name())
                        || score.absence().isPresent();
                scores.add(new MeasureScore(
                        window.at(slice),
                        subject,
                        measure.name(),
                        reference,
                        tells ? score : Score.none(Reason.TOO_FEW_ROWS),
                        n));
            }
        }

        /** A feature that came about in another way than the baseline's. */
        void none(String subject, Reason reason) {
            for (NumericMeasure measure : NumericMeasures.all()) {
                scores.add(
                        new MeasureScore(window.at(slice), subject, measure.name(), reference, Score.none(reason), n));
            }
        }

        void categorical(String subject, CategoricalComparison comparison) {
            for (CategoricalMeasure measure : CategoricalMeasures.all()) {
                scores.add(new MeasureScore(
                        window.at(slice), subject, measure.name(), reference, measure.score(comparison), n));
            }
        }
    }
}
