package org.cxrwatch.job;

import java.util.List;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.schema.ShapeHistory;
import org.cxrwatch.schema.ShapeStep;
import org.cxrwatch.schema.SourceChange;

/** Compares the columns that a batch brought with those that were known, and notes what it found. */
final class SchemaWatch {

    private final SourceChecks checks;

    SchemaWatch(SourceChecks checks) {
        this.checks = checks;
    }

    /** What is not as before; the same once more if the batch was compared by an earlier run. */
    List<SourceChange> compare(Batch batch, List<ShapeStep> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        ShapeHistory history = new ShapeHistory(checks.shapes(batch.source()));
        history.add(batch.number(), steps);
        checks.note(batch.number(), history.known(), history.changes());
        return checks.changes(batch.number());
    }
}
