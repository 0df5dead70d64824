package org.cxrwatch.notice;

import java.util.Collection;
import java.util.List;
import org.cxrwatch.alert.Episode;

/**
 * What is known beside what is told: a case is more than what changed of it tonight.
 *
 * @param episodes all that are recorded, those told of too
 * @param numbers what was scored
 */
public record Background(List<Episode> episodes, NightNumbers numbers) {

    /** Nothing but what is told. */
    public static final Background NONE = new Background(List.of(), NightNumbers.NONE);

    /** Copies the list. */
    public Background {
        episodes = List.copyOf(episodes);
    }

    /** These episodes, and what was scored. */
    public static Background of(Collection<Episode> episodes, NightNumbers numbers) {
        return new Background(List.copyOf(episodes), numbers);
    }
}
