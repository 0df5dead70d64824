package org.cxrwatch.io.postgres.source;

import java.time.Duration;

/** Keeps a reader from reading faster than it may. */
final class Pace {

    private final Duration least;
    private final long begunNanos = System.nanoTime();

    /** For so many bytes at this rate; 0 for no limit. */
    Pace(long bytes, long bytesPerSecond) {
        this.least = bytesPerSecond == 0 ? Duration.ZERO : Duration.ofMillis(1000 * bytes / bytesPerSecond);
    }

    /** Waits until the bytes may have been read. */
    void keep() {
        Duration left = least.minusNanos(System.nanoTime() - begunNanos);
        if (left.isNegative() || left.isZero()) {
            return;
        }
        try {
            Thread.sleep(left.toMillis());
        } catch (InterruptedException e) {
            // Whoever interrupts wants the task to end, which it does at its next row.
            Thread.currentThread().interrupt();
        }
    }
}
