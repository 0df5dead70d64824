package org.cxrwatch.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;

/** Says where a value was written. */
final class Origins {

    /** How values are shown: on one line, without comments. */
    static final ConfigRenderOptions BRIEF = ConfigRenderOptions.concise();

    /** The packed defaults are found here, in a folder or in a jar. */
    private static final String DEFAULTS = "org/cxrwatch/config/reference.conf";

    private Origins() {}

    /** File and line, or what the value was given by. */
    static String text(ConfigOrigin origin) {
        if (origin.description().contains(DEFAULTS)) {
            return "default";
        }
        if (origin.filename() == null) {
            return origin.description().replaceFirst("^--set: \\d+$", "--set");
        }
        return origin.filename() + (origin.lineNumber() > 0 ? ", line " + origin.lineNumber() : "");
    }
}
