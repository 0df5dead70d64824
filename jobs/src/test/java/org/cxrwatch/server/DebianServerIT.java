package org.cxrwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What the tests with Debian's servers rest on: they start, stop, and are missed aloud. */
class DebianServerIT {

    @Test
    void aServerIsThereWhileItIsOpen() {
        DebianServer server = DebianServer.started(
                DebianProgram.PUSHGATEWAY, "/-/ready", place -> List.of("--web.listen-address=" + place.address()));
        try (server) {
            assertThat(server.read("/metrics")).contains("pushgateway_build_info");
            assertThat(server.log()).contains(server.endpoint().getAuthority());
        }

        assertThatThrownBy(() -> server.read("/metrics")).hasCauseInstanceOf(java.net.ConnectException.class);
        assertThat(server.directory()).doesNotExist();
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() {
        assertThatThrownBy(() -> DebianServer.started(
                        DebianProgram.PUSHGATEWAY, "/-/ready", place -> List.of("--no-such-option")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prometheus-pushgateway did not start")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void aProgramThatIsMissingSkipsTheTestAndFailsItOnABuildServer() {
        DebianProgram missing = new DebianProgram("no-such-program", "no-such-package");

        assertThatThrownBy(() -> missing.path(Map.of("PATH", "/usr/bin")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("apt-get install no-such-package");
        assertThatThrownBy(() -> missing.path(Map.of("PATH", "/usr/bin", "CI", "true")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apt-get install no-such-package");
    }

    @Test
    void aProgramIsCalledWithItsInput() {
        DebianProgram.Ended ended =
                DebianProgram.PROMTOOL.call("# HELP a b\n# TYPE a gauge\na 1\n", "check", "metrics");

        assertThat(ended).isEqualTo(new DebianProgram.Ended(0, ""));
    }
}
