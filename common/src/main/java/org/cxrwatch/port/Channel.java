package org.cxrwatch.port;

import java.time.Duration;
import java.util.Optional;
import org.cxrwatch.notice.Message;

/** A way to reach people. It says what became of a message; whether to try again is decided elsewhere. */
public interface Channel {

    /** The name of the receiver it reaches. */
    String name();

    /** Tries once. */
    Delivery send(Message message);

    /**
     * What became of an attempt.
     *
     * @param status sent, worth another try, or refused for good
     * @param detail why, in words; if sent, what the receiver answered, which may be nothing
     * @param after how long the receiver asked to wait
     */
    record Delivery(Status status, String detail, Optional<Duration> after) {

        /** Delivered. */
        public static Delivery sent() {
            return new Delivery(Status.SENT, "", Optional.empty());
        }

        /** Delivered; the receiver answered this. */
        public static Delivery sent(String answer) {
            return new Delivery(Status.SENT, answer, Optional.empty());
        }

        /** Worth another try, when the sender thinks fit. */
        public static Delivery retry(String detail) {
            return new Delivery(Status.RETRY, detail, Optional.empty());
        }

        /** Worth another try, not before the receiver allows it. */
        public static Delivery retryAfter(Duration wait, String detail) {
            return new Delivery(Status.RETRY, detail, Optional.of(wait));
        }

        /** Refused for good. */
        public static Delivery rejected(String detail) {
            return new Delivery(Status.REJECTED, detail, Optional.empty());
        }

        /** What can become of an attempt. */
        public enum Status {
            /** Delivered. */
            SENT,
            /** Try again later. */
            RETRY,
            /** Do not try again. */
            REJECTED
        }
    }
}
