package org.cxrwatch.io.postgres;

import org.cxrwatch.port.AlertDesk;
import org.cxrwatch.port.AlertDeskContract;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.BaselineRegisterContract;
import org.cxrwatch.port.Erasures;
import org.cxrwatch.port.ErasuresContract;
import org.cxrwatch.port.Expiries;
import org.cxrwatch.port.ExpiriesContract;
import org.cxrwatch.port.FollowUps;
import org.cxrwatch.port.FollowUpsContract;
import org.cxrwatch.port.History;
import org.cxrwatch.port.HistoryContract;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.port.IncidentsContract;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.LedgerContract;
import org.cxrwatch.port.ModelRegister;
import org.cxrwatch.port.ModelRegisterContract;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.OutboxContract;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.ResultsContract;
import org.cxrwatch.port.Runs;
import org.cxrwatch.port.RunsContract;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.SourceChecksContract;
import org.cxrwatch.port.WriterLock;
import org.cxrwatch.port.WriterLockContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every port holds to its contract on a real server. */
class PostgresPortsIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Nested
    class LedgerIT implements LedgerContract {
        @Override
        public Ledger ledger() {
            return SERVER.migrated().ledger();
        }
    }

    @Nested
    class RunsIT implements RunsContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public Runs runs() {
            return database.runs();
        }
    }

    @Nested
    class SourceChecksIT implements SourceChecksContract {
        @Override
        public SourceChecks sourceChecks() {
            return SERVER.migrated().sourceChecks();
        }
    }

    @Nested
    class ErasuresIT implements ErasuresContract {
        @Override
        public Erasures erasures() {
            return SERVER.migrated().erasures();
        }
    }

    @Nested
    class ExpiriesIT implements ExpiriesContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public Expiries expiries() {
            return database.expiries();
        }
    }

    @Nested
    class IncidentsIT implements IncidentsContract {
        @Override
        public Incidents incidents() {
            return SERVER.migrated().incidents();
        }
    }

    @Nested
    class BaselinesIT implements BaselineRegisterContract {
        @Override
        public BaselineRegister baselines() {
            return SERVER.migrated().baselines();
        }
    }

    @Nested
    class ModelsIT implements ModelRegisterContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public ModelRegister models() {
            return database.models();
        }
    }

    @Nested
    class LockIT implements WriterLockContract {
        @Override
        public WriterLock writerLock() {
            return SERVER.migrated().writerLock();
        }
    }

    @Nested
    class AlertDeskIT implements AlertDeskContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public AlertDesk desk() {
            return database.alertDesk();
        }

        @Override
        public Results results() {
            return database.results();
        }

        @Override
        public AlertLog alertLog() {
            return database.alertLog();
        }
    }

    @Nested
    class OutboxIT implements OutboxContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public Results results() {
            return database.results();
        }

        @Override
        public Outbox outbox() {
            return database.outbox();
        }
    }

    @Nested
    class FollowUpsIT implements FollowUpsContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public FollowUps followUps() {
            return database.followUps();
        }

        @Override
        public AlertLog alertLog() {
            return database.alertLog();
        }

        @Override
        public Outbox outbox() {
            return database.outbox();
        }
    }

    @Nested
    class ResultsIT implements ResultsContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public Results results() {
            return database.results();
        }

        @Override
        public Ledger ledger() {
            return database.ledger();
        }

        @Override
        public AlertLog alertLog() {
            return database.alertLog();
        }

        @Override
        public History history() {
            return database.history();
        }
    }

    @Nested
    class PublishedIT implements HistoryContract {
        private final ResultsDatabase database = SERVER.migrated();

        @Override
        public Results results() {
            return database.results();
        }

        @Override
        public History history() {
            return database.history();
        }
    }
}
