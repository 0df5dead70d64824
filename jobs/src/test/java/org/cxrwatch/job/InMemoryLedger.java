package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.BatchState;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.PlannedFile;

/** A ledger that lasts as long as a test. */
public final class InMemoryLedger implements Ledger {

    private final TreeMap<Long, Batch> batches = new TreeMap<>();
    private final Map<Long, List<FileOutcome>> outcomes = new TreeMap<>();

    @Override
    public List<Batch> inState(Set<BatchState> states) {
        return batches.values().stream()
                .filter(batch -> states.contains(batch.state()))
                .toList();
    }

    @Override
    public Map<String, PlannedFile> taken(String source) {
        Map<String, PlannedFile> taken = new HashMap<>();
        batches.values().stream()
                .filter(batch -> batch.source().equals(source))
                .flatMap(batch -> batch.files().stream())
                .forEach(file -> taken.put(file.path(), file));
        return taken;
    }

    @Override
    public Batch plan(String source, ArrivalBasis basis, List<PlannedFile> files, Instant at) {
        long number = batches.isEmpty() ? 1 : batches.lastKey() + 1;
        Batch batch = new Batch(number, source, BatchState.PLANNED, at, basis, files, Map.of());
        batches.put(number, batch);
        return batch;
    }

    @Override
    public void advance(long number, BatchState to, Map<String, Long> counts) {
        Batch batch = batches.get(number);
        if (batch.state().compareTo(to) >= 0) {
            return;
        }
        if (batch.state().ordinal() + 1 != to.ordinal()) {
            throw new IllegalStateException("Batch " + number + " is " + batch.state() + " and cannot become " + to);
        }
        Map<String, Long> all = new HashMap<>(batch.counts());
        all.putAll(counts);
        batches.put(
                number, new Batch(number, batch.source(), to, batch.plannedAt(), batch.basis(), batch.files(), all));
    }

    @Override
    public void noteFiles(long batch, List<FileOutcome> files) {
        outcomes.put(batch, List.copyOf(files));
    }

    @Override
    public List<FileOutcome> fileFindings(Instant plannedSince) {
        List<FileOutcome> findings = new ArrayList<>();
        outcomes.forEach((number, files) -> {
            if (!batches.get(number).plannedAt().isBefore(plannedSince)) {
                files.stream()
                        .filter(file -> file.rejected() > 0
                                || file.waitingBytes() > 0
                                || !file.quarantine().isEmpty())
                        .forEach(findings::add);
            }
        });
        return findings;
    }
}
