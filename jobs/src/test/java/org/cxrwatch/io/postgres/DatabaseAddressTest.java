package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    private static Optional<String> password(DatabaseAddress address) {
        return address.login().map(DatabaseAddress.Login::password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://monitor:s3cret@db.example.org:6543/metrics",
                "postgres://monitor:s3cret@db.example.org:6543/metrics",
                "postgresql+psycopg2://monitor:s3cret@db.example.org:6543/metrics",
                "jdbc:postgresql://db.example.org:6543/metrics?user=monitor&password=s3cret",
                " postgresql://monitor:s3cret@db.example.org:6543/metrics\n"
            })
    void oneAddressHasManySpellings(String url) {
        DatabaseAddress address = DatabaseAddress.parse(url);

        assertThat(address).hasToString("db.example.org:6543/metrics");
        assertThat(address.user()).isEqualTo("monitor");
        assertThat(password(address)).contains("s3cret");
        assertThat(address.parameters()).isEmpty();
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:6543/metrics");
    }

    @Test
    void whatIsLeftOutIsTheUsual() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://localhost/metrics");

        assertThat(address).hasToString("localhost:5432/metrics");
        assertThat(address.login()).isEmpty();
        assertThat(address.isLoopback()).isTrue();
    }

    @Test
    void aPasswordMayHoldAnything() {
        assertThat(password(DatabaseAddress.parse("postgresql://u:p%40ss%2Fw%3Ard%3F%25%C3%A9@h/d")))
                .contains("p@ss/w:rd?%é");
        assertThat(password(DatabaseAddress.parse("postgresql://u:p@ss/w:rd#100%@h/d")))
                .contains("p@ss/w:rd#100%");
    }

    @Test
    void parametersAreHandedToTheDriver() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://u:p@[::1]:5433/d?sslmode=require&options=-c%20x");

        assertThat(address).hasToString("[::1]:5433/d");
        assertThat(address.isLoopback()).isTrue();
        assertThat(address.parameters()).containsEntry("sslmode", "require").containsEntry("options", "-c x");
    }

    @Test
    void aPasswordFileTakesThePlaceOfAPassword(@TempDir Path home) throws IOException {
        Path file = home.resolve("pass word");
        Files.writeString(file, "other:1:d:v:wrong\n127.0.0.1:*:*:u:a\\:b:c\n");

        assertThat(password(DatabaseAddress.parse(
                        "postgresql://u@127.0.0.1/d?passfile=" + file.toString().replace(" ", "%20"))))
                .contains("a:b:c");
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://u@127.0.0.1/d?passfile=" + home.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none named by the URL of the results database cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://monitor:s3cret@host/db",
                "monitor:s3cret@host/db",
                "postgresql://monitor:s3cret@host",
                "postgresql://monitor:s3cret@host/",
                "postgresql://monitor:s3cret@/db",
                "postgresql://monitor:s3cret@host:port/db",
                "postgresql://monitor:s3cret@host:0/db",
                "postgresql://monitor:s3cret@host:99999999999/db",
                "postgresql://monitor:s3cret@one,two/db",
                "postgresql://monitor:s3cret?@host/db",
                "postgresql://host/db?s3cret"
            })
    void anAddressThatCannotBeReadIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The URL of the results database cannot be read: ")
                .hasMessageContaining("Write it as postgresql://user:password@host:port/database")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void nothingPrintsThePassword() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://monitor:s3cret@host/db");

        assertThat(address.toString() + address.login() + address.jdbcUrl()).doesNotContain("s3cret");
    }
}
