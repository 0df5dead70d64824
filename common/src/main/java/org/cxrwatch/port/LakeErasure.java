package org.cxrwatch.port;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Removes predictions from the lake for good. Every step may be taken again, wherever an earlier attempt ended. */
public interface LakeErasure {

    /**
     * Where these ids are.
     *
     * @param days UTC days of their predictions
     * @param files what they were read from, as {@code source: file}
     * @param rows that name them, by table
     */
    record Found(SortedSet<LocalDate> days, SortedSet<String> files, Map<String, Long> rows) {}

    /** Looks for the rows of ids, in every table of patient-level rows. */
    Found find(Set<String> predictionIds);

    /** Rewrites what holds rows of these ids, without them. The old files are still there, for older versions. */
    void remove(Set<String> predictionIds);

    /** Deletes, at once, the files of all older versions of the tables that hold rows or cells. */
    void deleteOldVersions();
}
