package org.cxrwatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a PostgreSQL database, as users write it.
 *
 * @param shown without its password: fit for anybody's eyes
 * @param complete with its password, percent-encoded
 */
public record DatabaseUrl(String shown, Secret complete) {

    /** What an address looks like, for messages. */
    static final String FORM = "postgresql://user:password@host:5432/database";

    private static final Pattern SCHEME = Pattern.compile("^(jdbc:)?postgres(ql)?(\\+\\w+)?://");

    /** A password there would be shown with the other parameters. */
    private static final Pattern PASSWORD_AS_PARAMETER = Pattern.compile("[?&](ssl)?password=");

    /** Reads {@code postgresql://user:password@host:port/database?parameters}; empty if it is not such a text. */
    static Optional<DatabaseUrl> parse(String text) {
        if (!SCHEME.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(SCHEME.matcher(text).replaceFirst("postgresql://"));
            String path = uri.getPath() == null ? "" : uri.getPath();
            boolean elsewhere = uri.getHost() == null || path.length() < 2 || path.indexOf('/', 1) >= 0;
            if (elsewhere || PASSWORD_AS_PARAMETER.matcher(text).find()) {
                return Optional.empty();
            }
            String who = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = who.indexOf(':');
            String shown =
                    colon < 0 ? uri.toString() : uri.toString().replace(who + "@", who.substring(0, colon) + "@");
            return Optional.of(new DatabaseUrl(shown, new Secret(uri.toString())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the address itself says the password. */
    boolean holdsPassword() {
        return !complete.reveal().equals(shown);
    }

    /** The same address asked with a password; without a user there is nobody it could be of. */
    DatabaseUrl withPassword(Secret password) {
        int at = shown.indexOf('@');
        if (at < 0 || password.isEmpty()) {
            return this;
        }
        String encoded =
                URLEncoder.encode(password.reveal(), StandardCharsets.UTF_8).replace("+", "%20");
        return new DatabaseUrl(shown, new Secret(shown.substring(0, at) + ":" + encoded + shown.substring(at)));
    }
}
