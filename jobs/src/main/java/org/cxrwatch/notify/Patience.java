package org.cxrwatch.notify;

import java.time.Duration;

/**
 * How long an attempt to tell somebody may take.
 *
 * @param connect until a connection stands
 * @param answer between two pieces of an answer
 * @param total all in all
 */
public record Patience(Duration connect, Duration answer, Duration total) {

    String seconds() {
        long millis = total.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
