package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether what the last night says can be relied on. A quiet night means nothing if it was not looked at everything.
 *
 * @param doubts why not; empty if it can
 */
public record NightTrust(List<Doubt> doubts) {

    private static final Set<String> RECONCILING = Set.of(
            DefaultRules.ROWS_MISSING,
            DefaultRules.ROWS_DELETED,
            DefaultRules.ROWS_REFUSED,
            DefaultRules.SOURCE_RESETS);

    /** Copies the list. */
    public NightTrust {
        doubts = List.copyOf(doubts);
    }

    /** What has to hold. */
    public enum Quality {
        /** The last complete day was evaluated. */
        FRESH,
        /** What had arrived is in the scores. */
        COMPLETE,
        /** It agrees with the source. */
        RECONCILED,
        /** What is to be measured could be. */
        MEASURED,
        /** What was to be told was. */
        TOLD
    }

    /**
     * One reason not to rely on it.
     *
     * @param quality what does not hold
     * @param text what happened, a sentence
     */
    public record Doubt(Quality quality, String text) {}

    /**
     * Rows that are in no score, because a command ended before it was done.
     *
     * @param state what was done with them last, in words
     * @param since the oldest of them
     * @param batches how many batches
     */
    public record Stuck(String state, Instant since, int batches) {}

    /**
     * A command of which no end is known yet.
     *
     * @param command its name
     * @param since when it began
     */
    public record AtWork(String command, Instant since) {}

    /**
     * What is known of the last night.
     *
     * @param asOf of which instant it was, if there ever was one
     * @param atWork what may be changing it now
     * @param work how nights have gone
     * @param stuck what was begun and not done
     * @param open the open alerts
     */
    public record Known(
            Optional<Instant> asOf,
            Optional<AtWork> atWork,
            NightWork work,
            List<Stuck> stuck,
            Collection<Episode> open) {

        /** Copies the lists. */
        public Known {
            stuck = List.copyOf(stuck);
            open = List.copyOf(open);
        }
    }

    /**
     * By what is known now.
     *
     * @param lateAfter how old the last night may be
     */
    public static NightTrust of(Known known, Duration lateAfter, Instant now) {
        List<Doubt> doubts = new ArrayList<>();
        stale(known, lateAfter, now).ifPresent(text -> doubts.add(new Doubt(Quality.FRESH, text)));
        known.stuck().forEach(stuck -> doubts.add(new Doubt(Quality.COMPLETE, text(stuck))));
        of(known.open(), doubts);
        known.work().givenUp().forEach(givenUp -> doubts.add(new Doubt(Quality.TOLD, text(givenUp))));
        return new NightTrust(doubts);
    }

    /** Whether it can be relied on. */
    public boolean isGiven() {
        return doubts.isEmpty();
    }

    private static Optional<String> stale(Known known, Duration lateAfter, Instant now) {
        if (known.asOf().isEmpty()) {
            return Optional.of("no night was evaluated yet");
        }
        if (known.atWork().isPresent()) {
            AtWork atWork = known.atWork().get();
            return Optional.of("`" + atWork.command() + "` is at work since " + Wording.instant(atWork.since())
                    + ", or was ended from outside");
        }
        if (known.work().failed().isPresent()) {
            NightWork.Failure failure = known.work().failed().get();
            return Optional.of("the latest `" + failure.command() + "` failed, " + Wording.instant(failure.at()) + ": "
                    + withoutEnd(failure.why()));
        }
        Instant asOf = known.asOf().get();
        return asOf.plus(lateAfter).isBefore(now)
                ? Optional.of("the last night is as of " + Wording.instant(asOf) + ", "
                        + Duration.between(asOf, now).toDays() + " days ago, and nobody has looked since")
                : Optional.empty();
    }

    private static String text(Stuck stuck) {
        return (stuck.batches() == 1 ? "1 batch was " : stuck.batches() + " batches were ") + stuck.state()
                + " and not counted, since " + Wording.instant(stuck.since());
    }

    private static String text(NightWork.GivenUp givenUp) {
        return (givenUp.messages() == 1 ? "1 message" : givenUp.messages() + " messages") + " to " + givenUp.receiver()
                + " could not be delivered";
    }

    private static void of(Collection<Episode> open, List<Doubt> doubts) {
        Map<Quality, List<String>> found = new TreeMap<>();
        open.forEach(episode -> quality(episode.key())
                .ifPresent(quality ->
                        found.computeIfAbsent(quality, any -> new ArrayList<>()).add(withoutEnd(episode.evidence()))));
        found.forEach((quality, texts) -> doubts.add(new Doubt(
                quality,
                Collections.min(texts) + (texts.size() == 1 ? "" : "; and " + (texts.size() - 1) + " more like it"))));
    }

    private static Optional<Quality> quality(AlertKey key) {
        return switch (key.type()) {
            case DATA_QUALITY ->
                Optional.of(RECONCILING.contains(key.metric()) ? Quality.RECONCILED : Quality.COMPLETE);
            case NOT_MEASURED, NO_BASELINE, LABEL_COVERAGE -> Optional.of(Quality.MEASURED);
            default -> Optional.empty();
        };
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
