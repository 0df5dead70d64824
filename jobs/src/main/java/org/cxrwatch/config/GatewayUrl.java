package org.cxrwatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The address of a Pushgateway, as users write it.
 *
 * @param shown without its password: fit for anybody's eyes
 * @param complete with its password, percent-encoded
 */
public record GatewayUrl(String shown, Secret complete) {

    /** What an address looks like, for messages. */
    static final String FORM = "http://user@pushgateway.example:9091";

    private static final Set<String> WEB = Set.of("http", "https");

    /** Reads {@code http://user:password@host:port/prefix}; empty if it is not such a text. */
    static Optional<GatewayUrl> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean other = !WEB.contains(String.valueOf(uri.getScheme()))
                    || uri.getHost() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null;
            if (other) {
                return Optional.empty();
            }
            String who = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = who.indexOf(':');
            String shown =
                    colon < 0 ? uri.toString() : uri.toString().replace(who + "@", who.substring(0, colon) + "@");
            return Optional.of(new GatewayUrl(shown, new Secret(uri.toString())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the address itself says the password. */
    boolean holdsPassword() {
        return !complete.reveal().equals(shown);
    }

    /** The same address asked with a password; without a user there is nobody it could be of. */
    GatewayUrl withPassword(Secret password) {
        int at = shown.indexOf('@');
        if (at < 0 || password.isEmpty()) {
            return this;
        }
        String encoded =
                URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8).replace("+", "%20");
        return new GatewayUrl(shown, new Secret(shown.substring(0, at) + ":" + encoded + shown.substring(at)));
    }
}
