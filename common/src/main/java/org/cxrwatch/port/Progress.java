package org.cxrwatch.port;

/** Is told how far a job has come, for whoever waits for it. It changes nothing about the job. */
public interface Progress {

    /** Nobody waits. */
    Progress UNSEEN = new Progress() {
        @Override
        public void begin(String stage, long total, String unit) {}

        @Override
        public void reach(long done) {}

        @Override
        public void end() {}
    };

    /**
     * A stage begins; the one before it has ended.
     *
     * @param stage what is done, e.g. {@code Evaluating}
     * @param total how much there is to do; 0 if nobody knows
     * @param unit of what, in the plural, e.g. {@code nights}
     */
    void begin(String stage, long total, String unit);

    /** So much of the stage is done, all in all. */
    void reach(long done);

    /** The stage has ended. */
    void end();
}
