package org.cxrwatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;

/** The folder that cxrwatch is called from, with its home in it. */
record ConfiguredFolder(Path folder) {

    /** Puts conf/application.conf there. */
    void write(String text) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.conf"), text);
    }

    Configuration load(Map<String, String> environment, String... overrides) {
        return Configuration.load(new ConfigurationLayers(
                folder, folder.resolve("home"), Optional.empty(), environment, List.of(overrides)));
    }

    ConfigurationException refusal(Map<String, String> environment, String... overrides) {
        ConfigurationException refusal = catchThrowableOfType(
                ConfigurationException.class,
                () -> load(environment, overrides).settings().sending().requireSecrets());
        assertThat(refusal).as("it is refused").isNotNull();
        return refusal;
    }
}
