package org.cxrwatch.job;

/** Is told how far a job is. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (unit, done, total) -> {};

    /**
     * Some of the work is done.
     *
     * @param unit what is counted, e.g. {@code night}
     * @param done how many are done
     * @param total of how many
     */
    void step(String unit, long done, long total);
}
