package org.cxrwatch.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.port.LakeErasure;

/** A lake of ids, each on a day, of which every step is noted. */
final class MemoryLakeErasure implements LakeErasure {

    final Map<String, LocalDate> days = new TreeMap<>();
    int vacuumed;

    @Override
    public Found find(Set<String> predictionIds) {
        SortedSet<LocalDate> found = new TreeSet<>();
        predictionIds.stream().filter(days::containsKey).map(days::get).forEach(found::add);
        long rows = predictionIds.stream().filter(days::containsKey).count();
        SortedSet<String> files = new TreeSet<>(rows == 0 ? List.of() : List.of("files: predictions.jsonl"));
        return new Found(found, files, Map.of("prediction", rows));
    }

    @Override
    public void remove(Set<String> predictionIds) {
        days.keySet().removeAll(predictionIds);
    }

    @Override
    public void deleteOldVersions() {
        vacuumed++;
    }
}
