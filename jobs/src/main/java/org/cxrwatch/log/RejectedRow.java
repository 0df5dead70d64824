package org.cxrwatch.log;

import org.cxrwatch.model.RejectReason;

/** A row that cannot be used, on its way to being noted as such. Caught where rows are read. */
public final class RejectedRow extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /** The detail holds names of fields and lengths, never their values. */
    public RejectedRow(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }
}
