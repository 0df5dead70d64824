package org.cxrwatch.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cxrwatch.notice.Message;

/** Messages that were decided in a publication and are to be delivered. */
public interface Outbox {

    /** Takes up to {@code limit} messages that are due; nobody else gets them until the lease ends. */
    List<Pending> lease(int limit, Duration lease);

    /** Notes what became of one; a retry is due after {@code again}. */
    void settle(Pending message, Channel.Delivery delivery, Duration again);

    /** How many messages wait, and how many were given up since an instant. */
    Depth depth(Instant since);

    /**
     * How full it is.
     *
     * @param pending messages that are not delivered yet, due or not
     * @param dead messages that were refused for good or given up
     */
    record Depth(long pending, long dead) {}

    /**
     * A leased message.
     *
     * @param id of the row
     * @param attempt which attempt this is, from 1
     * @param message what to say
     */
    record Pending(long id, int attempt, Message message) {}
}
