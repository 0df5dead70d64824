package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.Test;

class RecurrenceSparkTest {

    private static final StructType SCHEMA =
            new StructType().add("day", DataTypes.DateType).add("prediction_id", DataTypes.StringType);

    /** Rows given as the day of the month and the image. */
    private static Dataset<Row> rows(String... rows) {
        List<Row> made = Arrays.stream(rows)
                .map(row -> row.split(" "))
                .map(row -> RowFactory.create(LocalDate.of(2026, 9, Integer.parseInt(row[0])), row[1]))
                .toList();
        return TestSession.shared().createDataFrame(made, SCHEMA);
    }

    private static List<String> images(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(row -> row.getString(1)).toList();
    }

    @Test
    void imagesRecurIfTheyAreThereTwiceOnADay() {
        Dataset<Row> incoming = rows("1 once", "1 twice", "1 twice", "1 known", "1 elsewhere", "2 elsewhere");
        Dataset<Row> standing = rows("1 known", "1 other", "2 once");

        Recurrence recurrence = Recurrence.among(incoming, standing, 2).orElseThrow();

        assertThat(images(recurrence.of(incoming))).containsExactlyInAnyOrder("twice", "twice", "known");
        assertThat(images(recurrence.of(standing))).containsExactly("known");
        assertThat(images(recurrence.without(incoming))).containsExactlyInAnyOrder("once", "elsewhere", "elsewhere");
    }

    @Test
    void whereNothingRecursNothingIsCompared() {
        Dataset<Row> incoming = rows("1 a", "2 b");

        Recurrence recurrence = Recurrence.among(incoming, rows(), 2).orElseThrow();

        assertThat(images(recurrence.of(incoming))).isEmpty();
        assertThat(images(recurrence.without(incoming))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whereTooMuchRecursAllIsCompared() {
        Dataset<Row> incoming = rows("1 a", "1 b", "1 c", "1 d");

        assertThat(Recurrence.among(incoming, incoming, 3)).isEmpty();
        assertThat(Recurrence.among(incoming, incoming, 4)).isPresent();
    }
}
