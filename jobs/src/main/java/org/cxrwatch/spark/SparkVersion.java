package org.cxrwatch.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.cxrwatch.error.ConfigurationException;

/**
 * Which Spark a process has. Asked of a file before any class of Spark is touched: one of another Scala ends with
 * errors that name neither.
 */
public final class SparkVersion {

    static final String FILE = "spark-version-info.properties";

    /** Delta 4.1.0 cannot create tables on later ones; vendors add a suffix. */
    private static final Pattern KNOWN = Pattern.compile("4\\.1\\.[01]([-.].*)?");

    private static final String REMEDY =
            "Submit with the spark-submit of Spark 4.1.0 or 4.1.1 for Scala 2.13, or with bin/spark-submit of the"
                    + " distribution, which brings its own.";

    private SparkVersion() {}

    /**
     * Makes sure that this process has a Spark that cxrwatch works with.
     *
     * @throws ConfigurationException if it has another, or none
     */
    public static void require() {
        require(SparkVersion.class.getClassLoader());
    }

    static void require(ClassLoader loader) {
        String version = version(loader);
        if (version.isEmpty()) {
            throw new ConfigurationException(
                    "There is no Spark on the class path: the cluster's jar leaves it to the cluster.", REMEDY);
        }
        if (!KNOWN.matcher(version).matches()) {
            throw new ConfigurationException(
                    "This is Spark " + version + "; cxrwatch works with Spark 4.1.0 and 4.1.1, of which Delta and Scala"
                            + " fit.",
                    REMEDY);
        }
    }

    private static String version(ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream in = loader.getResourceAsStream(FILE)) {
            if (in == null) {
                return "";
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + FILE + " on the class path cannot be read.", e);
        }
        return properties.getProperty("version", "").strip();
    }
}
