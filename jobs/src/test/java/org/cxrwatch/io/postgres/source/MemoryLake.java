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

/** Holds what batches brought, by key, as the lake does. */
final class MemoryLake {

    final Map<Key, LoggedPrediction> predictions = new TreeMap<>();
    final Map<Key, String> labels = new TreeMap<>();
    final Map<String, SystemSample> samples = new TreeMap<>();
    final List<ReadRow.OfReject> rejects = new ArrayList<>();
    /** Predictions that each batch brought when it was last read. */
    final Map<Long, Long> read = new TreeMap<>();

    long ambiguousTimes;
    private long brought;

    /** What tells one prediction from another. */
    record Key(String id, Instant at, String modelVersion) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Takes what this reader reads. */
    Intake readBy(RowReader reader) {
        return batch -> take(batch, reader);
    }

    private Intake.Taken take(Batch batch, RowReader reader) {
        brought = 0;
        try (RowReader.Reading reading = reader.open(batch)) {
            for (RowReader.Portion portion : reading.portions()) {
                try (RowReader.Rows rows = reading.reader().read(portion)) {
                    rows.forEachRemaining(this::take);
                }
            }
        }
        read.put(batch.number(), brought);
        return new Intake.Taken(Map.of("predictions_read", brought), List.of());
    }

    private void take(ReadRow row) {
        if (row instanceof ReadRow.OfPrediction found) {
            brought++;
            predictions.put(key(found.prediction()), found.prediction());
        } else if (row instanceof ReadRow.OfLabel found) {
            take(found.event());
        } else if (row instanceof ReadRow.OfSystem found) {
            samples.put(found.sample().host() + found.sample().at(), found.sample());
        } else if (row instanceof ReadRow.OfReject found) {
            rejects.add(found);
        } else if (row instanceof ReadRow.OfFile found) {
            ambiguousTimes += found.ambiguousTimes();
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
