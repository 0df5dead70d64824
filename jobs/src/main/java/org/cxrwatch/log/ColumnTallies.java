package org.cxrwatch.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.schema.ColumnShape;
import org.cxrwatch.schema.Magnitudes;
import org.cxrwatch.schema.RowShape;
import org.cxrwatch.schema.Unit;
import org.cxrwatch.schema.ValueKind;

/** Counts the values of an object by name and kind, object after object. */
final class ColumnTallies {

    private static final int LONGEST_NAME = 100;
    private static final ValueKind[] KINDS = ValueKind.values();

    private final String prefix;
    private final Map<String, Tally> columns = new HashMap<>();

    /** The columns in the order of the last object: writers keep it, so that looking a name up is seldom needed. */
    private final List<Named> order = new ArrayList<>();

    /** Of all columns beyond those that are kept; nobody asks for it. */
    private final Tally others = new Tally("");

    /** Of objects whose columns' paths begin so. */
    ColumnTallies(String prefix) {
        this.prefix = prefix;
    }

    private record Named(String name, Tally tally) {}

    private static final class Tally {

        private final long[] kinds = new long[KINDS.length];
        private final boolean watched;
        private final Map<Long, Long> magnitudes = new HashMap<>();

        Tally(String path) {
            this.watched = Unit.expected(path).isPresent();
        }

        void add(JsonNode value) {
            kinds[kind(value).ordinal()]++;
            if (watched && value.isNumber()) {
                double number = value.doubleValue();
                if (number > 0 && Double.isFinite(number)) {
                    magnitudes.merge(Magnitudes.bucket(number), 1L, Long::sum);
                }
            }
        }

        ColumnShape shape(long notAllowed) {
            EnumMap<ValueKind, Long> counted = new EnumMap<>(ValueKind.class);
            for (ValueKind kind : KINDS) {
                if (kinds[kind.ordinal()] > 0) {
                    counted.put(kind, kinds[kind.ordinal()]);
                }
            }
            return new ColumnShape(new java.util.TreeMap<>(counted), new Magnitudes(magnitudes), notAllowed);
        }
    }

    void add(JsonNode object) {
        int place = 0;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            tally(place++, field.getKey()).add(field.getValue());
        }
    }

    private Tally tally(int place, String name) {
        if (place < order.size() && order.get(place).name().equals(name)) {
            return order.get(place).tally();
        }
        Tally known = columns.get(name);
        Tally tally = known == null ? first(name) : known;
        if (place < order.size()) {
            order.set(place, new Named(name, tally));
        } else if (place < RowShape.MOST_COLUMNS) {
            order.add(new Named(name, tally));
        }
        return tally;
    }

    private Tally first(String name) {
        boolean kept = columns.size() < RowShape.MOST_COLUMNS && name.length() <= LONGEST_NAME;
        return kept && name.indexOf('\0') < 0
                ? columns.computeIfAbsent(name, absent -> new Tally(prefix + name))
                : others;
    }

    /** Adds the shapes of the columns by path. */
    void into(Map<String, ColumnShape> shapes, Map<String, Long> notAllowed) {
        columns.forEach((name, tally) -> {
            String path = prefix + name;
            shapes.put(path, tally.shape(notAllowed.getOrDefault(path, 0L)));
        });
    }

    /** Words for numbers that are not finite, as Python writes them into text, are numbers. */
    private static ValueKind kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> ValueKind.NUMBER;
            case STRING -> Fields.isNumber(value) ? ValueKind.NUMBER : ValueKind.TEXT;
            case BOOLEAN -> ValueKind.TRUTH;
            case ARRAY -> ValueKind.LIST;
            case OBJECT -> ValueKind.OBJECT;
            case NULL, MISSING -> ValueKind.NOTHING;
            case POJO, BINARY -> ValueKind.TEXT;
        };
    }
}
