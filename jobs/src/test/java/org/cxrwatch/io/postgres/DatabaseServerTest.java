package org.cxrwatch.io.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.cxrwatch.io.postgres.DatabaseServer.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void aServerOfThisMachineIsWaitedForWhileTheMachineIsBusy(String host) {
        assertThat(loginSeconds(host)).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aServerElsewhereThatSaysNothingIsSoonGivenUp() {
        assertThat(loginSeconds("db.hospital.example")).isEqualTo(10);
    }

    private static int loginSeconds(String host) {
        DatabaseAddress address = new DatabaseAddress(host, 5432, "results", Optional.empty(), Map.of());
        return Integer.parseInt(new DatabaseServer(address, "cxrwatch test", Use.RESULTS)
                .properties()
                .getProperty("loginTimeout"));
    }
}
