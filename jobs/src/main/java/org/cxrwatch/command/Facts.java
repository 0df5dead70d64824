package org.cxrwatch.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One thing: sentences for people, named values for programs. */
final class Facts implements Answer {

    private final List<String> lines;
    private final Map<String, Object> fields;
    private final int columns;

    private Facts(List<String> lines, Map<String, Object> fields, int columns) {
        this.lines = List.copyOf(lines);
        this.fields = fields;
        this.columns = columns;
    }

    /** Sentences, one a line. */
    static Facts said(String... lines) {
        return said(List.of(lines));
    }

    /** Sentences, one a line. */
    static Facts said(List<String> lines) {
        return new Facts(lines, new LinkedHashMap<>(), Integer.MAX_VALUE);
    }

    /** The same and a named value. */
    Facts with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Facts(lines, more, columns);
    }

    /** The same as prose, whose lines are no longer than this on any screen. */
    Facts within(int columns) {
        return new Facts(lines, fields, columns);
    }

    @Override
    public String text(Screen screen) {
        int width = Math.min(columns, screen.columns());
        return lines.stream()
                .map(ShownText::plain)
                .map(line -> screen.line(Wrapping.sentence(line, width)) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            JsonText.field(json, field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }
}
