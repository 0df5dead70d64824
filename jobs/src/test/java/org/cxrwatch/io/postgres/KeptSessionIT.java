package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cxrwatch.port.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One connection for what is done one after the other, and another when it is lost. */
class KeptSessionIT {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final ResultsDatabase database = SERVER.migrated();

    private static long connection(Session session) {
        return session.find("SELECT pg_backend_pid() AS pid", row -> row.number("pid"))
                .orElseThrow();
    }

    @Test
    void transactionsShareAConnectionAndEachIsDoneWhenItIs() {
        try (KeptSession kept = new KeptSession(database)) {
            Long first = kept.transaction(KeptSessionIT::connection);
            kept.transaction(session -> session.update("CREATE TABLE monitoring.kept_probe (n int)"));

            assertThat(kept.transaction(KeptSessionIT::connection))
                    .isEqualTo(first)
                    .isNotEqualTo(database.transaction(KeptSessionIT::connection));
            assertThat(database.<Boolean>transaction(session -> session.find(
                                    "SELECT to_regclass('monitoring.kept_probe') IS NOT NULL AS there",
                                    row -> row.flag("there"))
                            .orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void aConnectionThatWasLostInBetweenIsMadeAnew() {
        try (KeptSession kept = new KeptSession(database)) {
            Long lost = kept.transaction(KeptSessionIT::connection);
            database.transaction(session -> session.find(
                            "SELECT pg_terminate_backend(" + lost + ", 10000) AS ended", row -> row.flag("ended"))
                    .orElseThrow());

            assertThat(kept.transaction(KeptSessionIT::connection)).isNotEqualTo(lost);
        }
    }

    @Test
    void whatFailsIsTakenBackAndTheNextSucceeds() {
        try (KeptSession kept = new KeptSession(database)) {
            assertThatThrownBy(() -> kept.transaction(session -> {
                        session.update("CREATE TABLE monitoring.kept_failure (n int)");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");

            kept.transaction(session -> session.update("CREATE TABLE monitoring.kept_failure (n int)"));
        }
    }

    @Test
    void aSenderWorksOnTheOutboxOverOne() {
        List<Outbox.Pending> due =
                database.outbox().together(outbox -> outbox.lease(1, Duration.ofMinutes(1), Set.of()));

        assertThat(due).isEmpty();
    }
}
