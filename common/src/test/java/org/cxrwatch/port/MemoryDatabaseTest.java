package org.cxrwatch.port;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class MemoryDatabaseTest {

    private static MemoryDatabase database() {
        return new MemoryDatabase(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));
    }

    @Nested
    class LedgerInMemory implements LedgerContract {
        @Override
        public Ledger ledger() {
            return database().ledger();
        }
    }

    @Nested
    class AlertDeskInMemory implements AlertDeskContract {
        private final MemoryDatabase database = database();

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
    class RunsInMemory implements RunsContract {
        private final Runs runs = database().runs();

        @Override
        public Runs runs() {
            return runs;
        }
    }

    @Nested
    class MetricsGatewayInMemory implements MetricsGatewayContract {
        private final MemoryMetricsGateway gateway = new MemoryMetricsGateway();

        @Override
        public MetricsGateway gateway() {
            return gateway;
        }

        @Override
        public Map<String, Double> standing() {
            return gateway.standing();
        }
    }

    @Nested
    class SourceChecksInMemory implements SourceChecksContract {
        @Override
        public SourceChecks sourceChecks() {
            return database().sourceChecks();
        }
    }

    @Nested
    class ErasuresInMemory implements ErasuresContract {
        private final Erasures erasures = database().erasures();

        @Override
        public Erasures erasures() {
            return erasures;
        }
    }

    @Nested
    class ExpiriesInMemory implements ExpiriesContract {
        private final Expiries expiries = database().expiries();

        @Override
        public Expiries expiries() {
            return expiries;
        }
    }

    @Nested
    class IncidentsInMemory implements IncidentsContract {
        @Override
        public Incidents incidents() {
            return database().incidents();
        }
    }

    @Nested
    class BaselinesInMemory implements BaselineRegisterContract {
        @Override
        public BaselineRegister baselines() {
            return database().baselines();
        }
    }

    @Nested
    class ModelsInMemory implements ModelRegisterContract {
        private final ModelRegister models = database().models();

        @Override
        public ModelRegister models() {
            return models;
        }
    }

    @Nested
    class WriterLockInMemory implements WriterLockContract {
        @Override
        public WriterLock writerLock() {
            return database().writerLock();
        }
    }

    @Nested
    class OutboxInMemory implements OutboxContract {
        private final MemoryDatabase database = database();

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
    class FollowUpsInMemory implements FollowUpsContract {
        private final MemoryDatabase database = database();

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
    class ResultsInMemory implements ResultsContract {
        private final MemoryDatabase database = database();

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
    class HistoryInMemory implements HistoryContract {
        private final MemoryDatabase database = database();

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
