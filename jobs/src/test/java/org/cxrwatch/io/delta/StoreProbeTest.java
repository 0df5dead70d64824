package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.cxrwatch.error.TransientException;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private static StoreProbe probe(Map<String, String> settings) {
        Configuration configuration = new Configuration(false);
        settings.forEach(configuration::set);
        return new StoreProbe("s3a://bucket/lake", configuration);
    }

    /** A port of this machine at which nobody listens. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anAddressIsTriedWithItsSchemeOrWithout() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + socket.getLocalPort();
            assertThatCode(() -> probe(Map.of("fs.s3a.endpoint", "http://" + address))
                            .reach())
                    .doesNotThrowAnyException();
            assertThatCode(() -> probe(Map.of("fs.s3a.endpoint", address)).reach())
                    .doesNotThrowAnyException();
        }
        String nobody = "127.0.0.1:" + freePort();
        assertThatThrownBy(() -> probe(Map.of("fs.s3a.endpoint", nobody)).reach())
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("nothing answers at " + nobody);
    }

    @Test
    void whatLiesBehindAProxyOrIsAmazonsIsNotTried() throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();
        assertThatCode(() -> probe(Map.of("fs.s3a.endpoint", nobody, "fs.s3a.proxy.host", "proxy"))
                        .reach())
                .doesNotThrowAnyException();
        assertThatCode(() -> probe(Map.of()).reach()).doesNotThrowAnyException();
    }
}
