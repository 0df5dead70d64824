package org.cxrwatch.command;

import java.util.List;
import java.util.Map;

/** One thing that is said of a period's answers and their labels. */
interface AccuracyPart {

    /** For people, each sentence a line. */
    List<String> lines(LabelledPeriod period);

    /** For programs. */
    Map<String, Object> fields(LabelledPeriod period);
}
