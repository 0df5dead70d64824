package org.cxrwatch.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where numbers are left for Prometheus.
 *
 * @param url of the Pushgateway; empty if there is none
 * @param job under which name
 * @param timeout how long one attempt may take
 */
public record PushSettings(Optional<GatewayUrl> url, String job, Duration timeout) {}
