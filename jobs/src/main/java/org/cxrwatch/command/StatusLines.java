package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code status} says, gathered question by question: a line for people, named values for programs. */
final class StatusLines {

    private static final int LABEL = 12;

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A line that answers a question, which is named in a word. */
    void say(String label, String text) {
        lines.add(label + " ".repeat(LABEL - label.length()) + text);
    }

    /** A line that goes on with the one before. */
    void goOn(String text) {
        say("", text);
    }

    /** A line as it stands. */
    void add(String line) {
        lines.add(line);
    }

    void put(String name, Object value) {
        fields.put(name, value);
    }

    Facts facts() {
        Facts facts = Facts.said(lines);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            facts = facts.with(field.getKey(), field.getValue());
        }
        return facts;
    }
}
