package org.cxrwatch.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.notice.Message;

/** Messages that were decided in a publication, or in a follow-up, and are to be delivered. */
public interface Outbox {

    /** Works on it in one go: what is asked of it there need not reach the store anew each time. */
    default <T> T together(Function<Outbox, T> work) {
        return work.apply(this);
    }

    /**
     * Takes up to {@code limit} messages that are due, the most urgent first, then the oldest; nobody else gets them
     * until the lease ends.
     *
     * @param notTo receivers whose messages stay where they are
     */
    List<Pending> lease(int limit, Duration lease, Set<String> notTo);

    /** Notes what became of one; a retry is due after {@code again}. */
    void settle(Pending message, Channel.Delivery delivery, Duration again);

    /** How many messages wait, and how many were given up since an instant. */
    Depth depth(Instant since);

    /** What was refused for good or given up, the oldest first. */
    List<Dead> dead();

    /** Makes all that is dead due again, as if it had never been tried; gives how many. */
    int retryDead();

    /** Takes all that is dead for settled: nobody is told it any more; gives how many. */
    int dropDead();

    /** The messages that told of an episode, whatever became of them, the oldest first. */
    List<Message> telling(AlertKey key, int episode);

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

    /**
     * A message that nobody will be told of by itself.
     *
     * @param id of the row
     * @param attempts that were begun
     * @param detail why the last one failed
     * @param at when that was
     * @param message what was to be said
     */
    record Dead(long id, int attempts, String detail, Instant at, Message message) {}
}
