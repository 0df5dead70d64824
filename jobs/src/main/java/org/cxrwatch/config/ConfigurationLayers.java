package org.cxrwatch.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings can come from, the weakest first: the packed defaults, a file, the environment, the command line.
 *
 * @param installation folder of the program; its conf/application.conf is read if no other file is named
 * @param home folder of all that is embedded
 * @param file the file to read; empty for that of the installation, which may be absent
 * @param environment the environment variables
 * @param overrides {@code key=value}, as given on the command line; the last one of a key holds
 */
public record ConfigurationLayers(
        Path installation, Path home, Optional<Path> file, Map<String, String> environment, List<String> overrides) {

    /** Copies the map and the list. */
    public ConfigurationLayers {
        environment = Map.copyOf(environment);
        overrides = List.copyOf(overrides);
    }
}
