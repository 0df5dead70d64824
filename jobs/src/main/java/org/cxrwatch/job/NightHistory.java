package org.cxrwatch.job;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cxrwatch.alert.NightWork;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Runs;

/** How the nights have gone and what was given up, as the log of runs and the outbox tell. */
public final class NightHistory {

    /** The commands that evaluate a night as it happens. */
    private static final Set<String> NIGHTS = Set.of("nightly", "evaluate");

    /** Those whose failure is one of a night, or of what keeps nights possible. */
    private static final List<String> WATCHED = List.of("evaluate", "ingest", "maintain", "nightly", "summarise");

    /** Those that begin the work of a night. */
    private static final Set<String> BEGINNINGS = Set.of("ingest", "nightly", "evaluate");

    /** What Java calls an error that no command foresaw; its words may hold anything. */
    private static final Pattern DEFECT = Pattern.compile("((?:[a-z]\\w*\\.)+[A-Z]\\w*)(?::.*)?", Pattern.DOTALL);

    private static final int SHOWN = 300;

    private final Runs runs;
    private final Outbox outbox;

    /** Of these stores. */
    public NightHistory(Runs runs, Outbox outbox) {
        this.runs = runs;
        this.outbox = outbox;
    }

    /** As it stands while no night is at work: one that has not ended was ended from outside. */
    public NightWork asRecorded() {
        return new NightWork(began(), lastSuccess(), latestFailure(), givenUp());
    }

    /** As it stands within a night that has just been evaluated. */
    public NightWork afterSuccess(Instant now) {
        return new NightWork(began(), Optional.of(now), Optional.empty(), givenUp());
    }

    private Optional<Instant> began() {
        return runs.firstOf(BEGINNINGS).map(Runs.Run::startedAt);
    }

    private Optional<Instant> lastSuccess() {
        return lastNight().flatMap(Runs.Run::finishedAt);
    }

    private Optional<Runs.Run> lastNight() {
        return runs.lastSuccesses().stream()
                .filter(run -> NIGHTS.contains(run.command()))
                .max(Comparator.comparingLong(Runs.Run::number));
    }

    /** The commands of whose failures people are told. */
    public static List<String> watched() {
        return WATCHED;
    }

    /** Notes what a scheduler says of a command, unless that is known to have failed since a night succeeded. */
    public void noteFailure(String command, String why, Instant now) {
        if (failure(command).isEmpty()) {
            runs.finish(runs.start(command, now), Runs.Outcome.FAILED, why, now);
        }
    }

    /** The latest of the commands that failed when they last ran, and after which no night has succeeded. */
    private Optional<NightWork.Failure> latestFailure() {
        return WATCHED.stream()
                .flatMap(command -> failure(command).stream())
                .max(Comparator.comparingLong(Runs.Run::number))
                .map(run ->
                        new NightWork.Failure(run.command(), run.finishedAt().orElse(run.startedAt()), why(run)));
    }

    private Optional<Runs.Run> failure(String command) {
        long succeeded = lastNight().map(Runs.Run::number).orElse(Long.MIN_VALUE);
        return runs.latestOf(Set.of(command), 1).stream()
                .filter(run -> run.outcome()
                        .map(outcome -> outcome == Runs.Outcome.FAILED)
                        .orElse(true))
                .filter(run -> run.number() > succeeded)
                .findFirst();
    }

    private static String why(Runs.Run run) {
        if (run.outcome().isEmpty()) {
            return "it was ended from outside before it was done";
        }
        Matcher defect = DEFECT.matcher(run.summary());
        return defect.matches() ? "a defect of cxrwatch (" + defect.group(1) + ")" : shown(run.summary());
    }

    private List<NightWork.GivenUp> givenUp() {
        Map<String, List<Outbox.Dead>> byReceiver = outbox.dead().stream()
                .filter(dead -> dead.message().purpose() != Message.Purpose.TEST && !isOfMessages(dead.message()))
                .collect(Collectors.groupingBy(dead -> dead.message().receiver(), TreeMap::new, Collectors.toList()));
        return byReceiver.entrySet().stream()
                .map(entry -> givenUp(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static NightWork.GivenUp givenUp(String receiver, List<Outbox.Dead> dead) {
        Outbox.Dead latest =
                dead.stream().max(Comparator.comparing(Outbox.Dead::at)).orElseThrow();
        return new NightWork.GivenUp(receiver, dead.size(), latest.at(), shown(latest.detail()));
    }

    /** That a message about messages was given up raises nothing: it would never end. */
    private static boolean isOfMessages(Message message) {
        List<Notice.AlertNews> alerts = message.notice().cases().stream()
                .flatMap(told -> told.alerts().stream())
                .toList();
        return !alerts.isEmpty() && alerts.stream().allMatch(alert -> RunFailures.isOfMessages(alert.key()));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
