package org.cxrwatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * An address of the web.
 *
 * @param uri with a scheme and a host
 */
record WebAddress(URI uri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MOST_PORT = 65_535;

    /** What a text names; empty if it is no such address. */
    static Optional<WebAddress> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean isWhole = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= MOST_PORT;
            return isWeb && isWhole && uri.getFragment() == null ? Optional.of(new WebAddress(uri)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether it names a user, perhaps with a password. */
    boolean holdsUser() {
        return uri.getUserInfo() != null;
    }

    /** Whether nobody on the way can read what is sent there. */
    boolean isSecured() {
        return uri.getScheme().equals("https") || isLoopback(uri.getHost());
    }

    /** Whether a host is this machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }
}
