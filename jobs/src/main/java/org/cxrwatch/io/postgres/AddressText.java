package org.cxrwatch.io.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cxrwatch.error.ConfigurationException;

/** Takes a database URL apart. Nothing before the last {@code @} is ever shown: it may hold a password. */
final class AddressText {

    private static final String REMEDY = "Write it as postgresql://user:password@host:port/database, for example"
            + " postgresql://monitor:secret@db.example.org:5432/metrics; in user and password @ is written %40,"
            + " / %2F, ? %3F and % %25.";
    private static final Pattern SCHEME =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9]+)?://(.*)", Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]+))?/(?<database>[^/]+)");
    private static final int LARGEST_PORT = 65_535;

    private final String url;

    AddressText(String url) {
        this.url = url.strip();
    }

    DatabaseAddress address() {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            throw unreadable("it does not begin with postgresql://");
        }
        String rest = scheme.group(1);
        int question = rest.indexOf('?');
        String head = question < 0 ? rest : rest.substring(0, question);
        int at = head.lastIndexOf('@');
        Matcher place = PLACE.matcher(head.substring(at + 1));
        if (!place.matches()) {
            throw unreadable("what follows user and password is not host:port/database");
        }
        Map<String, String> parameters = parameters(question < 0 ? "" : rest.substring(question + 1));
        String host = place.group("host").replaceAll("[\\[\\]]", "");
        String database = decoded(place.group("database"));
        int port = port(Optional.ofNullable(place.group("port")));
        Optional<DatabaseAddress.Login> login = login(at < 0 ? "" : head.substring(0, at), parameters);
        return PasswordFile.complete(new DatabaseAddress(host, port, database, login, parameters));
    }

    private int port(Optional<String> text) {
        if (text.isEmpty()) {
            return DatabaseAddress.USUAL_PORT;
        }
        String digits = text.get();
        int port = digits.length() > 5 ? LARGEST_PORT + 1 : Integer.parseInt(digits);
        if (port < 1 || port > LARGEST_PORT) {
            throw unreadable("there is no port " + digits);
        }
        return port;
    }

    private static Optional<DatabaseAddress.Login> login(String text, Map<String, String> parameters) {
        int colon = text.indexOf(':');
        String user = decoded(colon < 0 ? text : text.substring(0, colon));
        String password = colon < 0 ? "" : decoded(text.substring(colon + 1));
        Optional<String> otherUser = Optional.ofNullable(parameters.remove("user"));
        Optional<String> otherPassword = Optional.ofNullable(parameters.remove("password"));
        String finalUser = user.isEmpty() ? otherUser.orElse("") : user;
        return finalUser.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DatabaseAddress.Login(finalUser, password.isEmpty() ? otherPassword.orElse("") : password));
    }

    private Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw unreadable("after the ? there is something that is not name=value");
            }
        }
        return parameters;
    }

    /**
     * Percent sequences decoded; a percent sign that begins none stays what it is, as in other readers of such URLs.
     */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int end = text.offsetByCodePoints(i, 1);
            if (text.charAt(i) == '%' && i + 3 <= text.length() && isHex(text.charAt(i + 1), text.charAt(i + 2))) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                end = i + 3;
            } else {
                bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
            }
            i = end;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(char high, char low) {
        return Character.digit(high, 16) >= 0 && Character.digit(low, 16) >= 0;
    }

    private static ConfigurationException unreadable(String why) {
        return new ConfigurationException("The URL of the results database cannot be read: " + why + ".", REMEDY);
    }
}
