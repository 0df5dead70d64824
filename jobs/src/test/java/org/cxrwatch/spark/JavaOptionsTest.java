package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {

    /** Not asked for: the incubator warns at every start, and the access is given by default. */
    private static final List<String> LEFT_OUT =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    @Test
    void theOptionsFileIsWhatThisSparkNeeds() throws IOException {
        Stream<String> needed = Stream.of(
                        JavaModuleOptions.defaultModuleOptions().trim().split(" +", -1))
                .filter(option -> !LEFT_OUT.contains(option));
        List<String> given = Files.readAllLines(Path.of("..", "conf", "java.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(given).containsExactlyInAnyOrderElementsOf(needed.toList());
    }
}
