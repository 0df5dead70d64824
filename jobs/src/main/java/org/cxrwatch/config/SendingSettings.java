package org.cxrwatch.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.notice.Routing;

/**
 * How people are told.
 *
 * @param receivers who can be told, by name in order
 * @param routing who is told of what
 * @param patience how long an attempt may take
 * @param authorities a PEM file of the certificate authorities that servers' certificates must be of; empty for Java's
 * @param lease how long a message belongs to one sender
 * @param firstWait after the first failure
 * @param longestWait at most
 * @param attempts after which it is given up
 */
public record SendingSettings(
        List<ReceiverSettings> receivers,
        Routing routing,
        Patience patience,
        Optional<Path> authorities,
        Duration lease,
        Duration firstWait,
        Duration longestWait,
        int attempts) {

    /**
     * How long an attempt may take.
     *
     * @param connect until a connection stands
     * @param answer between two pieces of an answer
     * @param total from the first byte to the last
     */
    public record Patience(Duration connect, Duration answer, Duration total) {}

    /** Copies the list. */
    public SendingSettings {
        receivers = List.copyOf(receivers);
    }

    /**
     * Stops whoever sends before anything is done; who looks at alerts or acknowledges them needs no password.
     *
     * @throws org.cxrwatch.error.ConfigurationException if the secret of a receiver is missing
     */
    public void requireSecrets() {
        receivers.forEach(ReceiverSettings::requireSecrets);
    }
}
