package org.cxrwatch.io.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.error.ConfigurationException;

/**
 * A password in the form psql reads with {@code passfile=…}: {@code host:port:database:user:password}, readable by its
 * owner only.
 */
final class PasswordFile {

    private static final String PARAMETER = "passfile";
    private static final int RANDOM_BYTES = 24;

    private final Path path;

    PasswordFile(Path path) {
        this.path = path;
    }

    /** The password of a user, made at random the first time. */
    String passwordOf(String user) {
        if (!Files.exists(path)) {
            create(user);
        }
        return find(user)
                .orElseThrow(() -> new ConfigurationException(
                        "The password file " + path + " has no line for the user " + user + ".",
                        "Restore it from a backup, or remove the embedded database's directory " + path.getParent()
                                + " to begin anew (everything published in it is lost)."));
    }

    Path path() {
        return path;
    }

    /** An address whose parameters name a password file, with the password from it. */
    static DatabaseAddress complete(DatabaseAddress address) {
        Map<String, String> parameters = new TreeMap<>(address.parameters());
        Optional<PasswordFile> file =
                Optional.ofNullable(parameters.remove(PARAMETER)).map(Path::of).map(PasswordFile::new);
        Optional<DatabaseAddress.Login> login = address.login();
        if (file.isPresent() && login.isPresent() && login.get().password().isEmpty()) {
            String user = login.get().user();
            login = Optional.of(new DatabaseAddress.Login(user, file.get().passwordOfExisting(user)));
        }
        return new DatabaseAddress(address.host(), address.port(), address.database(), login, parameters);
    }

    private String passwordOfExisting(String user) {
        if (!Files.isReadable(path)) {
            throw new ConfigurationException(
                    "The password file " + path + " named by the URL of the results database cannot be read.",
                    "Check its path and that its owner runs this command.");
        }
        return passwordOf(user);
    }

    private Optional<String> find(String user) {
        try {
            // A line is host:port:database:user:password; ours have no escaped colons before the password.
            return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
                    .map(line -> line.split(":", 5))
                    .filter(fields -> fields.length == 5 && (fields[3].equals(user) || fields[3].equals("*")))
                    .map(fields -> fields[4].replaceAll("\\\\(.)", "$1"))
                    .findFirst();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The password file " + path + " cannot be read: " + e.getMessage() + ".",
                    "Check that its owner runs this command.",
                    e);
        }
    }

    private void create(String user) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            Path beside = Files.createTempFile(
                    path.getParent(),
                    "pgpass",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, "127.0.0.1:*:*:" + user + ":" + password + "\n", StandardCharsets.UTF_8);
            Files.move(beside, path, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + path + " cannot be written.", e);
        }
    }
}
