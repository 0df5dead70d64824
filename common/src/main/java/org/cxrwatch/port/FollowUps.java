package org.cxrwatch.port;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What time brings about between nights, and when it was looked at. */
public interface FollowUps {

    /**
     * Decides on what is there, and writes what was decided and that it was looked at, as {@link AlertDesk#decide}
     * does: in one transaction in which nobody else changes alerts; nothing is written if the decision fails.
     */
    AlertDesk.Decided decide(Function<Seen, AlertDesk.Decided> decision);

    /**
     * What is there.
     *
     * @param present alerts and silences, and the time by the clock of the store
     * @param last when it was looked at before; empty the first time
     */
    record Seen(AlertDesk.Present present, Optional<Instant> last) {}
}
