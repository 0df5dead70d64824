package org.cxrwatch.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log of runs; every entry is written in a transaction of its own. */
public interface Runs {

    /** Notes that a command began, and gives its number. */
    long start(String command, Instant at);

    /** Notes how a run ended. */
    void finish(long run, Outcome outcome, String summary, Instant at);

    /** The latest runs, the newest first. */
    List<Run> latest(int limit);

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
