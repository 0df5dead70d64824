package org.cxrwatch.io.delta;

import io.delta.storage.LogStore;
import io.delta.storage.S3SingleDriverLogStore;
import org.cxrwatch.error.ConfigurationException;

/** How the commits of a lake in a bucket are kept apart. */
public enum Commits {
    /** By the store itself. */
    BY_CONDITION(ConditionalLogStore.class, "commits by conditional writes"),
    /** By the lock that every command holds which writes; Delta's own store keeps a process's threads apart. */
    UNDER_LOCK(
            S3SingleDriverLogStore.class,
            "commits under the writer lock, as the object store ignores the conditions of writes: nobody but cxrwatch"
                    + " may write there");

    private final Class<? extends LogStore> logStore;
    private final String text;

    Commits(Class<? extends LogStore> logStore, String text) {
        this.logStore = logStore;
        this.text = text;
    }

    /** What a store does with a condition. */
    public enum Conditions {
        /** A second write is refused. */
        KEPT,
        /** It overwrites the first. */
        IGNORED
    }

    /** Whom the writer lock keeps out. */
    public enum LockReach {
        /** Whoever uses the same results database, wherever. */
        EVERY_MACHINE,
        /** Only commands of this machine: the results are embedded. */
        THIS_MACHINE
    }

    /**
     * The way that is safe.
     *
     * @param lake where it is, for the message
     * @throws ConfigurationException if none is
     */
    public static Commits safe(String lake, Conditions conditions, LockReach lock) {
        if (conditions == Conditions.KEPT) {
            return BY_CONDITION;
        }
        if (lock == LockReach.EVERY_MACHINE) {
            return UNDER_LOCK;
        }
        throw new ConfigurationException(
                "The object store of " + lake + " ignores the conditions of writes, and the embedded results database"
                        + " cannot lock out other machines: two commands could overwrite each other's commits.",
                "Name a PostgreSQL server as results.postgres, whose lock keeps commands apart on all machines, or use"
                        + " an object store that keeps If-None-Match, or a folder as lake.path.");
    }

    /** The class by which Delta writes its log. */
    public Class<? extends LogStore> logStore() {
        return logStore;
    }

    /** The same in words. */
    public String text() {
        return text;
    }
}
