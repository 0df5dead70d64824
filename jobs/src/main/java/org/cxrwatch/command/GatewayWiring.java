package org.cxrwatch.command;

import java.net.URI;
import java.util.Optional;
import org.cxrwatch.config.PushSettings;
import org.cxrwatch.io.pushgateway.GatewayAddress;
import org.cxrwatch.io.pushgateway.Pushgateway;
import org.cxrwatch.port.MetricsGateway;

/** Makes the adapter of a Pushgateway, from settings. */
final class GatewayWiring {

    private GatewayWiring() {}

    /** The one that is configured, if one is; nothing is connected yet. */
    static Optional<MetricsGateway> gateway(PushSettings push) {
        return push.url()
                .map(url -> URI.create(url.complete().reveal()))
                .map(url -> new Pushgateway(new GatewayAddress(url, push.job(), push.timeout())));
    }
}
