package org.cxrwatch.io.files;

import org.cxrwatch.model.RejectReason;

/**
 * A line that cannot be used, on its way to being noted as such. Caught where lines are read; never leaves the
 * package.
 */
final class RejectedLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /** The detail holds names of fields and lengths, never their values. */
    RejectedLine(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RejectReason reason() {
        return reason;
    }
}
