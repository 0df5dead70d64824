package org.cxrwatch.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.SystemSample;

/** The columns of what hosts log, in the order in which the scan reads them. */
final class SystemColumns {

    private static final int HOST = 0;
    private static final int AT = 1;
    private static final int NUMBERS = 2;
    private static final int ARRIVAL = 3;

    private SystemColumns() {}

    static Dataset<Row> of(Dataset<Row> samples) {
        return samples.select("host", "at", "numbers", "arrived_on", "arrived_at", "arrival_basis");
    }

    static SystemSample sample(InternalRow row) {
        return new SystemSample(RowFields.text(row, HOST), RowFields.instant(row, AT), RowFields.numbers(row, NUMBERS));
    }

    static Arrival arrival(InternalRow row) {
        return RowFields.arrival(row, ARRIVAL);
    }
}
