package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.notice.Silence;

/**
 * What people hear, as somebody at a telephone would do it: a slip of paper an episode, on which stands what was said
 * and whether more is to be said; one question after the other. It shares no code with the gate and keeps its own
 * notes.
 */
final class ReferenceGate {

    private final Duration cooldown;
    private final Map<String, Slip> slips = new TreeMap<>();

    /** What stands on one slip. */
    private static final class Slip {
        private AlertKey key;
        private int number;
        private boolean said;
        private boolean saidOver;
        private AlertSeverity saidSeverity;
        private Instant saidAt;
        private boolean more;
    }

    ReferenceGate(Duration cooldown) {
        this.cooldown = cooldown;
    }

    /** Somebody took it in hand, and knows. */
    void acknowledged(Episode episode, Instant now) {
        Slip slip = slip(episode);
        slip.more = false;
        if (!slip.said) {
            say(slip, false, episode.severity(), now);
        }
    }

    /** Somebody said that it is over: there is no more to say. */
    void resolved(Episode episode) {
        slip(episode).more = false;
    }

    boolean hasMoreToSay(Episode episode) {
        return slip(episode).more;
    }

    boolean knows(Episode episode) {
        return slip(episode).said;
    }

    /** What is said now, as {@code key#number kind severity}. */
    Set<String> listen(List<Episode> episodes, List<News> news, List<Silence> silences, Instant now) {
        Map<String, Slip> saidBefore = lastSaid();
        Map<String, List<String>> calls = new LinkedHashMap<>();
        news.forEach(item -> calls.computeIfAbsent(id(item.episode()), none -> new ArrayList<>())
                .add(item.transition().kind().text()));
        Set<String> spoken = new HashSet<>();
        for (Episode episode : episodes) {
            Slip slip = slip(episode);
            List<String> kinds = calls.getOrDefault(id(episode), List.of());
            if (slip.more) {
                kinds = stillToSay(episode, slip, episodes);
                if (kinds.isEmpty()) {
                    slip.more = false;
                    continue;
                }
            }
            if (kinds.isEmpty()) {
                continue;
            }
            boolean open = episode.state() != AlertState.RESOLVED;
            boolean knownOpen = slip.said && !slip.saidOver;
            if (isSilent(episode, silences, now)) {
                slip.more = open;
            } else if (kinds.contains("opened") && hasCause(episode, episodes)) {
                slip.more = open;
            } else if (isTooSoon(episode, kinds, saidBefore.get(episode.key().toString()), now)) {
                slip.more = open || knownOpen;
            } else {
                kinds.forEach(kind -> spoken.add(id(episode) + " " + kind + " " + episode.severity()));
                slip.more = false;
                say(slip, !open, episode.severity(), now);
            }
        }
        return spoken;
    }

    private Map<String, Slip> lastSaid() {
        Map<String, Slip> last = new TreeMap<>();
        for (Slip slip : slips.values()) {
            Slip other = last.get(slip.key.toString());
            boolean later = other == null
                    || (slip.said
                            && (slip.saidAt.isAfter(other.saidAt)
                                    || (slip.saidAt.equals(other.saidAt) && slip.number > other.number)));
            if (slip.said && later) {
                Slip copy = new Slip();
                copy.key = slip.key;
                copy.number = slip.number;
                copy.saidAt = slip.saidAt;
                copy.saidSeverity = slip.saidSeverity;
                last.put(slip.key.toString(), copy);
            }
        }
        return last;
    }

    private static List<String> stillToSay(Episode episode, Slip slip, List<Episode> episodes) {
        boolean knownOpen = slip.said && !slip.saidOver;
        if (episode.state() == AlertState.RESOLVED) {
            boolean again = false;
            for (Episode other : episodes) {
                again |= other.key().equals(episode.key())
                        && other.number() > episode.number()
                        && other.state() != AlertState.RESOLVED;
            }
            String over = episode.span().resolved().isPresent() ? "resolved" : "retracted";
            return knownOpen && !again ? List.of(over) : List.of();
        }
        if (!knownOpen) {
            return List.of("opened");
        }
        return List.of(episode.severity().ordinal() > slip.saidSeverity.ordinal() ? "raised" : "expired");
    }

    private static boolean isSilent(Episode episode, List<Silence> silences, Instant now) {
        boolean silent = false;
        for (Silence silence : silences) {
            Instant end = silence.terms().until();
            if (silence.ended().isPresent() && silence.ended().get().at().isBefore(end)) {
                end = silence.ended().get().at();
            }
            boolean holds = !now.isBefore(silence.terms().from()) && now.isBefore(end);
            silent |= holds && silence.terms().matcher().matches(episode.key(), episode.severity(), episode.caseId());
        }
        return silent;
    }

    private static boolean hasCause(Episode episode, List<Episode> episodes) {
        String type = episode.key().type().text();
        boolean effect = type.equals("drift_detected") || type.equals("accuracy_drop");
        if (!effect || episode.severity() == AlertSeverity.EMERGENCY) {
            return false;
        }
        for (Episode cause : episodes) {
            boolean lost = cause.key().type() == AlertType.LOW_THROUGHPUT
                    || (cause.key().type() == AlertType.DATA_QUALITY
                            && cause.key().metric().equals("rejected_rate"));
            boolean here = cause.key().slice().equals(Slice.ALL)
                    || cause.key().slice().equals(episode.key().slice());
            if (lost
                    && here
                    && cause.state() != AlertState.RESOLVED
                    && days(cause).containsAll(days(episode))) {
                return true;
            }
        }
        return false;
    }

    private static Set<LocalDate> days(Episode episode) {
        Set<LocalDate> days = new HashSet<>();
        LocalDate last = episode.span().last().lastDay();
        for (LocalDate day = episode.span().opened().firstDay(); !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day);
        }
        return days;
    }

    private boolean isTooSoon(Episode episode, List<String> kinds, Slip before, Instant now) {
        if (before == null || !now.isBefore(before.saidAt.plus(cooldown))) {
            return false;
        }
        boolean worse = episode.severity().ordinal() > before.saidSeverity.ordinal();
        return !worse && !kinds.contains("raised");
    }

    private static void say(Slip slip, boolean over, AlertSeverity severity, Instant now) {
        slip.said = true;
        slip.saidOver = over;
        slip.saidSeverity = severity;
        slip.saidAt = now;
    }

    private Slip slip(Episode episode) {
        Slip slip = slips.computeIfAbsent(id(episode), none -> new Slip());
        slip.key = episode.key();
        slip.number = episode.number();
        return slip;
    }

    static String id(Episode episode) {
        return episode.key() + "#" + episode.number();
    }
}
