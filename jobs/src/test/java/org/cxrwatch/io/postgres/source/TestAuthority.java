package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority nobody else trusts, made for one test with the JDK's own keytool, and the certificates it signs. */
public final class TestAuthority {

    private static final String WORD = "changeit";
    private static final long LONGEST_SECONDS = 60;

    private final Path directory;
    private final Path store;

    /** When a certificate is good. */
    public enum Validity {
        /** For years to come. */
        VALID,
        /** No longer. */
        EXPIRED;

        private List<String> options() {
            return switch (this) {
                case VALID -> List.of("-validity", "3650");
                case EXPIRED -> List.of("-startdate", "2020/01/01 00:00:00", "-validity", "30");
            };
        }
    }

    /** What a server shows, and its key, as PEM files. */
    public record ServerCertificate(Path certificate, Path key) {}

    /** Makes the authority; its files are left in this directory. */
    public TestAuthority(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("authority.p12");
        keytool(Validity.VALID, "authority", "-dname", "CN=Test authority", "-ext", "bc:c");
        write(root(), pem("CERTIFICATE", "authority"));
    }

    /** Its own certificate: what a client is to trust, as {@code sslrootcert}. */
    public Path root() {
        return directory.resolve("authority.pem");
    }

    /** A certificate for this machine's loopback. */
    public ServerCertificate loopback(Validity validity) {
        return issue(validity, "ip:127.0.0.1,dns:localhost");
    }

    /** A certificate for a host of another name. */
    public ServerCertificate host(String name) {
        return issue(Validity.VALID, "dns:" + name);
    }

    private ServerCertificate issue(Validity validity, String names) {
        String alias = "server-" + Integer.toHexString((validity + names).hashCode());
        ServerCertificate issued =
                new ServerCertificate(directory.resolve(alias + ".pem"), directory.resolve(alias + ".key"));
        if (!Files.exists(issued.key())) {
            keytool(validity, alias, "-dname", "CN=Test server", "-ext", "san=" + names, "-signer", "authority");
            write(issued.certificate(), pem("CERTIFICATE", alias));
            write(issued.key(), pem("PRIVATE KEY", alias));
        }
        return issued;
    }

    private void keytool(Validity validity, String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It runs for a second: no time to compile well.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                WORD,
                "-alias",
                alias));
        command.addAll(validity.options());
        command.addAll(Arrays.asList(more));
        Path log = directory.resolve("keytool.log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("keytool failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String pem(String kind, String alias) {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), WORD.toCharArray());
            byte[] content = kind.equals("CERTIFICATE")
                    ? keys.getCertificate(alias).getEncoded()
                    : keys.getKey(alias, WORD.toCharArray()).getEncoded();
            String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(content);
            return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
