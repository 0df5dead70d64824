package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What a command has to say: to people as text, to programs as one JSON document. */
sealed interface Answer permits Listing, Facts, JsonLines, Verbatim {

    /** As text for a screen, every line ending with a line feed. */
    String text(Screen screen);

    /** As JSON: one array or one object. */
    void write(JsonGenerator json) throws IOException;
}
