package org.cxrwatch.io.delta;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.io.delta.StagedRow.What;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.ReadRow;

/** Counts staged rows by kind, file and version. */
final class StagedTallies {

    /** Versions beyond that are garbage, and are counted as rows of no version, so that memory is bounded. */
    private static final int MOST = 20_000;

    private static final ReadRow.OfFile NOTHING = new ReadRow.OfFile(0, 0, "");

    private final Map<Key, Counter> counted = new HashMap<>();

    private record Key(What what, String file, String version) {}

    private static final class Counter {

        private final TreeMap<LocalDate, Long> days = new TreeMap<>();
        private Map<RejectReason, RejectCount> reasons = Map.of();
        private ReadRow.OfFile end = NOTHING;
        private long rows;
        private long states;

        private StagedTally of(Key key) {
            return new StagedTally(key.what, key.file, key.version, rows, days, states, reasons, end);
        }
    }

    /** Adds a row. */
    void count(StagedRow row) {
        Counter counter = counter(row.what(), row.file(), row.version());
        counter.rows++;
        row.about().ifPresent(day -> counter.days.merge(day, 1L, Long::sum));
        if (row.what() == What.LABEL && LabelTable.isState(row.content())) {
            counter.states++;
        }
        if (row.what().rejected()) {
            RejectCount one = new RejectCount(1, RejectTable.detail(row.content()));
            counter.reasons = RejectCount.plus(counter.reasons, Map.of(RejectTable.reason(row.content()), one));
        }
        if (row.what() == What.FILE) {
            counter.end = counter.end.plus(row.end());
        }
    }

    /** Adds what was counted elsewhere. */
    void add(StagedTally tally) {
        Counter counter = counter(tally.what(), tally.file(), tally.version());
        counter.rows += tally.rows();
        tally.days().forEach((day, rows) -> counter.days.merge(day, rows, Long::sum));
        counter.states += tally.states();
        counter.reasons = RejectCount.plus(counter.reasons, tally.reasons());
        counter.end = counter.end.plus(tally.end());
    }

    private Counter counter(What what, String file, String version) {
        Key key = new Key(what, file, version);
        Counter known = counted.get(key);
        if (known != null) {
            return known;
        }
        Key kept = counted.size() < MOST ? key : new Key(what, file, "");
        return counted.computeIfAbsent(kept, absent -> new Counter());
    }

    /** What was counted, in an order that depends on nothing else. */
    List<StagedTally> list() {
        return counted.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .sorted(Comparator.comparing(StagedTally::what)
                        .thenComparing(StagedTally::file)
                        .thenComparing(StagedTally::version))
                .toList();
    }

    /** The same as bytes, which {@link #ofBytes} reads. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(list()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Tallies that another process of this program wrote. */
    static List<StagedTally> ofBytes(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return ((List<?>) in.readObject())
                    .stream().map(StagedTally.class::cast).toList();
        } catch (IOException | ClassNotFoundException impossible) {
            throw new IllegalStateException("Tallies cannot be read that this program has written.", impossible);
        }
    }
}
