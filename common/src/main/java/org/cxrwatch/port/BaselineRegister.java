package org.cxrwatch.port;

import java.util.List;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineTransition;

/** Which baselines exist and what they are used for, in the results database. */
public interface BaselineRegister {

    /** All baselines, the oldest first. */
    List<BaselineRecord> list();

    /** All changes of state, in the order they took effect. */
    List<BaselineTransition> transitions();

    /** Adds a baseline, as a candidate; adding the same id again changes nothing. */
    void add(BaselineRecord baseline);

    /**
     * Changes a state. Making one active retires the version's other active one in the same transaction. One that is
     * active may be made so from an earlier instant on, if nothing else happened to its version's baselines since then.
     *
     * @throws org.cxrwatch.error.UsageException if there is no such baseline, or it comes before what was recorded
     */
    void record(BaselineTransition transition);
}
