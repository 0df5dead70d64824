package org.cxrwatch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.DistributionPart;

/** What can drift: a feature, the positive score, or the shares of the classes predicted. */
sealed interface Subject permits Subject.Feature, Subject.PositiveScore, Subject.ClassShare {

    /** Its name in tables and messages. */
    String name();

    /** The kind of drift it would be. */
    DriftKind kind();

    /** Its values among some rows. */
    Column column(DistributionPart part);

    /** Why a window's rows cannot be compared with a reference's; empty if they can. */
    default Optional<Reason> obstacle(DistributionPart reference, DistributionPart window) {
        return Optional.empty();
    }

    /** An image statistic, or a number derived from them. */
    record Feature(String name) implements Subject {

        @Override
        public Optional<Reason> obstacle(DistributionPart reference, DistributionPart window) {
            return reference.provenance(name).obstacleTo(window.provenance(name));
        }

        @Override
        public DriftKind kind() {
            return DriftKind.DATA;
        }

        @Override
        public Column column(DistributionPart part) {
            return new Column.Numbers(part.rows(), part.feature(name));
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
        public Column column(DistributionPart part) {
            return new Column.Numbers(part.rows(), part.positiveScore());
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
        public Column column(DistributionPart part) {
            return new Column.Classes(part.rows(), part.predictedClasses());
        }
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
