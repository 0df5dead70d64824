package org.cxrwatch.port;

import java.util.List;
import org.cxrwatch.notice.Notice;

/** A channel whose receiver forgets an alert that it is not told of again in time. */
public interface Renewable extends Channel {

    /**
     * Tells what is open at present: each alert then holds for as long again as the receiver keeps it. What is not
     * among them ends by itself; what is over ends at once.
     *
     * @param open the cases with open episodes that this receiver is to hear of; an alert's kind says how it stands
     */
    Delivery renew(List<Notice.CaseNews> open);
}
