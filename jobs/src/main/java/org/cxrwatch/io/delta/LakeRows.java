package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.TakenRows;
import org.cxrwatch.port.XidWindow;

/** The predictions of the lake, counted by the clock of a source that they are compared with. */
public final class LakeRows implements TakenRows {

    private static final String WRITER = "cxrwatch tombstones";
    private static final int HASHED_DIGITS = 15;
    private static final int HEXADECIMAL = 16;
    private static final int DECIMAL = 10;
    private static final String LOCAL_DAY = "local_day";

    private final SparkSession session;
    private final DeltaLake lake;
    private final ZoneId zone;

    /** The rows of this lake, by days of this zone. */
    public LakeRows(SparkSession session, DeltaLake lake, ZoneId zone) {
        this.session = session;
        this.lake = lake;
        this.zone = zone;
    }

    /** {@inheritDoc} Only the folders of the days asked for, and one more on either side, are read. */
    @Override
    public SortedMap<OfDay, Tally> tallies(XidWindow.Days days) {
        Column digits = substring(md5(concat_ws("|", col("prediction_id"), col("model_version"))), 1, HASHED_DIGITS);
        Column number = conv(digits, HEXADECIMAL, DECIMAL).cast(DataTypes.createDecimalType(38, 0));
        SortedMap<OfDay, Tally> tallies = new TreeMap<>();
        between(days.first(), days.last())
                .groupBy(LOCAL_DAY, "model_version")
                .agg(count(lit(1)), sum(number))
                .collectAsList()
                .forEach(row -> tallies.put(
                        new OfDay(row.getLocalDate(0), row.getString(1)),
                        new Tally(row.getLong(2), row.getDecimal(3).toBigIntegerExact())));
        return tallies;
    }

    @Override
    public Map<Key, Row> rows(OfDay of) {
        Map<Key, Row> rows = new HashMap<>();
        between(of.day(), of.day())
                .where(col("model_version").equalTo(of.modelVersion()))
                .select("prediction_id", "at", "source", "row_id")
                .collectAsList()
                .forEach(row -> rows.put(
                        new Key(row.getString(0), row.getInstant(1)),
                        new Row(row.getString(2), row.getString(3), true)));
        return rows;
    }

    /** {@inheritDoc} Bounded by the rows that were put aside since then. */
    @Override
    public Set<String> putAside(LocalDate arrivedSince) {
        Set<String> ids = new HashSet<>();
        lake.read(RejectTable.TABLE)
                .where(col("arrived_on").geq(lit(arrivedSince)).and(col("kind").equalTo(Piece.Kind.PREDICTION.text())))
                .select(regexp_extract(col("raw"), "\"id\":\"([^\"]+)\"", 1))
                .collectAsList()
                .forEach(row -> ids.add(row.getString(0)));
        return ids;
    }

    @Override
    public long proposeTombstones(OfDay of, Map<Key, Row> gone, Instant at) {
        List<org.apache.spark.sql.Row> rows = gone.entrySet().stream()
                .map(entry -> TombstoneTable.toRow(of, entry.getKey(), entry.getValue(), at))
                .toList();
        Dataset<org.apache.spark.sql.Row> noted =
                lake.read(TombstoneTable.TABLE).where(col("source_day").equalTo(lit(of.day())));
        Dataset<org.apache.spark.sql.Row> fresh = session.createDataFrame(rows, TombstoneTable.TABLE.schema())
                .join(
                        noted,
                        scala.jdk.javaapi.CollectionConverters.asScala(TombstoneTable.IDENTITY)
                                .toSeq(),
                        "left_anti")
                .select(TombstoneTable.TABLE.columns().stream()
                        .map(name -> col(name))
                        .toArray(Column[]::new));
        long count = fresh.count();
        if (count > 0) {
            long number = lake.lastAppended(TombstoneTable.TABLE, WRITER).orElse(0) + 1;
            lake.append(TombstoneTable.TABLE, fresh, new DeltaLake.Numbered(WRITER, number));
        }
        return count;
    }

    private Dataset<org.apache.spark.sql.Row> between(LocalDate first, LocalDate last) {
        return new CurrentPredictions(lake)
                .now()
                .where(col("day").between(lit(first.minusDays(1)), lit(last.plusDays(1))))
                .withColumn(LOCAL_DAY, to_date(from_utc_timestamp(col("at"), zone.getId())))
                .where(col(LOCAL_DAY).between(lit(first), lit(last)));
    }
}
