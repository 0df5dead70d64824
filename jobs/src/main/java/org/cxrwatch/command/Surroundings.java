package org.cxrwatch.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param installation folder of the program
 * @param environment the environment variables
 * @param user who calls
 * @param clock what time it is
 * @param console where it speaks
 */
record Surroundings(Path installation, Map<String, String> environment, String user, Clock clock, Console console) {

    private static final String HOME = "CXRWATCH_HOME";
    private static final String SETTINGS = "CXRWATCH_CONFIG";

    /**
     * Where a command speaks.
     *
     * @param out results
     * @param err everything else
     * @param kind who reads it
     * @param screen what results are shown on
     */
    record Console(PrintStream out, PrintStream err, Kind kind, Screen screen) {

        /** Who reads the errors and the progress. */
        enum Kind {
            /** A person at a terminal: lines may be drawn again. */
            TERMINAL,
            /** A file or another program: every line stays. */
            PLAIN
        }
    }

    /** Those of this process. */
    static Surroundings ofThisProcess() {
        Path installation = installation(Optional.ofNullable(System.getProperty("cxrwatch.install")), program());
        boolean isTerminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return new Surroundings(
                installation,
                System.getenv(),
                System.getProperty("user.name"),
                Clock.systemUTC(),
                new Console(
                        utf8(FileDescriptor.out),
                        utf8(FileDescriptor.err),
                        isTerminal ? Console.Kind.TERMINAL : Console.Kind.PLAIN,
                        isTerminal ? Screen.terminal(System.getenv()) : Screen.ENDLESS));
    }

    /** As the launcher says; without it, as under a cluster's spark-submit, where a distribution is around the jar. */
    static Path installation(Optional<String> said, Optional<Path> program) {
        return said.map(Path::of)
                .or(() -> program.map(Path::getParent)
                        .map(Path::getParent)
                        .filter(folder -> Files.isRegularFile(folder.resolve("conf/reference.conf"))))
                .orElse(Path.of(""))
                .toAbsolutePath();
    }

    private static Optional<Path> program() {
        return Optional.ofNullable(Surroundings.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .filter(location -> location.getProtocol().equals("file"))
                .map(location -> Path.of(URI.create(location.toString())));
    }

    /** Names and recommendations hold more than ASCII, whatever the machine's charset is. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The folder of all that is embedded: as asked for, else that of the environment, else beside the program. */
    Path home(Optional<Path> asked) {
        return asked.or(() -> path(HOME))
                .orElseGet(() -> installation.resolve(".cxrwatch"))
                .toAbsolutePath()
                .normalize();
    }

    /** The settings to use instead of those of the installation: as asked for, else those of the environment. */
    Optional<Path> settingsFile(Optional<Path> asked) {
        return asked.or(() -> path(SETTINGS));
    }

    private Optional<Path> path(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
