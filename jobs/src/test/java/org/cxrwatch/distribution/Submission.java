package org.cxrwatch.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command as it is submitted.
 *
 * @param environment variables beside those of this process
 * @param settings of Spark, {@code name=value}
 * @param command of cxrwatch
 */
record Submission(Map<String, String> environment, List<String> settings, List<String> command) {

    Submission {
        environment = Map.copyOf(environment);
        settings = List.copyOf(settings);
        command = List.copyOf(command);
    }

    /** The same with one more setting of Spark's. */
    Submission with(String setting) {
        return new Submission(
                environment,
                Stream.concat(settings.stream(), Stream.of(setting)).toList(),
                command);
    }

    /** What follows {@code spark-submit}. */
    List<String> words(String master) {
        List<String> words = new ArrayList<>(List.of("--master", master, "--class", "org.cxrwatch.command.Cxrwatch"));
        for (String setting : settings) {
            words.add("--conf");
            words.add(setting);
        }
        words.add(Distribution.built().clusterJar().toString());
        words.addAll(command);
        return words;
    }
}
