package org.cxrwatch.summary;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.Slice;
import org.cxrwatch.model.SystemSample;

/** Counts what hosts log into the contents of system cells: one a host and hour. */
public final class SystemCells {

    private static final String NO_VERSION = "";

    private final Map<CellContent.Address, Samples> samples = new HashMap<>();

    /** Counts one sample. */
    public void add(SystemSample sample, Arrival arrival) {
        LocalDate day = LocalDate.ofInstant(sample.at(), ZoneOffset.UTC);
        int hour = sample.at().atOffset(ZoneOffset.UTC).getHour();
        CellKey key =
                new CellKey(PartKind.SYSTEM, NO_VERSION, day, Optional.of(hour), new Slice("host", sample.host()));
        samples.computeIfAbsent(new CellContent.Address(key, arrival), address -> new Samples())
                .add(sample);
    }

    /** What was counted so far; the collector is empty afterwards. */
    public List<CellContent> drain() {
        List<CellContent> drained = samples.entrySet().stream()
                .map(entry -> new CellContent(
                        entry.getKey().key(),
                        entry.getKey().arrival(),
                        entry.getValue().part()))
                .toList();
        samples.clear();
        return drained;
    }

    private static final class Samples {

        private long rows;
        private final Map<String, NumericCollector> numbers = new TreeMap<>();

        void add(SystemSample sample) {
            rows++;
            sample.numbers()
                    .forEach((name, value) -> numbers.computeIfAbsent(
                                    name, fresh -> new NumericCollector(Resolution.SERVICE))
                            .add(value));
        }

        SystemPart part() {
            Map<String, NumericSummary> sums = new TreeMap<>();
            numbers.forEach((name, collector) -> sums.put(name, collector.summary()));
            return SystemPart.of(Resolution.SERVICE, rows, sums);
        }
    }
}
