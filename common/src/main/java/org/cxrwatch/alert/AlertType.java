package org.cxrwatch.alert;

import java.util.Locale;

/** The kinds of alert; their names are an interface that people's scripts rely on. */
public enum AlertType {
    /** The model is wrong too often. */
    ACCURACY_DROP,
    /** Answers take too long. */
    HIGH_LATENCY,
    /** Requests fail. */
    HIGH_ERROR_RATE,
    /** Fewer requests than that hour, or that day at a site or scanner, usually sees. */
    LOW_THROUGHPUT,
    /** A host is at its limit. */
    SYSTEM_RESOURCE,
    /** A number of a host rises from day to day, and will not go on so for long. */
    SYSTEM_TREND,
    /** Images, answers or their relation are no longer those of the baseline. */
    DRIFT_DETECTED,
    /** A version answers patients and nothing says what is normal for it. */
    NO_BASELINE,
    /** Fewer labels than usual at that age: nobody would see that the model is wrong. */
    LABEL_COVERAGE,
    /** Rows could not be used. */
    DATA_QUALITY,
    /** A metric is beyond a level that users set. */
    CUSTOM_METRIC,
    /** A site, scanner or version is new, or is there again. */
    LIFE_CYCLE,
    /** What used to be measured of a version's images is not any more. */
    NOT_MEASURED,
    /** All requests of an hour failed: nobody is answered. */
    MODEL_FAILURE,
    /** A night failed or is late, or a message could not be delivered: what is watched is not watched. */
    RUN_FAILED;

    /** Whether it is about cxrwatch itself: judged between publications, not by evaluations. */
    public boolean isOperational() {
        return this == RUN_FAILED;
    }

    /** As tables, commands and messages write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
