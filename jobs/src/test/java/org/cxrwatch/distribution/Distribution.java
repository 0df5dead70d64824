package org.cxrwatch.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What the profile {@code distribution} has put below {@code target}, unpacked. */
final class Distribution {

    private static final Path FOLDERS = Path.of("target", "distribution");

    private final Path root;

    private Distribution(Path root) {
        this.root = root;
    }

    static Distribution built() {
        try (Stream<Path> found = Files.list(FOLDERS)) {
            return new Distribution(
                    found.filter(Files::isDirectory).findFirst().orElseThrow().toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("There is no distribution: build with -Pdistribution, as ./verify does.", e);
        }
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Path clusterJar() {
        return root.resolve("lib/cxrwatch-cluster.jar");
    }

    Path archive() {
        return FOLDERS.resolveSibling(root.getFileName() + "-bin.tar.gz");
    }

    /** The jars that start it on one machine. */
    List<Path> localJars() {
        try (Stream<Path> found = Files.list(root.resolve("lib/local"))) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar's name without its versions: {@code spark-core} of {@code spark-core_2.13-4.1.0.jar}. */
    static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("(_4\\.1)?(_2\\.13)?-[0-9][0-9A-Za-z_.\\-]*\\.jar$", "");
    }

    /** The artifacts of a published Spark. */
    static Set<String> sparkArtifacts() {
        try (InputStream in = Distribution.class.getResourceAsStream("spark-4.1.0-jars.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Spark as a cluster has it, made of the jars that it shares with the distribution: no Delta, nothing of ours. */
    Path sparkHome() {
        Set<String> artifacts = sparkArtifacts();
        try {
            Path home = Files.createTempDirectory(FOLDERS.toAbsolutePath().getParent(), "spark-home-");
            Path jars = Files.createDirectory(home.resolve("jars"));
            for (Path jar : localJars()) {
                if (artifacts.contains(artifact(jar))) {
                    Files.createLink(jars.resolve(jar.getFileName()), jar);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all that is in a jar but folders. */
    static Set<String> entries(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(java.util.zip.ZipEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of an entry. */
    static String text(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
