package org.cxrwatch.performance;

import java.time.Duration;
import org.cxrwatch.summary.ServicePart;

/**
 * The requests of a window.
 *
 * @param part requests by status and latencies of the successful ones, in seconds
 * @param length of the window, above 0
 */
public record ServiceLoad(ServicePart part, Duration length) {

    /** Refuses a window without length. */
    public ServiceLoad {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("A window has a length above 0, got " + length + ".");
        }
    }

    /** All requests, whatever became of them. */
    public long requests() {
        return part.rows();
    }

    /** Successful requests with a finite latency. */
    public long timed() {
        return part.latency().count();
    }
}
