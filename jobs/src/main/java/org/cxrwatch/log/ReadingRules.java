package org.cxrwatch.log;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.cxrwatch.error.ConfigurationException;

/**
 * What must be known to read a log line.
 *
 * @param classes what the classifier may answer
 * @param positiveClass the one of them whose probability is the score
 * @param confidence of which class a logged confidence is the probability
 * @param zone of times that are logged without one
 * @param longestAge how long before its arrival a row may lie
 * @param contract what else is asked of rows
 */
public record ReadingRules(
        List<String> classes,
        String positiveClass,
        ConfidenceMeaning confidence,
        ZoneId zone,
        Duration longestAge,
        Contract contract)
        implements Serializable {

    /** Checks that the positive class is one of the classes, and copies the list. */
    public ReadingRules {
        classes = List.copyOf(classes);
        if (!classes.contains(positiveClass)) {
            throw new ConfigurationException(
                    "The positive class '" + positiveClass + "' is none of the classes " + classes,
                    "Name one of them as the positive class, or add it to the classes");
        }
        if (longestAge.isNegative() || longestAge.isZero()) {
            throw new ConfigurationException(
                    "Rows may be " + longestAge + " old when they arrive, which takes none",
                    "Give a time longer than 0, e.g. 7300 days");
        }
    }
}
