package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.NightNumbers;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Channel;
import org.cxrwatch.port.Channel.Delivery;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Renewable;

/** Tells receivers that forget what they are not told anew of what is open and was told them before. */
public final class Renew {

    private final AlertLog alertLog;
    private final Outbox stored;
    private final List<Renewable> channels;
    private final Announcement announcement;

    /** Renews through those of these channels that can be renewed. */
    public Renew(AlertLog alertLog, Outbox outbox, List<Channel> channels, Telling telling) {
        this.alertLog = alertLog;
        this.stored = outbox;
        this.channels = channels.stream()
                .filter(Renewable.class::isInstance)
                .map(Renewable.class::cast)
                .toList();
        this.announcement = new Announcement(Routing.LOG, telling);
    }

    /**
     * A receiver that could not be told.
     *
     * @param receiver its name
     * @param detail why
     */
    public record Unrenewed(String receiver, String detail) {}

    /** Renews what is open, and names whom it could not tell. */
    public List<Unrenewed> run(Instant now) {
        List<Unrenewed> unrenewed = new ArrayList<>();
        for (Renewable channel : channels) {
            List<Episode> told = toldTo(channel.name());
            Delivery delivery = channel.renew(announcement.standing(told, Background.of(told, NightNumbers.NONE)));
            if (delivery.status() != Delivery.Status.SENT) {
                unrenewed.add(new Unrenewed(channel.name(), delivery.detail()));
            }
        }
        return unrenewed;
    }

    private List<Episode> toldTo(String receiver) {
        return stored.together(outbox -> toldTo(receiver, outbox));
    }

    private List<Episode> toldTo(String receiver, Outbox outbox) {
        return alertLog
                .episodes(AlertLog.Filter.ALL.withStates(Set.of(AlertState.FIRING, AlertState.ACKNOWLEDGED)))
                .stream()
                .filter(episode -> outbox.telling(episode.key(), episode.number()).stream()
                        .anyMatch(message ->
                                message.isOfNews() && message.receiver().equals(receiver)))
                .toList();
    }
}
