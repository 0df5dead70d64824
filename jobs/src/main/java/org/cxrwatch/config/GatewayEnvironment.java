package org.cxrwatch.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cxrwatch.error.ConfigurationException;

/**
 * A Pushgateway as the environment names it: the only place its password comes from.
 *
 * @param variables the environment
 */
record GatewayEnvironment(EnvironmentVariables variables) {

    /** The key of its address. */
    static final String KEY = "push.url";

    /** The variable of its address. */
    static final String URL = "PUSHGATEWAY_URL";

    private static final String PASSWORD = "PUSHGATEWAY_PASSWORD";
    private static final Pattern JOB = Pattern.compile("[A-Za-z0-9_.-]+");

    /** The gateway of the variable, if it is set. */
    Optional<GatewayUrl> named() {
        return variables
                .find(URL)
                .map(text -> GatewayUrl.parse(text)
                        .map(this::withPassword)
                        .orElseThrow(() -> new ConfigurationException(
                                "The environment variable " + URL + " is not the address of a Pushgateway (it is not"
                                        + " shown, as it may hold a password)",
                                "Write it as " + GatewayUrl.FORM + ", with % codes for special characters.")));
    }

    /** The settings, from what all layers say. */
    PushSettings settings(SettingReader reader, Optional<GatewayUrl> named) {
        String job = reader.name("push.job");
        if (!JOB.matcher(job).matches()) {
            throw reader.refused("push.job", "is not made of letters, digits, _, . and - alone");
        }
        return new PushSettings(
                named.or(() -> written(reader)),
                job,
                reader.duration("push.timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    private Optional<GatewayUrl> written(SettingReader reader) {
        String text = reader.text(KEY);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        GatewayUrl address = GatewayUrl.parse(text)
                .orElseThrow(() -> new ConfigurationException(
                        KEY + " is not the address of a Pushgateway", "Write it as " + GatewayUrl.FORM + "."));
        if (address.holdsPassword()) {
            throw EnvironmentVariables.misplaced(KEY, PASSWORD);
        }
        return Optional.of(withPassword(address));
    }

    private GatewayUrl withPassword(GatewayUrl address) {
        return address.holdsPassword()
                ? address
                : address.withPassword(variables.find(PASSWORD).map(Secret::new).orElse(Secret.NONE));
    }
}
