package org.cxrwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * The alerts about cxrwatch itself: a night failed or is late, or messages were given up. They open with the hour of
 * the failure, however often it is looked at, and are over in the hour of the first success. They are folded from the
 * recorded episodes alone, apart from those that evaluations judge.
 */
public final class RunFailures {

    /** The metric of nights. */
    public static final String NIGHT = "night";

    /** The metric of messages; its scope is the receiver. */
    public static final String OUTBOX = "outbox";

    private static final Persistence AT_ONCE = new Persistence(1, 1);

    private final Duration lateAfter;

    /** A night is late if none has succeeded for longer than this. */
    public RunFailures(Duration lateAfter) {
        this.lateAfter = lateAfter;
    }

    /** Whether it is about messages that were given up. */
    public static boolean isOfMessages(AlertKey key) {
        return key.type() == AlertType.RUN_FAILED && key.metric().equals(OUTBOX);
    }

    /** What changes of these alerts, given all recorded episodes, by what is known now. */
    public RecordedNight record(Collection<Episode> recorded, NightWork work, Instant now) {
        List<Episode> own = recorded.stream()
                .filter(episode -> episode.key().type().isOperational())
                .toList();
        Checkpoint open = new Checkpoint(
                Instant.EPOCH, own.stream().flatMap(RunFailures::track).toList());
        Folded folded = new AlertFold(key -> AT_ONCE).fold(open, judge(own, work, now));
        return new AlertRegister().record(own, folded, new Night(now, Instant.EPOCH, Night.Telling.TELL));
    }

    private static Stream<Track> track(Episode episode) {
        return episode.state().isOpen()
                ? Stream.of(new Track(
                        episode.key(),
                        episode.number(),
                        Optional.of(new Track.Current(
                                AlertState.FIRING,
                                episode.severity(),
                                episode.span(),
                                episode.evidence(),
                                episode.symptoms())),
                        1,
                        0))
                : Stream.empty();
    }

    private List<JudgedWindow> judge(List<Episode> own, NightWork work, Instant now) {
        List<JudgedWindow> windows = new ArrayList<>();
        ofNights(work, now).ifPresent(windows::add);
        work.givenUp().forEach(givenUp -> windows.add(of(givenUp)));
        Set<String> dead =
                work.givenUp().stream().map(NightWork.GivenUp::receiver).collect(Collectors.toSet());
        Set<AlertKey> settled = own.stream()
                .filter(episode -> episode.state().isOpen() && isOfMessages(episode.key()))
                .map(Episode::key)
                .filter(key -> !dead.contains(key.scope()))
                .collect(Collectors.toCollection(TreeSet::new));
        settled.forEach(key -> windows.add(
                judged(now, new Judgement.Clear(key, "No message to " + key.scope() + " is given up any more."))));
        return windows;
    }

    private Optional<JudgedWindow> ofNights(NightWork work, Instant now) {
        AlertKey key = key(NIGHT, Scope.SERVICE.toString());
        String since = work.succeeded()
                .map(last -> " No night has succeeded since " + Wording.instant(last) + ".")
                .orElse(" No night has ever succeeded.");
        if (work.failed().isPresent()) {
            NightWork.Failure failure = work.failed().get();
            return Optional.of(judged(
                    failure.at(),
                    raised(key, "`cxrwatch " + failure.command() + "` failed: " + sentence(failure.why()) + since)));
        }
        if (work.lateSince(lateAfter, now).isPresent()) {
            return Optional.of(judged(now, raised(key, "The night is late." + since)));
        }
        return work.succeeded()
                .map(last ->
                        judged(last, new Judgement.Clear(key, "A night succeeded at " + Wording.instant(last) + ".")));
    }

    private static JudgedWindow of(NightWork.GivenUp givenUp) {
        String messages = givenUp.messages() == 1 ? "1 message" : givenUp.messages() + " messages";
        return judged(
                givenUp.last(),
                raised(
                        key(OUTBOX, givenUp.receiver()),
                        messages + " to " + givenUp.receiver() + " could not be delivered and will not be tried again: "
                                + sentence(givenUp.why())));
    }

    private static Judgement raised(AlertKey key, String text) {
        return new Judgement.Raised(key, AlertSeverity.CRITICAL, text, List.of());
    }

    private static JudgedWindow judged(Instant at, Judgement judgement) {
        Window hour = new Window(WindowKind.HOUR, at.truncatedTo(ChronoUnit.HOURS));
        return JudgedWindow.of(hour, List.of(judgement));
    }

    private static AlertKey key(String metric, String scope) {
        return new AlertKey(AlertType.RUN_FAILED, metric, scope, WindowKind.HOUR, Slice.ALL);
    }

    private static String sentence(String why) {
        return why.isEmpty() || why.endsWith(".") ? why : why + ".";
    }
}
