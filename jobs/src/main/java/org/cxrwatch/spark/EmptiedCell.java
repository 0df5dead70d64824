package org.cxrwatch.spark;

import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Row;
import org.cxrwatch.io.delta.CellTable;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import scala.Tuple2;

/**
 * Nothing, at the address of a cell. A day that is counted anew starts from it wherever an older cell counted
 * something: a generation leaves no key and arrival of the one before it to be looked up there.
 */
final class EmptiedCell implements PairFunction<Row, String, byte[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<String, byte[]> call(Row row) {
        Cell cell = CellTable.fromRow(row);
        return new Tuple2<>(
                AddressText.of(new CellContent.Address(cell.key(), cell.arrival())),
                cell.key().kind().empty(cell.part().resolution()).toBytes());
    }
}
