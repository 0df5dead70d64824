package org.cxrwatch.io.delta;

import org.apache.spark.api.java.function.Function;

/** Whether a staged row may be taken, or is no row that could be. */
final class NotRefused implements Function<StagedRow, Boolean> {

    private static final long serialVersionUID = 1L;

    private final Refusals refusals;

    NotRefused(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public Boolean call(StagedRow row) {
        return !refusals.covers(row.what(), row.file(), row.version());
    }
}
