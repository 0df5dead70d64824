package org.cxrwatch.log;

import java.io.Serializable;
import java.time.Duration;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.port.Piece;

/**
 * What is asked of rows beyond what makes them rows at all: columns that must be there, numbers that can be, values
 * that are known. Of predictions the answered requests are judged; a failed one may lack anything.
 *
 * @param clockAhead how far a writer's clock may be ahead of the end of the day a row arrives on
 * @param predictions of predictions
 * @param labels of labels
 * @param systemMetrics of samples of hosts
 */
public record Contract(Duration clockAhead, ColumnRules predictions, ColumnRules labels, ColumnRules systemMetrics)
        implements Serializable {

    /** Refuses a clock that runs backwards. */
    public Contract {
        if (clockAhead.isNegative()) {
            throw new ConfigurationException(
                    "Clocks may be " + clockAhead + " ahead, which is before rows arrive",
                    "Give a time of 0 or more, e.g. 1 day");
        }
    }

    ColumnRules of(Piece.Kind kind) {
        return switch (kind) {
            case PREDICTION -> predictions;
            case LABEL -> labels;
            case SYSTEM -> systemMetrics;
        };
    }
}
