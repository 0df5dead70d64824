package org.cxrwatch.io.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;

/**
 * What people get to see of something that failed.
 *
 * @param failure as it was thrown
 * @param printed what was printed meanwhile
 */
record Refusal(CxrwatchException failure, String printed) {

    /** Does what is to fail. */
    static Refusal of(Runnable work) {
        PrintStream out = System.out;
        PrintStream error = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            work.run();
        } catch (CxrwatchException failure) {
            return new Refusal(failure, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(error);
        }
        throw new AssertionError("It did not fail.");
    }

    ExitCode exit() {
        return failure.exitCode();
    }

    String message() {
        return failure.getMessage();
    }

    /** Asserts that a secret is neither in the message, nor in its causes, nor was printed. */
    void assertHides(String secret) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(secret);
        assertThat(printed).doesNotContain(secret);
    }
}
