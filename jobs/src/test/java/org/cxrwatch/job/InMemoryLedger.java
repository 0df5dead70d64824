package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

/** A ledger that forgets when the test ends. */
public final class InMemoryLedger implements Ledger {

    private final TreeMap<Long, Batch> batches = new TreeMap<>();
    private final List<FileOutcome> outcomes = new ArrayList<>();

    @Override
    public List<Batch> inState(Set<BatchState> states) {
        return batches.values().stream()
                .filter(batch -> states.contains(batch.state()))
                .sorted(Comparator.comparingLong(Batch::number))
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
        if (batch.state().ordinal() >= to.ordinal()) {
            return;
        }
        if (batch.state().ordinal() + 1 != to.ordinal()) {
            throw new IllegalStateException("Batch " + number + " is " + batch.state() + ", not ready for " + to + ".");
        }
        Map<String, Long> sum = new TreeMap<>(batch.counts());
        counts.forEach((name, count) -> sum.merge(name, count, Long::sum));
        batches.put(
                number, new Batch(number, batch.source(), to, batch.plannedAt(), batch.basis(), batch.files(), sum));
    }

    @Override
    public void noteFiles(long batch, List<FileOutcome> noted) {
        outcomes.addAll(noted);
    }

    @Override
    public List<FileOutcome> fileFindings(Instant plannedSince) {
        return outcomes.stream()
                .filter(each -> each.rejected() > 0
                        || each.waitingBytes() > 0
                        || !each.quarantine().isEmpty())
                .toList();
    }

    /** The batch of this number. */
    public Batch batch(long number) {
        return batches.get(number);
    }

    @Override
    public List<Delivery> deliveries(Instant arrivedBy) {
        return batches.values().stream()
                .flatMap(batch -> batch.files().stream()
                        .flatMap(file -> outcomes.stream()
                                .filter(outcome -> outcome.path().equals(file.path()))
                                .map(outcome -> Delivery.of(batch, file, outcome))))
                .filter(delivery -> !delivery.arrival().at().isAfter(arrivedBy))
                .toList();
    }
}
