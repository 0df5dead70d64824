package org.cxrwatch.io.pushgateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Where a gateway is, who asks it, and how long an answer is waited for. */
public final class GatewayAddress {

    private final URI url;
    private final Optional<String> credentials;
    private final String job;
    private final Duration patience;

    /**
     * An address.
     *
     * @param url of the gateway, with a user and password if it asks for them: {@code http://user:password@host:9091}
     * @param job under which name its numbers are put: letters, digits, {@code _}, {@code .} and {@code -}
     * @param patience for one attempt, from connecting to the end of the answer
     */
    public GatewayAddress(URI url, String job, Duration patience) {
        String address = url.toString();
        this.credentials = Optional.ofNullable(url.getUserInfo());
        this.url = URI.create((url.getRawUserInfo() == null ? address : address.replaceFirst("//[^@/]*@", "//"))
                .replaceFirst("/+$", ""));
        this.job = job;
        this.patience = patience;
    }

    /** Where the numbers of a group are put. */
    URI of(String key) {
        return URI.create(url + "/metrics/job/" + job + key);
    }

    /** What a gateway behind a proxy with basic authentication wants to read; empty if there is no user. */
    Optional<String> authorization() {
        return credentials.map(
                known -> "Basic " + Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)));
    }

    Duration patience() {
        return patience;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
