package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.cxrwatch.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkVersionTest {

    /** A class path with a Spark of this version, as Spark itself says it. */
    private static ClassLoader of(String version) {
        return new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals(SparkVersion.FILE)
                        ? new ByteArrayInputStream(
                                ("user=builder\nversion=" + version + "\n").getBytes(StandardCharsets.UTF_8))
                        : null;
            }
        };
    }

    @Test
    void theSparkOfThisBuildIsKnown() {
        assertThatCode(SparkVersion::require).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.1.1", "4.1.0-amzn-0", "4.1.1.cdh-7"})
    void theLineItIsMadeForIsTakenFromAnyVendor(String version) {
        assertThatCode(() -> SparkVersion.require(of(version))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.6", "4.0.1", "4.1.2", "4.10.0", "4.2.0-preview1", "14.1.0"})
    void anyOtherIsNamedWithTheWayOut(String version) {
        assertThatThrownBy(() -> SparkVersion.require(of(version)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("This is Spark " + version + ";")
                .hasMessageContaining("Spark 4.1.0 or 4.1.1 for Scala 2.13");
    }

    @Test
    void withoutSparkTheJarSaysWhereItComesFrom() {
        assertThatThrownBy(() -> SparkVersion.require(new ClassLoader(null) {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no Spark on the class path")
                .hasMessageContaining("bin/spark-submit");
    }
}
