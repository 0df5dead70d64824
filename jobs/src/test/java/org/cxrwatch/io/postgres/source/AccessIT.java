package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.io.postgres.source.HospitalDatabase.Role;
import org.cxrwatch.io.postgres.source.TestAuthority.Validity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A source that does not let us in, or cannot prove who it is. */
class AccessIT {

    private static HospitalDatabase hospital;

    @BeforeAll
    static void begin() {
        hospital = HospitalDatabase.started();
        ManyPredictions.insert(hospital, 1, 10);
    }

    @AfterAll
    static void end() {
        hospital.close();
    }

    private static void assertRefused(String url, ExitCode exit, String... says) {
        Refusal refusal = Refusal.of(Extraction.of(hospital).at(url)::run);

        assertThat(refusal.exit()).isEqualTo(exit);
        assertThat(refusal.message()).contains("127.0.0.1:" + hospital.port()).contains(says);
        refusal.assertHides(Role.READER.password());
        refusal.assertHides("wr0ng");
    }

    private static String verified(TestAuthority authority) {
        return hospital.url(Role.READER) + "?sslmode=verify-full&sslrootcert=" + authority.root();
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        assertRefused(
                hospital.url(Role.READER).replace(Role.READER.password(), "wr0ng"),
                ExitCode.CONFIGURATION,
                "source database",
                "does not let the user reader in",
                "sources.postgres.url");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        assertRefused(
                hospital.url(Role.READER).replace(HospitalDatabase.DATABASE, "nowhere"),
                ExitCode.CONFIGURATION,
                "There is no database nowhere",
                "sources.postgres.url");
    }

    @Test
    void aServerWithoutAConnectionToSpareIsTriedAgainLater() {
        hospital.execute(Role.ADMIN, "ALTER ROLE reader CONNECTION LIMIT 0");
        assertRefused(hospital.url(Role.READER), ExitCode.TRANSIENT, "is not available just now: too many connections");
        hospital.execute(Role.ADMIN, "ALTER ROLE reader CONNECTION LIMIT -1");
    }

    @Test
    void aDatabaseThatIsClosedIsTriedAgainLater() throws SQLException {
        HospitalDatabase.execute(
                hospital.connect("postgres", Role.ADMIN),
                "ALTER DATABASE " + HospitalDatabase.DATABASE + " ALLOW_CONNECTIONS false");
        assertRefused(
                hospital.url(Role.READER), ExitCode.TRANSIENT, "is not available just now", "not currently accepting");
        HospitalDatabase.execute(
                hospital.connect("postgres", Role.ADMIN),
                "ALTER DATABASE " + HospitalDatabase.DATABASE + " ALLOW_CONNECTIONS true");
    }

    @Test
    void aServerThatCannotProveWhoItIsIsNotTrusted() throws SQLException {
        assertRefused(
                hospital.url(Role.READER) + "?sslmode=verify-full",
                ExitCode.CONFIGURATION,
                "the server offers no TLS",
                "?sslmode=disable");
        try (HospitalDatabase safe = HospitalDatabase.started()) {
            HospitalDatabase plain = hospital;
            hospital = safe;
            TestAuthority authority = new TestAuthority(safe.directory());
            safe.requireTls(authority.loopback(Validity.EXPIRED));
            assertRefused(verified(authority), ExitCode.CONFIGURATION, "its certificate has expired");

            safe.requireTls(authority.host("db.hospital.example"));
            assertRefused(verified(authority), ExitCode.CONFIGURATION, "its certificate is for another name");

            safe.requireTls(authority.loopback(Validity.VALID));
            assertRefused(safe.url(Role.READER) + "?sslmode=verify-full", ExitCode.CONFIGURATION, "sslrootcert=FILE");
            assertRefused(
                    safe.url(Role.READER) + "?sslmode=disable",
                    ExitCode.CONFIGURATION,
                    "does not let the user reader in");

            ManyPredictions.insert(safe, 1, 10);
            Extraction extraction = Extraction.of(safe).at(verified(authority));
            extraction.run();
            extraction.assertEqualTo(safe);
            hospital = plain;
        }
    }
}
