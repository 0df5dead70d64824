package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A lake with every table the code can make, two rows in each: one with all columns, one without those that may be
 * absent. It is left below {@code target} for the tests that read it without Spark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryTableSparkTest {

    private static final Path LEFT = Path.of("target", "lake-of-every-table");
    private static final List<LakeTable> TABLES = LakeTables.all();

    private DeltaLake lake;

    @BeforeAll
    void make() throws IOException {
        if (Files.exists(LEFT)) {
            try (Stream<Path> old = Files.walk(LEFT)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        lake = DeltaLake.open(TestSession.shared(), LEFT.toAbsolutePath().toString());
        for (LakeTable table : TABLES) {
            List<Row> rows = List.of(row(table, true), row(table, false));
            lake.append(table, TestSession.shared().createDataFrame(rows, table.schema()), 1);
        }
        String rows = TABLES.stream()
                .map(table -> "  \"" + table.name() + "\": " + lake.read(table).count())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        Files.writeString(LEFT.resolve("rows.json"), rows);
    }

    private static Row row(LakeTable table, boolean whole) {
        return RowFactory.create(Stream.of(table.schema().fields())
                .map(field -> field.nullable() && !whole ? null : value(field))
                .toArray());
    }

    private static Object value(StructField field) {
        DataType type = field.dataType();
        if (type instanceof MapType map) {
            return Map.of("name", sample(map.valueType()));
        }
        return type instanceof ArrayType array ? List.of(sample(array.elementType())) : sample(type);
    }

    private static Object sample(DataType type) {
        Map<DataType, Object> samples = Map.of(
                DataTypes.StringType,
                "text",
                DataTypes.LongType,
                7L,
                DataTypes.IntegerType,
                7,
                DataTypes.DoubleType,
                0.5,
                DataTypes.BooleanType,
                true,
                DataTypes.DateType,
                LocalDate.of(2026, 9, 8),
                DataTypes.TimestampType,
                Instant.parse("2026-09-08T00:00:00Z"),
                DataTypes.BinaryType,
                "bytes".getBytes(StandardCharsets.UTF_8));
        assertThat(samples).containsKey(type);
        return samples.get(type);
    }

    @Test
    void theTablesAreFoundAndTheirNamesTellThemApart() {
        assertThat(TABLES)
                .extracting(LakeTable::name)
                .doesNotHaveDuplicates()
                .contains("prediction", "label", "cell", "window_metric", "drift_measure", "tombstone", "label_policy");
    }

    @Test
    void everyTableAndColumnSaysWhatItIs() {
        assertThat(TABLES).allSatisfy(table -> {
            assertThat(table.comment()).as(table.name()).isNotBlank();
            assertThat(table.schema().fields())
                    .allSatisfy(field -> assertThat(field.getComment().getOrElse(() -> ""))
                            .as(table.name() + "." + field.name())
                            .isNotBlank());
        });
    }

    @Test
    void whatIsWrittenIsReadWithTheSameColumns() {
        assertThat(TABLES).allSatisfy(table -> {
            assertThat(lake.read(table).columns())
                    .as(table.name())
                    .isEqualTo(table.schema().fieldNames());
            assertThat(lake.read(table).count()).as(table.name()).isEqualTo(2);
        });
    }
}
