package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneMasterTest {

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamedAtOnce() throws IOException {
        int closed;
        try (ServerSocket socket = listening()) {
            closed = socket.getLocalPort();
        }

        assertThatThrownBy(() -> new StandaloneMaster("spark://127.0.0.1:" + closed).reach())
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("No Spark master answers at spark://127.0.0.1:" + closed)
                .hasMessageContaining("correct --master");
    }

    @Test
    void oneOfSeveralMastersIsEnough() throws IOException {
        try (ServerSocket socket = listening()) {
            String two = "spark://127.0.0.1:1,127.0.0.1:" + socket.getLocalPort();

            assertThatCode(() -> new StandaloneMaster(two).reach()).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://", "spark://local[2]", "spark://somewhere", "spark://a:7077,", "spark://a b:7077"})
    void whatIsNoAddressIsAMatterOfConfiguration(String text) {
        assertThatThrownBy(() -> new StandaloneMaster(text).reach())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Write spark://host:port");
    }

    @Test
    void otherMastersAreNotAskedFor() {
        assertThat(StandaloneMaster.isNamedBy("local[2]")).isFalse();
        assertThat(StandaloneMaster.isNamedBy("k8s://https://cluster:6443")).isFalse();
        assertThat(StandaloneMaster.isNamedBy("spark://master:7077")).isTrue();
    }
}
