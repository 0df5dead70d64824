package org.cxrwatch.port;

import java.util.Set;

/** What people recorded by commands, kept outside the lake and read into it like any other log. */
public interface RecordedLines {

    /**
     * Takes the lines of these ids out for good; doing so again changes nothing.
     *
     * @return how many lines
     */
    int forget(Set<String> predictionIds);
}
