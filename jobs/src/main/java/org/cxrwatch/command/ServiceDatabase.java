package org.cxrwatch.command;

import java.time.Instant;
import java.util.List;
import org.cxrwatch.job.Ingest;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.SourceRows;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow;

/** What can be asked of the service's database beside what is new. */
interface ServiceDatabase {

    /** Its rows, and what takes them. */
    Ingest.Feed feed();

    /** A plan to read days again. */
    Plan repair(XidWindow.Days days, Instant at);

    /** The versions of models it has registered. */
    List<RegisteredModel> models();

    /** What it holds, of what was to be taken by this window. */
    SourceRows rows(XidWindow taken);

    /** What the lake holds, by the database's clock. */
    TakenRows taken();
}
