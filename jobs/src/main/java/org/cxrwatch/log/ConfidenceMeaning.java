package org.cxrwatch.log;

import org.cxrwatch.model.Prediction.Answer;

/** Of which class a logged confidence is the probability. */
public enum ConfidenceMeaning {
    /** Of the class that was predicted. */
    PREDICTED_CLASS {
        @Override
        Answer answer(String predictedClass, double confidence, Sign sign) {
            return new Answer(predictedClass, confidence, sign == Sign.POSITIVE ? confidence : 1 - confidence);
        }
    },
    /** Of the positive class, whatever was predicted. */
    POSITIVE_CLASS {
        @Override
        Answer answer(String predictedClass, double confidence, Sign sign) {
            return new Answer(predictedClass, sign == Sign.POSITIVE ? confidence : 1 - confidence, confidence);
        }
    };

    /** Whether the positive class was predicted. */
    enum Sign {
        POSITIVE,
        NEGATIVE
    }

    abstract Answer answer(String predictedClass, double confidence, Sign sign);
}
