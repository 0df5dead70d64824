package org.cxrwatch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.error.ConfigurationException;

/**
 * What the environment says, itself or by the files that its variables ending in {@code _FILE} name.
 *
 * @param variables the environment
 */
record EnvironmentVariables(Map<String, String> variables) {

    /** The value of a variable, or of the file that the variable with _FILE names. */
    Optional<String> find(String variable) {
        Optional<String> value = Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank());
        if (value.isPresent()) {
            return value;
        }
        return Optional.ofNullable(variables.get(variable + "_FILE"))
                .filter(text -> !text.isBlank())
                .map(file -> read(variable + "_FILE", file));
    }

    /** A setting holds a password that belongs in this variable. */
    static ConfigurationException misplaced(String path, String variable) {
        return new ConfigurationException(
                path + " holds a password",
                "Take it out there and set the environment variable " + variable + " or " + variable
                        + "_FILE: what is written in files and on command lines is read by others.");
    }

    private static String read(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file + " that " + variable + " names cannot be read",
                    "Check that it exists and that the user who runs cxrwatch may read it.",
                    e);
        }
    }
}
