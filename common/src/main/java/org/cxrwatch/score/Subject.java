package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.summary.AdaptiveHistogram;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;

/** What can drift: a feature, the positive score, or the shares of the classes predicted. */
sealed interface Subject permits Subject.Feature, Subject.PositiveScore, Subject.ClassShare {

    /** Its name in tables and messages. */
    String name();

    /** The kind of drift it would be. */
    DriftKind kind();

    /** The low bits that the numbers of this part have lost: both sides of a comparison are brought to the coarser one. */
    int shift(DistributionPart part);

    /** Bins owned by the reference. */
    Binning binning(DistributionPart reference, int shift);

    /** An image statistic. */
    record Feature(String name) implements Subject {

        @Override
        public DriftKind kind() {
            return DriftKind.DATA;
        }

        @Override
        public int shift(DistributionPart part) {
            return part.feature(name).histogram().shift();
        }

        @Override
        public Binning binning(DistributionPart reference, int shift) {
            return Binning.numeric(
                    part -> part.feature(name),
                    reference.feature(name).histogram().at(shift));
        }
    }

    /** The probability of the positive class. */
    record PositiveScore() implements Subject {

        @Override
        public String name() {
            return "positive_score";
        }

        @Override
        public DriftKind kind() {
            return DriftKind.PREDICTION;
        }

        @Override
        public int shift(DistributionPart part) {
            return part.positiveScore().histogram().shift();
        }

        @Override
        public Binning binning(DistributionPart reference, int shift) {
            AdaptiveHistogram histogram = reference.positiveScore().histogram().at(shift);
            return Binning.numeric(DistributionPart::positiveScore, histogram);
        }
    }

    /** The shares of the predicted classes. */
    record ClassShare() implements Subject {

        @Override
        public String name() {
            return "class_share";
        }

        @Override
        public DriftKind kind() {
            return DriftKind.PREDICTION;
        }

        @Override
        public int shift(DistributionPart part) {
            return 0;
        }

        @Override
        public Binning binning(DistributionPart reference, int shift) {
            return new Binning.Classes(List.copyOf(reference.classes().entries().keySet()));
        }
    }

    /** The number behind a subject, for those that have one. */
    default Stream<NumericSummary> number(DistributionPart part) {
        if (this instanceof Feature feature) {
            return Stream.of(part.feature(feature.name()));
        }
        return this instanceof PositiveScore ? Stream.of(part.positiveScore()) : Stream.empty();
    }

    /** The subjects of a baseline: its features by name, then the positive score and the class shares. */
    static List<Subject> of(DistributionPart reference) {
        List<Subject> subjects = new ArrayList<>();
        reference.featureNames().forEach(name -> subjects.add(new Feature(name)));
        subjects.add(new PositiveScore());
        subjects.add(new ClassShare());
        return subjects;
    }
}
