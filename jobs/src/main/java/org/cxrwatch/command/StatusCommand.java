package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.DefaultRules;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.CxrwatchException;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.History;
import org.cxrwatch.port.Outbox;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Runs;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.window.WindowKind;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(name = "status", description = "Where things are, what was evaluated last, what waits, what is open.")
final class StatusCommand implements Callable<Integer> {

    private static final int RUNS = 5;
    private static final int NAMED = 5;

    private final Workplace place;

    StatusCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        try (Ports ports = place.open("status", settings)) {
            StatusLines told = new StatusLines();
            TrustText trust = TrustText.of(ports, settings, place.now());
            trust.lines().forEach(told::add);
            trust.fields().forEach(told::put);
            stores(settings, ports, told);
            data(ports, told);
            expired(ports, told);
            baselines(ports, told);
            alerts(ports, told);
            messages(ports, told);
            runs(ports, told);
            place.answer(told.facts());
        }
        return ExitCode.DONE.number();
    }

    private static void stores(Settings settings, Ports ports, StatusLines told) {
        Optional<String> commits = commits(ports);
        told.say(
                "lake",
                settings.stores().lake() + commits.map(how -> "; " + how).orElse(""));
        told.say("results", ports.databaseName());
        told.put("lake", settings.stores().lake().text());
        told.put("lake_commits", commits);
        told.put("results", ports.databaseName());
    }

    /** It is tried, which takes the right to write; who may only read is told why it is not known. */
    private static Optional<String> commits(Ports ports) {
        try {
            return ports.lakeCommits();
        } catch (CxrwatchException untried) {
            return Optional.of("how its commits are kept apart is not known. " + untried.problem());
        }
    }

    private static void data(Ports ports, StatusLines told) {
        List<Batch> batches = ports.ledger().inState(EnumSet.allOf(BatchState.class));
        List<LocalDate> days = batches.stream()
                .flatMap(batch -> batch.pieces().stream())
                .filter(file -> file.kind() == Piece.Kind.PREDICTION)
                .flatMap(file -> file.namedDay().stream())
                .sorted()
                .toList();
        told.say(
                "data",
                days.isEmpty()
                        ? "nothing was ingested yet; `cxrwatch ingest` reads sources.files.folder"
                        : "predictions from " + days.get(0) + " to " + days.get(days.size() - 1) + ", in "
                                + counted(batches.size(), "batch", "batches"));
        told.put("first_day", days.stream().findFirst());
        told.put("last_day", days.isEmpty() ? Optional.empty() : Optional.of(days.get(days.size() - 1)));
        Map<BatchState, Long> waiting = new TreeMap<>(batches.stream()
                .filter(batch -> batch.state() != BatchState.EVALUATED)
                .collect(Collectors.groupingBy(Batch::state, Collectors.counting())));
        told.say(
                "waiting",
                waiting.isEmpty()
                        ? "nothing"
                        : waiting.entrySet().stream()
                                .map(entry -> counted(entry.getValue(), "batch", "batches") + " "
                                        + Readings.lower(entry.getKey()))
                                .collect(Collectors.joining(", ")));
        told.put(
                "batches_waiting",
                waiting.entrySet().stream()
                        .collect(Collectors.toMap(entry -> Readings.lower(entry.getKey()), Map.Entry::getValue)));
        labels(batches, told);
        evaluated(ports, told);
    }

    private static void evaluated(Ports ports, StatusLines told) {
        List<Instant> nights = ports.history().nights();
        Optional<Instant> last = nights.isEmpty() ? Optional.empty() : Optional.of(nights.get(nights.size() - 1));
        told.say(
                "evaluated",
                last.map(night -> counted(nights.size(), "night", "nights") + ", the last as of "
                                + ShownText.instant(night))
                        .orElse("nothing yet; `cxrwatch nightly` evaluates the last complete day"));
        told.put("nights", nights.size());
        told.put("last_as_of", last);
        last.ifPresent(night -> coverage(ports, night, told));
    }

    private static void coverage(Ports ports, Instant night, StatusLines told) {
        List<CoverageText> versions = CoverageText.of(ports.history()
                .metrics(History.Query.between(night.minus(1, ChronoUnit.DAYS), night)
                        .withSlice(Slice.ALL)
                        .withKinds(EnumSet.of(WindowKind.DAY))));
        versions.forEach(version -> told.goOn(version.sentence()));
        told.put("label_coverage", versions.stream().map(CoverageText::fields).toList());
    }

    private static void labels(List<Batch> batches, StatusLines told) {
        long labels = total(batches, "labels_summarised");
        long reachedNothing = total(batches, "labels_without_prediction");
        told.say(
                "labels",
                counted(labels, "label event", "label events")
                        + (reachedNothing == 0
                                ? ""
                                : ", " + reachedNothing
                                        + " of which reached no prediction when they came; `cxrwatch labels"
                                        + " orphans` says which still do not, and why"));
        told.put("label_events", labels);
        told.put("label_events_without_prediction", reachedNothing);
    }

    private static long total(List<Batch> batches, String count) {
        return batches.stream()
                .mapToLong(batch -> batch.counts().getOrDefault(count, 0L))
                .sum();
    }

    private static void expired(Ports ports, StatusLines told) {
        Map<Kept, LocalDate> before = new TreeMap<>(ports.expiries().expired().before());
        told.say(
                "expired",
                before.isEmpty()
                        ? "nothing"
                        : before.entrySet().stream()
                                .map(entry -> entry.getKey().text() + " before " + entry.getValue())
                                .collect(Collectors.joining(", ")));
        Map<String, Object> days = new LinkedHashMap<>();
        before.forEach((kept, day) -> days.put(kept.text().replace('-', '_'), day));
        told.put("expired_before", days);
    }

    private void baselines(Ports ports, StatusLines told) {
        BaselineStates states = new BaselineStates(ports.baselines().transitions());
        List<BaselineRecord> active = ports.baselines().list().stream()
                .filter(baseline -> states.of(baseline.id(), place.now()) == BaselineState.ACTIVE)
                .toList();
        told.say(
                "baselines",
                active.isEmpty()
                        ? "none is active; `cxrwatch baseline establish --activate` makes one of a normal week"
                        : active.stream().map(BaselineRecord::id).collect(Collectors.joining(", ")));
        told.put("active_baselines", active.stream().map(BaselineRecord::id).toList());
    }

    private static void alerts(Ports ports, StatusLines told) {
        List<Episode> open = ports.alertLog()
                .episodes(AlertLog.Filter.ALL.withStates(EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED)));
        long cases = open.stream().map(Episode::caseId).distinct().count();
        String worst = open.stream()
                .map(Episode::severity)
                .max(Comparator.naturalOrder())
                .map(severity -> ", the worst " + severity.text())
                .orElse("");
        told.say(
                "alerts",
                open.isEmpty()
                        ? "none is open"
                        : counted(open.size(), "is", "are") + " open in " + counted(cases, "case", "cases") + worst
                                + "; `cxrwatch alerts list` shows them");
        told.put("open_alerts", open.size());
        told.put("open_cases", cases);
        traffic(open, told);
    }

    private static void messages(Ports ports, StatusLines told) {
        Outbox.Depth depth = ports.outbox().depth(Instant.EPOCH);
        String waiting = depth.pending() == 0 ? "none waits" : counted(depth.pending(), "waits", "wait");
        told.say(
                "messages",
                waiting
                        + (depth.dead() == 0
                                ? ""
                                : "; " + counted(depth.dead(), "was", "were")
                                        + " given up: people were not told, so do not take"
                                        + " their silence for health; `cxrwatch notify --list-dead` says why"));
        told.put("messages_waiting", depth.pending());
        told.put("messages_dead", depth.dead());
    }

    /** Of what is watched by the day: what is missing, and who is new or there again. */
    private static void traffic(List<Episode> open, StatusLines told) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("silent_or_fewer", about(open, AlertType.LOW_THROUGHPUT, DefaultRules.REQUESTS));
        said.put("new", about(open, AlertType.LIFE_CYCLE, DefaultRules.NEW));
        said.put("returned", about(open, AlertType.LIFE_CYCLE, DefaultRules.RETURNED));
        String text = said.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().replace('_', ' ') + ": " + named(entry.getValue()))
                .collect(Collectors.joining("; "));
        told.say("traffic", (text.isEmpty() ? "as usual" : text) + "; `cxrwatch traffic` shows it by site");
        told.put("traffic", said);
    }

    private static List<String> about(List<Episode> open, AlertType type, String metric) {
        return open.stream()
                .map(Episode::key)
                .filter(key -> key.type() == type && key.metric().equals(metric) && key.window() == WindowKind.DAY)
                .map(key -> Scope.SERVICE.toString().equals(key.scope())
                        ? key.slice().toString()
                        : key.scope())
                .sorted()
                .toList();
    }

    private static String named(List<String> names) {
        int more = names.size() - NAMED;
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static void runs(Ports ports, StatusLines told) {
        List<Runs.Run> runs = ports.runs().latest(RUNS);
        told.say("runs", runs.isEmpty() ? "none yet" : "the last " + runs.size() + ":");
        runs.forEach(run -> told.add("  " + ShownText.instant(run.startedAt()) + "  " + run.command() + ": "
                + run.outcome().map(Readings::word).orElse("not ended: it runs, or was killed")
                + (run.summary().isEmpty() ? "" : ". " + run.summary())));
        told.put("runs", runs.stream().map(StatusCommand::fields).toList());
    }

    private static Map<String, Object> fields(Runs.Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.number());
        fields.put("command", run.command());
        fields.put("started_at", run.startedAt());
        fields.put("finished_at", run.finishedAt());
        fields.put("outcome", run.outcome().map(Enum::name));
        fields.put("summary", run.summary());
        return fields;
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
