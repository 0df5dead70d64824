package org.cxrwatch.io.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.port.MetricsGateway;
import org.cxrwatch.port.MetricsGateway.Answer;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.cxrwatch.port.MetricsGateway.Group;
import org.cxrwatch.port.MetricsGatewayContract;
import org.cxrwatch.server.DebianProgram;
import org.cxrwatch.server.DebianServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter keeps the contract of its port on a real Pushgateway. */
class PushgatewayIT implements MetricsGatewayContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FOREIGN_LABELS = "(instance=\"\"|job=\"cxrwatch\"|part=\"runs\"),?";

    private static DebianServer server;

    @BeforeAll
    static void start() {
        server = DebianServer.started(
                DebianProgram.PUSHGATEWAY, "/-/ready", place -> List.of("--web.listen-address=" + place.address()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void empty() {
        gateway().replace(Group.RESULTS, List.of());
        gateway().replace(Group.RUNS, List.of());
    }

    @Override
    public MetricsGateway gateway() {
        return new Pushgateway(new GatewayAddress(server.endpoint(), "cxrwatch", PATIENCE));
    }

    @Override
    public Map<String, Double> standing() {
        return server.read("/metrics")
                .lines()
                .filter(line -> line.startsWith("some_"))
                .map(line ->
                        line.replaceAll(FOREIGN_LABELS, "").replace("{}", "").replace(",}", "}"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                        Double::sum,
                        TreeMap::new));
    }

    private static Gauge gauge(String help) {
        return new Gauge("some_number", help, new TreeMap<>(Map.of("kind", "x")), 1);
    }

    @Test
    void theGroupsAreNamedByJobAndPart() {
        gateway().replace(Group.RESULTS, List.of(gauge("A number.")));
        gateway().add(Group.RUNS, List.of(gauge("A number.")));

        assertThat(server.read("/metrics"))
                .contains("some_number{instance=\"\",job=\"cxrwatch\",kind=\"x\"} 1")
                .contains("some_number{instance=\"\",job=\"cxrwatch\",kind=\"x\",part=\"runs\"} 1");
    }

    @Test
    void whatTheGatewayRefusesIsRefusedWithItsWords() {
        Gauge misnamed = new Gauge("some_number", "A number.", new TreeMap<>(Map.of("job", "another")), 1);
        Gauge twice = gauge("A number.");

        Answer answer = gateway().replace(Group.RESULTS, List.of(misnamed, twice, twice));

        assertThat(answer.status()).isEqualTo(Answer.Status.REFUSED);
        assertThat(answer.detail()).startsWith("HTTP 400: ").contains("some_number");
        assertThat(standing()).isEmpty();
    }

    @Test
    void aPathBeforeTheGatewayIsKept() {
        GatewayAddress address =
                new GatewayAddress(URI.create("http://ada:pw@proxy.example:9091/gate/"), "cxrwatch-2", PATIENCE);

        assertThat(address.of("/part/runs"))
                .isEqualTo(URI.create("http://proxy.example:9091/gate/metrics/job/cxrwatch-2/part/runs"));
        assertThat(address).hasToString("http://proxy.example:9091/gate");
    }
}
