package org.cxrwatch.notice;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Fingerprint;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.AlertSeverity;

/**
 * Tells once a week what is open and what was opened and closed since, also what a later night closed in silence. Every
 * receiver reads of what the routing would tell it; a week in which nothing is open and nothing happened has no digest.
 */
public final class Digest {

    private static final Comparator<Episode> WORST_FIRST = Comparator.comparing(
                    Episode::severity, Comparator.reverseOrder())
            .thenComparing(episode -> episode.span().opened().start())
            .thenComparing(Episode::id);

    private final Routing routing;
    private final Announcement announcement;

    /** Tells whom the routing names, in the form of these announcements. */
    public Digest(Routing routing, Announcement announcement) {
        this.routing = routing;
        this.announcement = announcement;
    }

    /**
     * What a digest is of.
     *
     * @param episodes all that are recorded
     * @param givenUp what was not delivered
     * @param unsaid episodes that are over, which nobody was told
     */
    public record Known(Collection<Episode> episodes, List<NightWork.GivenUp> givenUp, Predicate<Episode> unsaid) {}

    /**
     * Whether a digest is due: on that day of the week, or at the first look after it.
     *
     * @param last when it was looked at before; a first look has no week behind it
     */
    public static boolean isDue(DayOfWeek day, Optional<Instant> last, Instant now) {
        return last.filter(before -> before.isBefore(midnight(latest(day, now))))
                .isPresent();
    }

    private static LocalDate latest(DayOfWeek day, Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(day));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The messages of this week, one a receiver that has something to read. */
    public List<Message> messages(Known known, DayOfWeek day, Instant now) {
        List<Message> messages = new ArrayList<>();
        for (Receiver receiver : routing.everybody()) {
            Part part = part(known, receiver, midnight(latest(day, now).minusWeeks(1)), now);
            if (!part.isEmpty()) {
                messages.add(message(receiver, part, latest(day, now), now));
            }
        }
        return messages;
    }

    /** From the day of the digest before on: at whatever hour both are written, nothing is between them. */
    private Part part(Known known, Receiver receiver, Instant from, Instant now) {
        List<Episode> own = known.episodes().stream()
                .filter(episode -> episode.severity() != AlertSeverity.INFO)
                .filter(episode ->
                        routing.receivers(Transition.standing(episode, now)).contains(receiver))
                .sorted(WORST_FIRST)
                .toList();
        return new Part(
                own.stream().filter(episode -> episode.state().isOpen()).toList(),
                own.stream()
                        .filter(episode -> episode.resolvedAsOf()
                                .filter(over -> over.isAfter(from) && !over.isAfter(now))
                                .isPresent())
                        .toList(),
                known.unsaid(),
                routing.otherwise().contains(receiver) ? known.givenUp() : List.of(),
                from);
    }

    private Message message(Receiver receiver, Part part, LocalDate day, Instant now) {
        Background background = Background.of(part.all(), NightNumbers.NONE);
        List<Notice.CaseNews> cases = new ArrayList<>(announcement.standing(part.open(), background));
        cases.addAll(announcement.standing(part.closed(), background));
        return new Message(
                key(receiver, day),
                Message.Purpose.DIGEST,
                receiver.channel(),
                receiver.name(),
                AlertSeverity.INFO,
                now,
                part.subject(day),
                part.lines(),
                new Notice(cases));
    }

    private static Map<String, List<Episode>> cases(List<Episode> episodes) {
        return episodes.stream().collect(Collectors.groupingBy(Episode::caseId, TreeMap::new, Collectors.toList()));
    }

    private static String key(Receiver receiver, LocalDate day) {
        return String.format(
                Locale.ROOT,
                "digest/%d-W%02d/%s",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                Fingerprint.of(receiver.name().getBytes(StandardCharsets.UTF_8)));
    }

    /** What one receiver reads: the worst first. */
    private record Part(
            List<Episode> open,
            List<Episode> closed,
            Predicate<Episode> unsaid,
            List<NightWork.GivenUp> givenUp,
            Instant from) {

        List<Episode> all() {
            return Stream.of(open, closed).flatMap(List::stream).toList();
        }

        boolean isEmpty() {
            return open.isEmpty() && closed.isEmpty() && givenUp.isEmpty();
        }

        String subject(LocalDate day) {
            return "Alerts of the week up to " + day + ": "
                    + counted(cases(open).size(), "case") + " open, " + counted(closed.size(), "alert") + " closed";
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(open.isEmpty() ? "Nothing is open." : "Open:");
            cases(open).forEach((caseId, episodes) -> {
                lines.add("  " + caseId);
                episodes.forEach(episode -> lines.add("    " + about(episode) + standing(episode)
                        + (episode.openedAsOf().isAfter(from) ? " New this week." : "")));
            });
            if (!closed.isEmpty()) {
                lines.add("Closed within the week:");
            }
            closed.forEach(episode -> lines.add("  " + episode.caseId() + ": " + about(episode) + over(episode)));
            givenUp.forEach(dead -> lines.add("Not delivered: " + counted(dead.messages(), "message") + " to "
                    + dead.receiver() + ". `cxrwatch notify --retry-dead` tries again."));
            return lines;
        }

        private static String about(Episode episode) {
            return episode.severity().text() + " " + episode.key() + ", since "
                    + Wording.when(episode.span().opened()) + ".";
        }

        private static String standing(Episode episode) {
            String hand = episode.acknowledgement()
                    .map(one -> " In hand by " + one.by() + " until " + Wording.instant(one.until()) + ".")
                    .orElse(" Nobody has acknowledged it.");
            return hand
                    + episode.heard()
                            .held()
                            .map(held -> " Not told since " + Wording.instant(held.since()) + ": " + held.by() + ".")
                            .orElse("");
        }

        private String over(Episode episode) {
            String how = episode.span()
                    .resolved()
                    .map(window -> " Over since " + Wording.when(window) + ".")
                    .orElse(" Taken back: what opened it no longer holds.");
            return how + (unsaid.test(episode) ? " No message has said so." : "");
        }

        private static String counted(int number, String one) {
            return number + " " + one + (number == 1 ? "" : "s");
        }
    }
}
