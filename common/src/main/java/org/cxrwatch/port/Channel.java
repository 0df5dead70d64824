package org.cxrwatch.port;

import org.cxrwatch.alert.Message;

/** A way to reach people. It says what became of a message; whether to try again is decided elsewhere. */
public interface Channel {

    /** Its name in configuration and messages. */
    String name();

    /** Tries once. */
    Delivery send(Message message);

    /**
     * What became of an attempt.
     *
     * @param status sent, worth another try, or refused for good
     * @param detail why, in words; empty if sent
     */
    record Delivery(Status status, String detail) {

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
