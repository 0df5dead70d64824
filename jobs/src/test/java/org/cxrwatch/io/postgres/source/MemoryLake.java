package org.cxrwatch.io.postgres.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.SystemSample;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.ReadRow;
import org.cxrwatch.port.RowReader;

/** Takes batches as the lake does, by key, and holds what they brought. */
final class MemoryLake implements Intake {

    final Map<Key, LoggedPrediction> predictions = new TreeMap<>();
    final Map<Key, String> labels = new TreeMap<>();
    final List<SystemSample> samples = new ArrayList<>();
    final List<ReadRow.OfReject> rejects = new ArrayList<>();
    long read;
    private final RowReader reader;

    MemoryLake(RowReader reader) {
        this.reader = reader;
    }

    /** What tells one prediction from another. */
    record Key(String id, Instant at, String modelVersion) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    @Override
    public Taken take(Batch batch) {
        long before = read;
        try (RowReader.Reading reading = reader.open(batch)) {
            for (RowReader.Portion portion : reading.portions()) {
                try (RowReader.Rows rows = reading.reader().read(portion)) {
                    rows.forEachRemaining(this::take);
                }
            }
        }
        return new Taken(Map.of("predictions_read", read - before), List.of());
    }

    private void take(ReadRow row) {
        if (row instanceof ReadRow.OfPrediction found) {
            read++;
            predictions.put(key(found.prediction()), found.prediction());
        } else if (row instanceof ReadRow.OfLabel found) {
            take(found.event());
        } else if (row instanceof ReadRow.OfSystem found) {
            samples.add(found.sample());
        } else if (row instanceof ReadRow.OfReject found) {
            rejects.add(found);
        }
    }

    private void take(LabelEvent event) {
        LabelEvent.LabelledRow row = event.row().orElseThrow();
        Key key = new Key(event.predictionId(), row.at(), row.modelVersion());
        Optional<String> said = event.actualClass();
        if (said.isPresent()) {
            labels.put(key, said.get());
        } else {
            labels.remove(key);
        }
    }

    private static Key key(LoggedPrediction logged) {
        return new Key(
                logged.predictionId(),
                logged.prediction().at(),
                logged.prediction().modelVersion());
    }
}
