package org.cxrwatch.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.PredictionCells;
import org.cxrwatch.summary.SummaryDefinition;
import scala.Tuple2;

/**
 * Counts the predictions of a partition, as {@link PredictionColumns} reads them. What was counted is handed on every
 * {@value #ROWS_HELD} rows, so that many days in one partition need no more memory than one.
 */
final class CountPredictions implements PairFlatMapFunction<Iterator<InternalRow>, String, byte[]> {

    private static final long serialVersionUID = 1L;
    private static final int ROWS_HELD = 262_144;

    private final SummaryDefinition definition;
    private final PredictionCells.Resolutions resolutions;
    private final LongAccumulator rowsSeen;
    private final ComputedColumns.Reader computed;

    CountPredictions(
            SummaryDefinition definition,
            ComputedColumns.Reader computed,
            PredictionCells.Resolutions resolutions,
            LongAccumulator rowsSeen) {
        this.definition = definition;
        this.computed = computed;
        this.resolutions = resolutions;
        this.rowsSeen = rowsSeen;
    }

    @Override
    public Iterator<Tuple2<String, byte[]>> call(Iterator<InternalRow> rows) {
        return new ContentsInTurn(rows::hasNext, () -> countSome(rows));
    }

    private List<CellContent> countSome(Iterator<InternalRow> rows) {
        PredictionCells cells = new PredictionCells(definition, resolutions);
        int held = 0;
        while (rows.hasNext() && held < ROWS_HELD) {
            InternalRow row = rows.next();
            Prediction prediction = PredictionColumns.prediction(row, computed);
            Arrival arrival = PredictionColumns.arrival(row);
            cells.addRequest(prediction, arrival);
            if (PredictionColumns.isCounted(row)) {
                cells.addAnswer(prediction, arrival, computed.outcomes(row));
            }
            held++;
        }
        rowsSeen.add(held);
        return cells.drain();
    }
}
