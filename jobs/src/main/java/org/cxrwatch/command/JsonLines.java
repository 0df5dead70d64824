package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Objects for programs alone: one a line, so that they can be read one by one.
 *
 * @param objects in order
 */
record JsonLines(List<Map<String, Object>> objects) implements Answer {

    /** Copies the list. */
    JsonLines {
        objects = List.copyOf(objects);
    }

    @Override
    public String text(Screen screen) {
        return objects.stream().map(object -> JsonText.line(object) + "\n").collect(Collectors.joining());
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Map<String, Object> object : objects) {
            JsonText.value(json, object);
        }
        json.writeEndArray();
    }
}
