package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a Pushgateway is and who asks it, without its password in sight. */
class GatewayUrlTest {

    @TempDir
    private Path folder;

    private Configuration load(Map<String, String> environment, String... overrides) {
        return Configuration.load(new ConfigurationLayers(
                folder, folder.resolve("home"), Optional.empty(), environment, List.of(overrides)));
    }

    private ConfigurationException refused(Map<String, String> environment, String... overrides) {
        return catchThrowableOfType(ConfigurationException.class, () -> load(environment, overrides));
    }

    @Test
    void nothingIsPushedUnlessSomebodySaysWhere() {
        assertThat(load(Map.of()).settings().push())
                .isEqualTo(new PushSettings(Optional.empty(), "cxrwatch", Duration.ofSeconds(10)));
    }

    @Test
    void theEnvironmentMayHoldThePasswordAndNothingShowsIt() {
        Configuration configuration = load(Map.of("PUSHGATEWAY_URL", "https://ada:p%40ss@gate.example:9091/push"));

        GatewayUrl url = configuration.settings().push().url().orElseThrow();

        assertThat(url.complete().reveal()).isEqualTo("https://ada:p%40ss@gate.example:9091/push");
        assertThat(url.shown()).isEqualTo("https://ada@gate.example:9091/push");
        assertThat(configuration.list())
                .contains(new Configuration.Setting(
                        "push.url", "https://ada@gate.example:9091/push", "environment variable PUSHGATEWAY_URL"));
        assertThat(configuration.list().toString() + configuration.settings()).doesNotContain("p%40ss");
    }

    @Test
    void thePasswordMayBeInAFileOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "p@ss word\n");

        GatewayUrl url = load(
                        Map.of("PUSHGATEWAY_PASSWORD_FILE", file.toString()), "push.url=http://ada@gate.example:9091")
                .settings()
                .push()
                .url()
                .orElseThrow();

        assertThat(url.complete().reveal()).isEqualTo("http://ada:p%40ss%20word@gate.example:9091");
        assertThat(url.shown()).isEqualTo("http://ada@gate.example:9091");
    }

    @Test
    void theCommandLineIsStrongerThanTheEnvironment() {
        GatewayUrl url = load(Map.of("PUSHGATEWAY_URL", "http://environment:9091"), "push.url=http://line:9091")
                .settings()
                .push()
                .url()
                .orElseThrow();

        assertThat(url.shown()).isEqualTo("http://line:9091");
    }

    @Test
    void aPasswordInASettingIsRefusedAndNotShown() {
        ConfigurationException refused = refused(Map.of(), "push.url=http://ada:geheim@gate.example:9091");

        assertThat(refused.problem()).isEqualTo("push.url holds a password.").doesNotContain("geheim");
        assertThat(refused.remedy()).contains("PUSHGATEWAY_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate.example:9091", "ftp://gate.example", "http://", "http://gate?x=1", "http://a b"})
    void whatIsNoAddressIsRefused(String text) {
        assertThat(refused(Map.of(), "push.url=" + text).problem())
                .isEqualTo("push.url is not the address of a Pushgateway.");
        assertThat(refused(Map.of("PUSHGATEWAY_URL", text)).problem())
                .startsWith("The environment variable PUSHGATEWAY_URL is not the address of a Pushgateway")
                .doesNotContain(text);
    }

    @ParameterizedTest
    @CsvSource({"push.job, a/b, letters", "push.timeout, 10, unit", "push.timeout, 1 hour, between"})
    void whatCannotBeIsRefused(String key, String value, String why) {
        assertThat(refused(Map.of(), key + "=" + value).problem()).contains(key).contains(why);
    }
}
