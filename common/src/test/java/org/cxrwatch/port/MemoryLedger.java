package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.model.ArrivalBasis;

final class MemoryLedger implements Ledger {

    private final Map<Long, Batch> batches = new TreeMap<>();
    private final Map<Long, Map<String, FileOutcome>> outcomes = new TreeMap<>();

    @Override
    public List<Batch> inState(Set<BatchState> states) {
        return batches.values().stream()
                .filter(batch -> states.contains(batch.state()))
                .toList();
    }

    @Override
    public Map<String, PlannedFile> taken(String source) {
        Map<String, PlannedFile> taken = new TreeMap<>();
        batches.values().stream()
                .filter(batch -> batch.source().equals(source))
                .forEach(batch -> batch.files().forEach(file -> taken.put(file.path(), file)));
        return taken;
    }

    @Override
    public Batch plan(String source, ArrivalBasis basis, List<PlannedFile> files, Instant at) {
        long number = batches.size() + 1L;
        Batch batch = new Batch(number, source, BatchState.PLANNED, at, basis, files, Map.of());
        batches.put(number, batch);
        return batch;
    }

    @Override
    public void advance(long number, BatchState to, Map<String, Long> counts) {
        Batch batch = batches.get(number);
        if (batch == null || to.ordinal() > batch.state().ordinal() + 1) {
            throw new IllegalStateException("Batch " + number + " cannot become " + to + ": " + batch);
        }
        if (to.ordinal() == batch.state().ordinal() + 1) {
            Map<String, Long> sums = new TreeMap<>(batch.counts());
            counts.forEach((name, count) -> sums.merge(name, count, Long::sum));
            batches.put(
                    number,
                    new Batch(number, batch.source(), to, batch.plannedAt(), batch.basis(), batch.files(), sums));
        }
    }

    @Override
    public void noteFiles(long batch, List<FileOutcome> files) {
        files.forEach(file ->
                outcomes.computeIfAbsent(batch, absent -> new LinkedHashMap<>()).put(file.path(), file));
    }

    @Override
    public List<FileOutcome> fileFindings(Instant plannedSince) {
        List<FileOutcome> found = new ArrayList<>();
        for (Batch batch : batches.values()) {
            Map<String, FileOutcome> noted = outcomes.getOrDefault(batch.number(), Map.of());
            if (!batch.plannedAt().isBefore(plannedSince)) {
                batch.files().stream()
                        .filter(file -> noted.containsKey(file.path()))
                        .map(file -> noted.get(file.path()))
                        .filter(file -> file.rejected() > 0
                                || file.waitingBytes() > 0
                                || !file.quarantine().isEmpty())
                        .forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public List<Delivery> deliveries(Instant arrivedBy) {
        return batches.values().stream()
                .flatMap(batch -> batch.files().stream()
                        .filter(file ->
                                outcomes.getOrDefault(batch.number(), Map.of()).containsKey(file.path()))
                        .map(file -> Delivery.of(
                                batch, file, outcomes.get(batch.number()).get(file.path()))))
                .filter(delivery -> !delivery.arrival().at().isAfter(arrivedBy))
                .toList();
    }
}
