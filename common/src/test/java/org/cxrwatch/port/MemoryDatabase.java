package org.cxrwatch.port;

import java.time.Clock;

/** The results database without a database: every port, on one state, for tests. */
public final class MemoryDatabase {

    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryOutbox outbox;
    private final MemoryResults results;
    private final MemoryRuns runs = new MemoryRuns();
    private final MemorySourceChecks sourceChecks = new MemorySourceChecks();
    private final MemoryErasures erasures = new MemoryErasures();
    private final MemoryIncidents incidents = new MemoryIncidents();
    private final MemoryBaselineRegister baselines = new MemoryBaselineRegister();
    private final MemoryModelRegister models;
    private final MemoryExpiries expiries = new MemoryExpiries();
    private final MemoryWriterLock writerLock = new MemoryWriterLock();

    /** An empty one, whose messages are due by this clock. */
    public MemoryDatabase(Clock clock) {
        this.outbox = new MemoryOutbox(clock);
        this.models = new MemoryModelRegister(clock);
        this.results = new MemoryResults(ledger, outbox, clock);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** A publisher: each has taken up what it began itself, as each process has. */
    public Results results() {
        return results.publisher();
    }

    public Runs runs() {
        return runs;
    }

    public SourceChecks sourceChecks() {
        return sourceChecks;
    }

    public Erasures erasures() {
        return erasures;
    }

    public Incidents incidents() {
        return incidents;
    }

    public BaselineRegister baselines() {
        return baselines;
    }

    public ModelRegister models() {
        return models;
    }

    public Expiries expiries() {
        return expiries;
    }

    public WriterLock writerLock() {
        return writerLock;
    }

    public FollowUps followUps() {
        return results.followUps();
    }

    public Outbox outbox() {
        return outbox;
    }

    public History history() {
        return results.history();
    }

    public AlertDesk alertDesk() {
        return results.alertDesk();
    }

    public AlertLog alertLog() {
        return results.alertLog();
    }
}
