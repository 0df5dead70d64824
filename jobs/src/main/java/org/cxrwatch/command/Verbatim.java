package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A text for a program that is no JSON: a script.
 *
 * @param text as it is
 */
record Verbatim(String text) implements Answer {

    @Override
    public String text(Screen screen) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("script", text);
        json.writeEndObject();
    }
}
