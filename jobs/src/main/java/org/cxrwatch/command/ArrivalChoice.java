package org.cxrwatch.command;

import org.cxrwatch.config.Settings;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;

/** How it is known when the rows of files arrived. */
final class ArrivalChoice {

    private ArrivalChoice() {}

    /** As the settings say; if they leave it open, by name for the first load of a source and observed ever after. */
    static ArrivalBasis of(Settings.FileArrival asked, Ledger ledger, String source) {
        return switch (asked) {
            case FROM_NAME -> ArrivalBasis.FROM_NAME;
            case OBSERVED -> ArrivalBasis.OBSERVED;
            case AUTO -> ledger.taken(source).isEmpty() ? ArrivalBasis.FROM_NAME : ArrivalBasis.OBSERVED;
        };
    }
}
