package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:p%40ss+word@db.example:6432/chest_xray_metrics?sslmode=verify-full",
                "postgres://me:p%40ss+word@db.example:6432/chest_xray_metrics?sslmode=verify-full",
                "postgresql+psycopg2://me:p%40ss+word@db.example:6432/chest_xray_metrics?sslmode=verify-full"
            })
    void theFormsPeopleUseAreRead(String url) {
        assertThat(DatabaseUrl.parse(url))
                .contains(new DatabaseUrl(
                        "postgresql://me@db.example:6432/chest_xray_metrics?sslmode=verify-full",
                        new Secret(
                                "postgresql://me:p%40ss+word@db.example:6432/chest_xray_metrics?sslmode=verify-full")));
    }

    @Test
    void portAndUserMayBeLeftOut() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db/results").orElseThrow();

        assertThat(url.shown()).isEqualTo("postgresql://db/results");
        assertThat(url.holdsPassword()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://db/x",
                "postgresql:///x",
                "postgresql://db",
                "postgresql://db/",
                "postgresql://d b/x",
                "postgresql://db/x?password=geheim"
            })
    void anythingElseIsNoAddress(String url) {
        assertThat(DatabaseUrl.parse(url)).isEmpty();
    }

    @Test
    void noPasswordIsEverShown() {
        Configuration configuration = load(Map.of("DATABASE_URL", "postgresql://me:geheim@db/results"));

        DatabaseUrl url = configuration.settings().stores().postgres().orElseThrow();
        assertThat(url.complete().reveal()).isEqualTo("postgresql://me:geheim@db/results");
        assertThat(configuration.list().toString() + configuration.settings())
                .contains("postgresql://me@db/results")
                .doesNotContain("geheim");
    }

    @Test
    void aBadDatabaseUrlIsRefusedWithoutItsText() {
        assertThatThrownBy(() -> load(Map.of("DATABASE_URL", "postgresql//me:geheim@db/results")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DATABASE_URL is not the address of a PostgreSQL database")
                .hasMessageContaining("postgresql://user:password@host:5432/database")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aPasswordOnTheCommandLineOrInAFileIsRefusedWithoutItsText() {
        assertThatThrownBy(() -> load(Map.of(), "results.postgres=postgresql://me:geheim@db/results"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("results.postgres holds a password")
                .hasMessageContaining("DATABASE_PASSWORD")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> load(Map.of(), "results.postgres=postgresqlx://me:geheim@db/results"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void thePasswordMayStandInAFileOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "ge:he im@\n");

        Configuration configuration =
                load(Map.of("DATABASE_PASSWORD_FILE", file.toString()), "results.postgres=postgresql://me@db/results");

        assertThat(configuration.settings().stores().postgres().orElseThrow().complete())
                .isEqualTo(new Secret("postgresql://me:ge%3Ahe%20im%40@db/results"));
    }

    @Test
    void theWholeUrlMayStandInAFileOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("url"), "postgresql://me:geheim@db/results\n");

        assertThat(load(Map.of("DATABASE_URL_FILE", file.toString()))
                        .settings()
                        .stores()
                        .postgres()
                        .orElseThrow()
                        .complete())
                .isEqualTo(new Secret("postgresql://me:geheim@db/results"));
    }

    @Test
    void aFileOfASecretThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> load(Map.of("DATABASE_URL_FILE", "/nowhere/url")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/nowhere/url that DATABASE_URL_FILE names cannot be read");
    }

    private Configuration load(Map<String, String> environment, String... overrides) {
        return Configuration.load(
                new ConfigurationLayers(folder, folder, Optional.empty(), environment, List.of(overrides)));
    }
}
