package org.cxrwatch.command;

import java.util.List;
import java.util.function.Supplier;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Intake;
import org.cxrwatch.port.LabelOrphans;

/** Labels that count nowhere; Spark is not started before something is asked of them. */
final class OrphansOnRequest implements LabelOrphans {

    private final Supplier<LabelOrphans> orphans;

    OrphansOnRequest(Supplier<LabelOrphans> orphans) {
        this.orphans = orphans;
    }

    @Override
    public List<Count> count() {
        return orphans.get().count();
    }

    @Override
    public Intake.Taken take(Batch batch) {
        return orphans.get().take(batch);
    }
}
