package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.log.LogJson;
import org.cxrwatch.log.RejectedRow;
import org.cxrwatch.model.RejectReason;

/**
 * The columns of a table whose rows are to be what a JSON line is. The column {@code metadata} may hold JSON as text,
 * and its values may have columns of their own, {@code metadata.image_stats.mean_intensity} and so on.
 *
 * @param names in their order
 */
record Columns(List<String> names) {

    private static final String METADATA = "metadata";

    /**
     * The columns of these names, stripped of blanks around them.
     *
     * @param required without which no row of the table can be used
     * @throws UnreadableFile if one of those is missing, or a name is empty or there twice
     */
    static Columns of(List<String> names, List<String> required) throws UnreadableFile {
        List<String> stripped = names.stream().map(String::strip).toList();
        List<String> missing =
                required.stream().filter(name -> !stripped.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFile("it has no column " + String.join(", ", missing)
                    + ": the first line of a CSV file, and the schema of Parquet, name the columns");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < stripped.size(); i++) {
            Integer other = places.put(stripped.get(i), i);
            if (stripped.get(i).isEmpty()) {
                throw new UnreadableFile("its column " + (i + 1) + " has no name");
            }
            if (other != null) {
                throw new UnreadableFile("its columns " + (other + 1) + " and " + (i + 1) + " have the same name");
            }
        }
        return new Columns(stripped);
    }

    /** Copies the list. */
    Columns {
        names = List.copyOf(names);
    }

    /**
     * A row.
     *
     * @param values of the columns, in their order; one that is absent says nothing
     */
    ObjectNode row(List<Optional<JsonNode>> values) throws RejectedRow {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            if (values.get(i).isPresent()) {
                put(row, names.get(i), values.get(i).get());
            }
        }
        return row;
    }

    private static void put(ObjectNode row, String name, JsonNode value) throws RejectedRow {
        if (name.equals(METADATA) && value.isTextual()) {
            putUnder(row, List.of(METADATA), parsed(value.textValue()));
        } else if (name.startsWith(METADATA + ".")) {
            putUnder(row, List.of(name.split("\\.", -1)), value);
        } else {
            putUnder(row, List.of(name), value);
        }
    }

    private static JsonNode parsed(String text) throws RejectedRow {
        try {
            return LogJson.parse(text);
        } catch (RejectedRow why) {
            throw new RejectedRow(RejectReason.WRONG_TYPE, "metadata is no JSON: " + why.getMessage());
        }
    }

    /** An object that is there already is added to; where another value is in the way, the rest is one name. */
    private static void putUnder(ObjectNode row, List<String> path, JsonNode value) {
        ObjectNode at = row;
        List<String> rest = new ArrayList<>(path);
        while (rest.size() > 1) {
            JsonNode next = at.path(rest.get(0));
            if (next.isMissingNode() || next.isNull()) {
                at = at.putObject(rest.remove(0));
            } else if (next.isObject()) {
                at = (ObjectNode) next;
                rest.remove(0);
            } else {
                break;
            }
        }
        String name = String.join(".", rest);
        if (at.path(name).isObject() && value.isObject()) {
            ((ObjectNode) at.path(name)).setAll((ObjectNode) value);
        } else {
            at.set(name, value);
        }
    }
}
