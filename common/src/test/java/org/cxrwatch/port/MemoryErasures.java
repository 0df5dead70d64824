package org.cxrwatch.port;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A register that is forgotten when the test ends. No publication is known, so none is marked. */
public final class MemoryErasures implements Erasures {

    private final TreeMap<Long, Erasure> erasures = new TreeMap<>();
    private final Map<String, Long> hashes = new HashMap<>();

    @Override
    public ErasedIds ids() {
        return new ErasedIds("salt", hashes.keySet());
    }

    @Override
    public Erasure begin(Request request, SortedSet<LocalDate> days, Map<String, Long> rows) {
        List<Erasure> left = request.hashes().stream()
                .map(hash -> erasures.get(hashes.getOrDefault(hash, 0L)))
                .filter(erasure -> erasure != null && erasure.finishedAt().isEmpty())
                .distinct()
                .toList();
        SortedSet<LocalDate> all = new TreeSet<>(days);
        Map<String, Long> most = new TreeMap<>(rows);
        left.forEach(earlier -> all.addAll(earlier.days()));
        left.stream().filter(earlier -> isWhole(earlier, request)).forEach(earlier -> {
            earlier.rows().forEach((table, count) -> most.merge(table, count, Long::max));
            erasures.put(earlier.number(), done(earlier, Map.of(), request.at()));
        });
        Erasure begun = new Erasure(
                erasures.size() + 1L,
                request.reason(),
                request.by(),
                request.at(),
                request.hashes().size(),
                all,
                most,
                Optional.empty());
        erasures.put(begun.number(), begun);
        request.hashes().forEach(hash -> hashes.put(hash, begun.number()));
        return begun;
    }

    /** Whether it asked for no other ids than are asked for now. */
    private boolean isWhole(Erasure earlier, Request request) {
        return hashes.entrySet().stream()
                .filter(entry -> entry.getValue() == earlier.number())
                .allMatch(entry -> request.hashes().contains(entry.getKey()));
    }

    @Override
    public int finish(long number, Instant at) {
        Erasure begun = erasures.get(number);
        erasures.put(number, done(begun, begun.rows(), at));
        return 0;
    }

    @Override
    public List<Erasure> list() {
        List<Erasure> newestFirst = new ArrayList<>(erasures.values());
        newestFirst.sort(Comparator.comparing(Erasure::number).reversed());
        return newestFirst.stream().map(this::withIds).toList();
    }

    private Erasure withIds(Erasure of) {
        int ids = (int)
                hashes.values().stream().filter(number -> number == of.number()).count();
        return new Erasure(of.number(), of.reason(), of.by(), of.at(), ids, of.days(), of.rows(), of.finishedAt());
    }

    private static Erasure done(Erasure of, Map<String, Long> rows, Instant at) {
        return new Erasure(
                of.number(), of.reason(), of.by(), of.at(), of.ids(), of.days(), new TreeMap<>(rows), Optional.of(at));
    }
}
