package org.cxrwatch.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A webhook that takes what is posted and remembers it. */
final class HookServer implements AutoCloseable {

    static final String PATH = "/services/T0SENTINEL/B0SENTINEL/s3nt1nelT0ken4711";

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    HookServer() {
        server.start();
        answers(aResponse().withStatus(200).withBody("ok"));
    }

    void answers(ResponseDefinitionBuilder response) {
        server.stubFor(post(anyUrl()).willReturn(response));
    }

    Endpoint endpoint() {
        return new Endpoint(URI.create(url()));
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + PATH;
    }

    static HttpSender sender() {
        return new HttpSender(
                new Patience(TEN_SECONDS, TEN_SECONDS, TEN_SECONDS),
                TrustedAuthorities.tls(Optional.empty()),
                Messages.CLOCK);
    }

    /** What was posted, in order. */
    List<LoggedRequest> requests() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    /** The body of the last one. */
    JsonNode last() throws IOException {
        List<LoggedRequest> requests = requests();
        return new ObjectMapper().readTree(requests.get(requests.size() - 1).getBody());
    }

    @Override
    public void close() {
        server.stop();
    }
}
