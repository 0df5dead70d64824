package org.cxrwatch.io.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.cxrwatch.log.RejectedRow;

/** The values of a Parquet row as those of a JSON line: groups and maps are objects, lists are arrays. */
final class ParquetValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParquetValues() {}

    /** The values of a row, by column; a null is JSON's. */
    static List<Optional<JsonNode>> of(Group row) throws RejectedRow {
        List<Optional<JsonNode>> values = new ArrayList<>();
        for (int i = 0; i < row.getType().getFieldCount(); i++) {
            values.add(Optional.of(field(row, i)));
        }
        return values;
    }

    private static JsonNode field(Group group, int field) throws RejectedRow {
        int count = group.getFieldRepetitionCount(field);
        if (group.getType().getType(field).isRepetition(Type.Repetition.REPEATED)) {
            ArrayNode all = JSON.arrayNode();
            for (int i = 0; i < count; i++) {
                all.add(value(group, field, i));
            }
            return all;
        }
        return count == 0 ? JSON.nullNode() : value(group, field, 0);
    }

    private static JsonNode value(Group group, int field, int index) throws RejectedRow {
        Type type = group.getType().getType(field);
        if (type.isPrimitive()) {
            return ParquetPrimitives.value(group, field, index);
        }
        Group inner = group.getGroup(field, index);
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof MapLogicalTypeAnnotation || meaning instanceof MapKeyValueTypeAnnotation) {
            return map(inner);
        }
        return meaning instanceof ListLogicalTypeAnnotation ? list(inner) : object(inner);
    }

    private static ObjectNode object(Group group) throws RejectedRow {
        ObjectNode object = JSON.objectNode();
        GroupType type = group.getType();
        for (int i = 0; i < type.getFieldCount(); i++) {
            object.set(type.getFieldName(i), field(group, i));
        }
        return object;
    }

    /** A repeated pair of a key and, if it is no set, a value. */
    private static ObjectNode map(Group group) throws RejectedRow {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            Group pair = group.getGroup(0, i);
            JsonNode value = pair.getType().getFieldCount() > 1 ? field(pair, 1) : JSON.nullNode();
            object.set(field(pair, 0).asText(), value);
        }
        return object;
    }

    /** A repeated element, which newer writers wrap into a group of its own, so that it may be null. */
    private static ArrayNode list(Group group) throws RejectedRow {
        ArrayNode list = JSON.arrayNode();
        boolean wrapped = !group.getType().getType(0).isPrimitive()
                && group.getType().getType(0).asGroupType().getFieldCount() == 1;
        for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
            list.add(wrapped ? field(group.getGroup(0, i), 0) : value(group, 0, i));
        }
        return list;
    }
}
