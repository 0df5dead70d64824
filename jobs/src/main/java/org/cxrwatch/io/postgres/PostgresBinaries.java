package org.cxrwatch.io.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.cxrwatch.error.ConfigurationException;

/** The PostgreSQL server that comes with the program, unpacked once into a directory named after its contents. */
final class PostgresBinaries {

    private static final int NAME_CHARACTERS = 12;
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path parent;

    PostgresBinaries(Path parent) {
        this.parent = parent;
    }

    /** The directory with {@code bin}, {@code lib} and {@code share}. */
    Path unpacked() {
        try {
            byte[] archive = archive();
            Path directory = parent.resolve("server-" + fingerprint(archive));
            if (!Files.isDirectory(directory)) {
                Path beside = Files.createTempDirectory(parent, "unpacking");
                unpack(archive, beside);
                Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return directory;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The embedded PostgreSQL cannot be unpacked into " + parent + ": " + e.getMessage() + ".",
                    "Make sure this user may write there and 100 MB are free, or choose another place with --home.",
                    e);
        }
    }

    /** Removes what an unpacking that was cut off left behind. */
    void removeLeftovers() {
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path left : entries.filter(
                            path -> path.getFileName().toString().startsWith("unpacking"))
                    .toList()) {
                remove(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + parent + ".", e);
        }
    }

    /** Removes a directory and all in it. */
    static void remove(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry :
                    entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return in.readAllBytes();
        } catch (IllegalStateException e) {
            throw new ConfigurationException(
                    "There is no embedded PostgreSQL for " + system + " on " + machine
                            + " (Linux on x86-64 and arm64 only).",
                    "Name a server of your own: results.postgres, or DATABASE_URL=postgresql://user:password@host/db.",
                    e);
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash).substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static void unpack(byte[] archive, Path into) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw new IOException("the archive has an entry outside of itself: " + entry.getName());
                }
                unpack(entry, tar, path);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !path.toFile().setExecutable(true)) {
                throw new IOException(path + " cannot be made executable");
            }
        }
    }
}
