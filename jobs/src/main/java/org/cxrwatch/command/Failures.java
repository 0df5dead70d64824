package org.cxrwatch.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cxrwatch.error.Causes;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.io.delta.StoreFailures;
import org.cxrwatch.spark.ClusterFailures;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people see when a command fails: what is wrong and what to do; and what schedulers see: the exit code. */
final class Failures {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern STOPPED =
            Pattern.compile("because SparkContext was shut down|on a stopped SparkContext|SparkContext was stopped");

    private final PrintStream err;
    private final Workplace place;

    /** Speaks on {@code err}, and writes what only developers understand into the folder of logs at home. */
    Failures(PrintStream err, Workplace place) {
        this.err = err;
        this.place = place;
    }

    /** Says what went wrong, and with which exit code to end. */
    int report(Throwable failure) {
        Optional<CxrwatchException> known = known(failure);
        if (known.isPresent()) {
            say(known.get().problem(), known.get().remedy());
            return known.get().exitCode().number();
        }
        Optional<CxrwatchException> ofStore = StoreFailures.find("The object store", failure);
        if (ofStore.isPresent()) {
            return report(ofStore.get());
        }
        Optional<CxrwatchException> ofCluster = ClusterFailures.find(failure);
        if (ofCluster.isPresent()) {
            return report(ofCluster.get());
        }
        if (failure instanceof ParameterException misuse) {
            return report(misuse(misuse));
        }
        boolean outOfMemory = Causes.has(OutOfMemoryError.class, failure);
        if (!outOfMemory && endedFromOutside(failure)) {
            return report(new TransientException(
                    "This command was ended from outside before it was done (by Ctrl-C, kill, a scheduler's limit of"
                            + " time or memory, or a cluster's master that gave up on its executors: its log and the"
                            + " workers' say why)",
                    "Run it again: what was not finished is done then, and nothing counts twice"));
        }
        if (outOfMemory) {
            say(
                    "Java ran out of memory.",
                    "Give it more, e.g. CXRWATCH_JAVA_OPTS=-Xmx8g, and run the command again. Details: "
                            + written(failure) + ".");
        } else {
            say(
                    "This is a defect of cxrwatch: " + firstLine(failure) + ".",
                    "Please report it with the file " + written(failure) + ", which says where it happened.");
        }
        return ExitCode.INTERNAL.number();
    }

    /** Spark is only stopped under work that goes on when the process is told to end. */
    private static boolean endedFromOutside(Throwable failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof InterruptedException
                        || STOPPED.matcher(String.valueOf(cause.getMessage())).find());
    }

    private void say(String problem, String remedy) {
        err.println("cxrwatch: " + ShownText.plain(problem));
        err.println("          " + ShownText.plain(remedy));
        err.flush();
    }

    /** Spark and others wrap what was thrown inside them. */
    private static Optional<CxrwatchException> known(Throwable failure) {
        return Causes.find(CxrwatchException.class, failure);
    }

    private static UsageException misuse(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = "`" + name + " --help` shows what there is.";
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            String what =
                    word.startsWith("-") ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
            return new UsageException(
                    name + " knows no " + what + " " + word + ".", NearestName.hint(nearest(word, command)) + help);
        }
        return new UsageException(firstLine(misuse), help);
    }

    private static Optional<String> nearest(String word, CommandLine command) {
        Set<String> names = new HashSet<>();
        if (word.startsWith("-")) {
            command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        } else {
            names.addAll(command.getSubcommands().keySet());
        }
        return NearestName.find(word.split("=", 2)[0], names);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        String text = line.isEmpty() ? failure.getClass().getSimpleName() : line;
        return text.replaceFirst("\\.$", "");
    }

    @SuppressWarnings("checkstyle:noStackTrace") // into a file for developers, never before people's eyes
    private String written(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        String name = "error-" + STAMP.format(place.now()) + ".txt";
        Path logs = place.home().resolve("logs");
        try {
            Files.createDirectories(logs);
            return Files.writeString(logs.resolve(name), trace.toString()).toString();
        } catch (IOException e) {
            return inTemporaryFolder(trace.toString());
        }
    }

    private String inTemporaryFolder(String trace) {
        try {
            Path file = Files.createTempFile("cxrwatch-error-", ".txt");
            return Files.writeString(file, trace).toString();
        } catch (IOException e) {
            err.print(trace);
            return "(nowhere to write it; printed above)";
        }
    }
}
