package org.cxrwatch.port;

import java.util.List;

/** The tables of scores in the lake, for data scientists: window_metric and drift_measure. */
public interface LakeScores {

    /** Appends a publication's rows; appending the same publication again changes nothing. */
    void append(Results.Publication publication, List<RevisedNight> nights);
}
