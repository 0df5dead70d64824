package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.NightTrust;
import org.cxrwatch.config.Settings;
import org.cxrwatch.job.NightHistory;
import org.cxrwatch.port.AlertLog;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Runs;

/**
 * Whether the last night can be relied on, as people and programs are told.
 *
 * @param trust what was found
 */
record TrustText(NightTrust trust) {

    /** What a command does in this time; batches that are older and not counted were left behind by one that ended. */
    private static final Duration NIGHTS_WORK = Duration.ofHours(12);

    private static final String INDENT = "            ";

    /** By what the stores hold now. */
    static TrustText of(Ports ports, Settings settings, Instant now) {
        List<Instant> nights = ports.history().nights();
        NightTrust.Known known = new NightTrust.Known(
                nights.isEmpty() ? Optional.empty() : Optional.of(nights.get(nights.size() - 1)),
                atWork(ports.runs(), now),
                new NightHistory(ports.runs(), ports.outbox()).asRecorded(),
                stuck(ports.ledger().inState(EnumSet.of(BatchState.PLANNED, BatchState.INGESTED)), now),
                ports.alertLog()
                        .episodes(AlertLog.Filter.ALL.withStates(
                                EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED))));
        return new TrustText(NightTrust.of(known, settings.followUp().lateAfter(), now));
    }

    private static Optional<NightTrust.AtWork> atWork(Runs runs, Instant now) {
        return runs.latestOf(Set.copyOf(NightHistory.watched()), 1).stream()
                .filter(run -> run.outcome().isEmpty()
                        && run.startedAt().plus(NIGHTS_WORK).isAfter(now))
                .map(run -> new NightTrust.AtWork(run.command(), run.startedAt()))
                .findFirst();
    }

    private static List<NightTrust.Stuck> stuck(List<Batch> begun, Instant now) {
        Map<BatchState, List<Batch>> left = begun.stream()
                .filter(batch -> batch.plannedAt().plus(NIGHTS_WORK).isBefore(now))
                .collect(Collectors.groupingBy(Batch::state, TreeMap::new, Collectors.toList()));
        return left.entrySet().stream()
                .map(entry -> new NightTrust.Stuck(
                        Readings.lower(entry.getKey()),
                        entry.getValue().stream()
                                .map(Batch::plannedAt)
                                .min(Instant::compareTo)
                                .orElseThrow(),
                        entry.getValue().size()))
                .toList();
    }

    /** For people. */
    List<String> lines() {
        if (trust.isGiven()) {
            return List.of("last night  can be relied on: fresh, complete, reconciled, measured, and told");
        }
        List<String> lines = new ArrayList<>();
        lines.add("last night  UNSAFE TO TRUST: do not take its silence for health");
        trust.doubts()
                .forEach(doubt -> lines.add(INDENT + "not " + Readings.lower(doubt.quality()) + ": " + doubt.text()));
        return lines;
    }

    /** For programs. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trusted", trust.isGiven());
        fields.put("doubts", trust.doubts().stream().map(TrustText::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(NightTrust.Doubt doubt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("not", Readings.lower(doubt.quality()));
        fields.put("text", doubt.text());
        return fields;
    }
}
