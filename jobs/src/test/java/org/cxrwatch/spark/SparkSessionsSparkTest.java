package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.SparkArithmeticException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSessionsSparkTest {

    @ParameterizedTest
    @CsvSource({
        "spark.sql.session.timeZone, UTC",
        "spark.sql.ansi.enabled, true",
        "spark.sql.datetime.java8API.enabled, true",
    })
    void whatResultsRestOnIsSet(String key, String value) {
        assertThat(TestSession.shared().conf().get(key)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "spark.sql.shuffle.partitions, 2",
        "spark.databricks.delta.snapshotPartitions, 2",
        "spark.sql.sources.parallelPartitionDiscovery.parallelism, 2",
        "spark.ui.enabled, false",
    })
    void aNightOnOneMachineIsKeptSmall(String key, String value) {
        assertThat(TestSession.shared().conf().get(key)).isEqualTo(value);
    }

    @Test
    void noSettingOfAUserOverridesWhatResultsRestOn() {
        TestSession.shared();
        SparkSession session = SparkSessions.open(Map.of("spark.sql.session.timeZone", "Asia/Kathmandu"));

        assertThat(session.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
    }

    @Test
    void logsAreFetchedThroughTheProxyThatWasSubmittedForTheLake() {
        System.setProperty("spark.hadoop.fs.s3a.proxy.host", "proxy");
        try {
            assertThat(SparkSessions.s3a(Map.of("fs.s3a.endpoint", "http://store:9000")))
                    .isEqualTo(Map.of("fs.s3a.endpoint", "http://store:9000", "fs.s3a.proxy.host", "proxy"));
        } finally {
            System.clearProperty("spark.hadoop.fs.s3a.proxy.host");
        }
    }

    @Test
    void rowsHoldInstantsAndDaysOfUtc() {
        Row row = TestSession.shared()
                .sql("select timestamp '2026-09-01 23:59:59.999', to_date(timestamp '2026-09-01 23:59:59.999')")
                .head();

        assertThat(row.getInstant(0)).isEqualTo(Instant.parse("2026-09-01T23:59:59.999Z"));
        assertThat(row.getLocalDate(1)).isEqualTo(LocalDate.of(2026, 9, 1));
    }

    @Test
    void arithmeticThatHasNoResultFails() {
        assertThatThrownBy(() -> TestSession.shared().sql("select 1 / 0").head())
                .isInstanceOf(SparkArithmeticException.class);
    }
}
