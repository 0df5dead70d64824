package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The log of runs; every entry is written in a transaction of its own. */
public interface Runs {

    /** Notes that a command began, and gives its number. */
    long start(String command, Instant at);

    /** Notes how a run ended. */
    void finish(long run, Outcome outcome, String summary, Instant at);

    /** The latest runs, the newest first. */
    List<Run> latest(int limit);

    /** The latest runs of these commands, the newest first. */
    List<Run> latestOf(Set<String> commands, int limit);

    /** The first run of any of these commands that began. */
    Optional<Run> firstOf(Set<String> commands);

    /** Of each command the latest run that did what it was asked or found nothing to do, by the name of the command. */
    List<Run> lastSuccesses();

    /** How a run can end. */
    enum Outcome {
        /** It did what it was asked. */
        DONE,
        /** There was nothing to do. */
        NOTHING_TO_DO,
        /** It failed. */
        FAILED
    }

    /** One run; the outcome is empty while it runs or if it was killed. */
    record Run(
            long number,
            String command,
            Instant startedAt,
            Optional<Outcome> outcome,
            Optional<Instant> finishedAt,
            String summary) {}
}
