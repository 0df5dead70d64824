package org.cxrwatch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.error.ConfigurationException;

/**
 * An object store as the environment names it, by the variables that AWS's own programs read.
 *
 * @param variables the environment
 */
record S3Environment(Map<String, String> variables) {

    /** The key of the store's address. */
    static final String ENDPOINT = "s3.endpoint";

    /** The key of its region. */
    static final String REGION = "s3.region";

    private static final Map<String, List<String>> NAMES = Map.of(
            ENDPOINT, List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"),
            REGION, List.of("AWS_REGION", "AWS_DEFAULT_REGION"));

    private static final Set<String> WEB = Set.of("http", "https");

    /**
     * A value and the variable it is from.
     *
     * @param value what it says
     * @param variable its name
     */
    record Named(String value, String variable) {}

    /** What the environment says of a key, by the first of its variables that is set. */
    Optional<Named> named(String key) {
        return NAMES.get(key).stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .map(name -> new Named(variables.get(name).strip(), name))
                .findFirst();
    }

    /** The settings, from what all layers say. */
    static Settings.S3 settings(SettingReader reader) {
        String endpoint = reader.text(ENDPOINT);
        String region = reader.text(REGION);
        return new Settings.S3(
                endpoint.isEmpty() ? Optional.empty() : Optional.of(address(reader, endpoint)),
                region.isEmpty() ? Optional.empty() : Optional.of(region),
                reader.choice("s3.path-style", Settings.PathStyle.class));
    }

    private static URI address(SettingReader reader, String endpoint) {
        Optional<URI> address = parsed(endpoint);
        if (address.filter(each -> each.getUserInfo() != null).isPresent()) {
            throw new ConfigurationException(
                    ENDPOINT + " holds a user or password (it is not shown)",
                    "Take it out there and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.");
        }
        return address.filter(each -> WEB.contains(String.valueOf(each.getScheme())) && each.getHost() != null)
                .orElseThrow(() ->
                        reader.refused(ENDPOINT, "is not an address such as https://minio.hospital.example:9000"));
    }

    private static Optional<URI> parsed(String endpoint) {
        try {
            return Optional.of(new URI(endpoint));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
