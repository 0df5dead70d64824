package org.cxrwatch.notify;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An address that messages are posted to. Who knows it may post there too: whatever shows it shows its host alone.
 */
public final class Endpoint {

    private static final String HIDDEN = "(hidden)";
    private static final int SHORT = 6;
    private static final int LONG = 16;

    private final URI uri;

    /** An address with a scheme and a host. */
    public Endpoint(URI uri) {
        this.uri = Objects.requireNonNull(uri, "uri");
    }

    /** The address itself, for the one call that needs it. */
    URI uri() {
        return uri;
    }

    /** The same address with another path below its own. */
    Endpoint below(String path) {
        return new Endpoint(URI.create(uri.toString().replaceAll("/+$", "") + path));
    }

    /** A text without what is secret of the address: servers repeat it in what they answer. */
    String masked(String text) {
        String masked = text;
        for (String part : secretParts()) {
            masked = masked.replace(part, HIDDEN);
        }
        return masked;
    }

    private List<String> secretParts() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String decoded = uri.getPath() == null ? "" : uri.getPath();
        return Stream.of(
                        Stream.of(uri.toString(), query),
                        Stream.of(path.split("/", -1)),
                        Stream.of(decoded.split("/", -1)),
                        Stream.of(query.split("[&=]", -1)))
                .flatMap(parts -> parts)
                .filter(Endpoint::tells)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** Tokens are long, or mix letters and digits; words such as "services" are neither. */
    private static boolean tells(String part) {
        return part.length() >= LONG
                || (part.length() >= SHORT
                        && part.chars().anyMatch(c -> Character.isDigit(c) || Character.isUpperCase(c)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Endpoint endpoint && endpoint.uri.equals(uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    /** Its host, and its port if it is not the usual one. */
    @Override
    public String toString() {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
