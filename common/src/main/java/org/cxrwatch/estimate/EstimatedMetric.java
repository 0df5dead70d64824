package org.cxrwatch.estimate;

import java.util.Locale;
import org.cxrwatch.performance.MetricNames;

/** What is estimated without labels. NaN where its denominator is 0. */
public enum EstimatedMetric {
    /** The share of answers that are right. */
    ACCURACY {
        @Override
        double of(LabelledOutcome outcome) {
            return (outcome.truePositives() + outcome.trueNegatives()) / outcome.rows();
        }
    },
    /** The share of positives that were said to be. */
    SENSITIVITY {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.truePositives() / (outcome.truePositives() + outcome.falseNegatives());
        }
    },
    /** The share of negatives that were said to be. */
    SPECIFICITY {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.trueNegatives() / (outcome.trueNegatives() + outcome.falsePositives());
        }
    },
    /** The share of pairs of a positive and a negative in the right order. */
    AUROC {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.auroc();
        }
    },
    /** Rows that are positive, and were said to be. */
    TRUE_POSITIVES {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.truePositives();
        }
    },
    /** Rows that were said to be positive, and are not. */
    FALSE_POSITIVES {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.falsePositives();
        }
    },
    /** Rows that are positive, and were not said to be. */
    FALSE_NEGATIVES {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.falseNegatives();
        }
    },
    /** Rows that neither are positive nor were said to be. */
    TRUE_NEGATIVES {
        @Override
        double of(LabelledOutcome outcome) {
            return outcome.trueNegatives();
        }
    };

    abstract double of(LabelledOutcome outcome);

    /** Its name in the tables, e.g. {@code estimated_accuracy}. */
    public String text() {
        return MetricNames.ESTIMATED + name().toLowerCase(Locale.ROOT);
    }
}
