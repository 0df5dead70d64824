package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.Test;

class DaySharesSparkTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    @Test
    void aDayIsCutByItsRowsOrByWhatLiesInTheLake() {
        assertThat(DayShares.of(Map.of(), Map.of()).shares()).isEqualTo(1);
        assertThat(DayShares.of(Map.of(DAY, 6_000L, DAY.plusDays(1), 249_999L), Map.of(DAY, 1L << 20))
                        .shares())
                .isEqualTo(1);
        assertThat(DayShares.of(Map.of(DAY, 1_000_000L), Map.of()).shares()).isEqualTo(5);
        assertThat(DayShares.of(Map.of(DAY, 10L), Map.of(DAY, 64L << 20)).shares())
                .isEqualTo(3);
    }

    @Test
    void rowsOfADayAndImageAreTogetherAndADayIsInItsSharesOnly() {
        StructType schema = new StructType().add("day", DataTypes.DateType).add("prediction_id", DataTypes.StringType);
        List<Row> rows = IntStream.range(0, 4_000)
                .mapToObj(i -> RowFactory.create(DAY.plusDays(i % 5), "image-" + i % 1_000))
                .toList();
        Dataset<Row> dealt = new DayShares(3)
                .deal(TestSession.shared().createDataFrame(rows, schema).repartition(7))
                .withColumn("task", functions.spark_partition_id());

        assertThat(dealt.count()).isEqualTo(4_000);
        assertThat(tasks(dealt, "day", "prediction_id")).isEqualTo(1);
        assertThat(tasks(dealt, "day")).isBetween(1L, 3L);
        assertThat(dealt.select("day", "share").distinct().count()).isEqualTo(15);
    }

    /** In how many tasks rows are that agree in these columns, at most. */
    private static long tasks(Dataset<Row> dealt, String first, String... others) {
        return dealt.groupBy(first, others)
                .agg(functions.count_distinct(functions.col("task")).as("tasks"))
                .agg(functions.max("tasks"))
                .head()
                .getLong(0);
    }
}
