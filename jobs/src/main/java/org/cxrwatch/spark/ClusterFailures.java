package org.cxrwatch.spark;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.error.Causes;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.TransientException;

/** What the failures of a cluster mean to people: workers that are not there, or went while they worked. */
public final class ClusterFailures {

    private static final String AGAIN =
            " Then run the command again: what was not finished is done then, and nothing counts twice.";

    private static final Pattern LOST = Pattern.compile("ExecutorLostFailure|Executor heartbeat timed out");

    private static final Pattern CODE = Pattern.compile("exit(?:ed with)?(?: exit)? code:? ?([0-9]+)");

    /** Of the heap's own end (52) and of those who are killed for what they take (137, 143). */
    private static final Pattern MEMORY =
            Pattern.compile("OutOfMemoryError|OOMKilled|exit(?:ed with)?(?: exit)? code:? ?(?:52|137|143)\\b");

    private ClusterFailures() {}

    /** What went wrong, if the cluster was the cause. */
    public static Optional<CxrwatchException> find(Throwable failure) {
        if (isSaid(failure, message -> message.contains(ExecutorWatch.REASON))) {
            return Optional.of(nobody(failure));
        }
        if (isSaid(failure, message -> LOST.matcher(message).find())) {
            return Optional.of(lost(failure));
        }
        if (isSaid(
                failure,
                message ->
                        message.contains("Lost task") && MEMORY.matcher(message).find())) {
            return Optional.of(memory(failure));
        }
        return Optional.empty();
    }

    private static CxrwatchException nobody(Throwable failure) {
        return new TransientException(
                "The cluster gave this command no executor, or took the last one away, and none came back in the time"
                        + " of "
                        + ExecutorWatch.LIMIT + ".",
                "Check that workers run and have as much memory and as many cores free as spark.executor.memory and"
                        + " spark.executor.cores ask for." + AGAIN,
                failure);
    }

    private static CxrwatchException lost(Throwable failure) {
        return isSaid(failure, message -> MEMORY.matcher(message).find())
                ? memory(failure)
                : new TransientException(
                        "Executors were lost while they worked, each time anew" + said(failure) + ".",
                        "Look into the workers' logs for why they ended; if it was memory, raise spark.executor.memory."
                                + AGAIN,
                        failure);
    }

    private static CxrwatchException memory(Throwable failure) {
        return new TransientException(
                "Executors ran out of memory" + said(failure) + ".",
                "Raise spark.executor.memory, or lower spark.executor.cores so that fewer tasks share it." + AGAIN,
                failure);
    }

    private static String said(Throwable failure) {
        return Causes.of(failure)
                .map(cause -> CODE.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(found -> " (exit code " + found.group(1) + ")")
                .findFirst()
                .orElse("");
    }

    private static boolean isSaid(Throwable failure, Predicate<String> what) {
        return Causes.of(failure)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(what);
    }
}
