package org.cxrwatch.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A ledger that forgets when the test ends. */
public final class MemoryLedger implements Ledger {

    private final Map<Long, Batch> batches = new TreeMap<>();
    private final Map<Long, Map<String, FileOutcome>> outcomes = new TreeMap<>();

    @Override
    public List<Batch> inState(Set<BatchState> states) {
        return batches.values().stream()
                .filter(batch -> states.contains(batch.state()))
                .toList();
    }

    @Override
    public Taken taken(String source) {
        Map<String, Piece> newest = new TreeMap<>();
        Set<String> unused = new TreeSet<>();
        Optional<Batch> position = Optional.empty();
        for (Batch batch : batches.values()) {
            if (batch.source().equals(source)) {
                Optional<XidWindow> window = batch.plan().window();
                if (window.isEmpty() || window.get().mode() != XidWindow.Mode.REPAIR) {
                    batch.pieces().forEach(piece -> {
                        newest.put(piece.path(), piece);
                        unused.remove(piece.path());
                    });
                    if (window.isEmpty()) {
                        outcomes.getOrDefault(batch.number(), Map.of()).values().stream()
                                .filter(file -> !file.isSound())
                                .forEach(file -> unused.add(file.path()));
                    }
                    position = window.isPresent() ? Optional.of(batch) : position;
                }
            }
        }
        return new Taken(newest, position, unused);
    }

    @Override
    public Batch plan(Plan plan, Instant at) {
        long number = batches.size() + 1L;
        Batch batch = Batch.planned(number, plan, at);
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
            batches.put(number, new Batch(number, batch.plan(), to, batch.plannedAt(), sums));
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
                batch.pieces().stream()
                        .filter(file -> noted.containsKey(file.path()))
                        .map(file -> noted.get(file.path()))
                        .filter(FileOutcome::isFinding)
                        .forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public List<Delivery> deliveries(Instant arrivedBy) {
        return batches.values().stream()
                .flatMap(batch -> batch.pieces().stream()
                        .filter(file ->
                                outcomes.getOrDefault(batch.number(), Map.of()).containsKey(file.path()))
                        .map(file -> delivery(
                                batch, file, outcomes.get(batch.number()).get(file.path()))))
                .filter(delivery -> !delivery.arrival().at().isAfter(arrivedBy))
                .toList();
    }

    private static Delivery delivery(Batch batch, Piece file, FileOutcome outcome) {
        return new Delivery(
                batch.arrivalOf(file),
                outcome.rows(),
                outcome.rejected(),
                outcome.refused().rows());
    }
}
