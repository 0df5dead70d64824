package org.cxrwatch.io.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.DataException;
import org.cxrwatch.spark.TestSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a lake promises, wherever its tables lie. */
abstract class DeltaLakeContract {

    private static final LakeTable TABLE = LakeTable.named("thing", "One row a thing")
            .with("batch", DataTypes.LongType, "Number of its batch")
            .withOptional("name", DataTypes.StringType, "What it is called")
            .partitionedBy("batch");

    private String place;
    private DeltaLake lake;

    /** A place that holds nothing before this test. */
    abstract String place(String test);

    /** The place of this test. */
    final String place() {
        return place;
    }

    @BeforeEach
    final void open(TestInfo test) {
        place = place(test.getTestMethod().orElseThrow().getName());
        lake = DeltaLake.open(TestSession.shared(), place);
    }

    @Test
    void aTableNobodyWroteHasItsColumnsAndNoRows() {
        assertThat(lake.read(TABLE).collectAsList()).isEmpty();
        assertThat(lake.read(TABLE).columns()).containsExactly("batch", "name");
        assertThat(lake.lastAppended(TABLE)).isEmpty();
    }

    @Test
    void appendingUnderTheSameNumberAgainChangesNothing() {
        lake.append(TABLE, things(1, "a", "b"), 1);
        lake.append(TABLE, things(1, "a", "b"), 1);

        assertThat(lake.read(TABLE).count()).isEqualTo(2);
        assertThat(lake.lastAppended(TABLE)).hasValue(1);
    }

    @Test
    void appendingUnderALowerNumberIsRefusedRatherThanDropped() {
        lake.append(TABLE, things(5, "a"), 5);

        assertThatThrownBy(() -> lake.append(TABLE, things(4, "b"), 4))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("already holds number 5, but number 4")
                .hasMessageContaining("Use the results database that belongs to this lake");
        assertThat(lake.read(TABLE).count()).isEqualTo(1);
    }

    @Test
    void anyDeltaReaderReadsATableAndItsComments() {
        lake.append(TABLE, things(1, "a"), 1);

        Row detail = TestSession.shared()
                .sql("describe detail delta.`" + lake.location(TABLE) + "`")
                .select("minReaderVersion", "description", "partitionColumns")
                .head();
        assertThat(detail.getInt(0)).isEqualTo(1);
        assertThat(detail.getString(1)).isEqualTo("One row a thing");
        assertThat(detail.getList(2)).isEqualTo(List.of("batch"));
        assertThat(lake.read(TABLE).schema().fields())
                .extracting(StructField::name, field -> field.getComment().get())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("batch", "Number of its batch"),
                        org.assertj.core.groups.Tuple.tuple("name", "What it is called"));
    }

    @Test
    void aTableThatOnlyNewerReadersReadIsRefused() {
        lake.append(TABLE, things(1, "a"), 1);
        TestSession.shared()
                .sql("alter table delta.`" + lake.location(TABLE)
                        + "` set tblproperties ('delta.enableDeletionVectors' = 'true')");

        assertThatThrownBy(() -> lake.read(TABLE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Table thing")
                .hasMessageContaining("needs Delta reader version 3")
                .hasMessageContaining("DROP FEATURE");
    }

    @Test
    void aNewerLakeIsRefused() throws IOException {
        mark("lake.format=4\n");

        assertThatThrownBy(() -> DeltaLake.open(TestSession.shared(), place()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has format 4, written by a newer cxrwatch; this one knows up to 3")
                .hasMessageContaining("Use the newer cxrwatch for this lake, or point lake.path at another folder");
    }

    @Test
    void aLakeFromBeforeTheFirstReleaseIsRefused() throws IOException {
        mark("lake.format=1\n");

        assertThatThrownBy(() -> DeltaLake.open(TestSession.shared(), place()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has format 1, written by a cxrwatch from before its first release")
                .hasMessageContaining("ingest the logs again");
    }

    @Test
    void aLakeThatDoesNotSayItsFormatIsRefused() throws IOException {
        mark("lake.format=new\n");

        assertThatThrownBy(() -> DeltaLake.open(TestSession.shared(), place()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds 'new' as lake.format")
                .hasMessageContaining("Restore that file");
    }

    @Test
    void aLakeThatWasWrittenOpensAgain() {
        lake.append(TABLE, things(1, "a"), 1);

        assertThat(DeltaLake.open(TestSession.shared(), place()).read(TABLE).count())
                .isEqualTo(1);
    }

    private void mark(String text) throws IOException {
        Path mark = new Path(place(), "cxrwatch-lake.properties");
        FileSystem files =
                mark.getFileSystem(TestSession.shared().sparkContext().hadoopConfiguration());
        try (FSDataOutputStream out = files.create(mark)) {
            out.writeBytes(text);
        }
    }

    private static Dataset<Row> things(long batch, String... names) {
        List<Row> rows = List.of(names).stream()
                .map(name -> RowFactory.create(batch, name))
                .toList();
        return TestSession.shared().createDataFrame(rows, TABLE.schema());
    }
}
