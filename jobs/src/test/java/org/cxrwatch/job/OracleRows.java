package org.cxrwatch.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.multivariate.RowSample;
import org.cxrwatch.multivariate.SampledRow;
import org.cxrwatch.score.OracleTable;

/** The rows of oracle/multivariate-rows.csv: five days and a window. */
public final class OracleRows {

    private static final String WINDOW = "window";
    private static final LocalDate DAY = LocalDate.parse("2026-09-22");
    private static final List<String> FEATURES = List.of("contrast", "edges", "mean", "noise");

    private OracleRows() {}

    /** The five days. */
    public static RowSample baseline() {
        return sample(lines().filter(line -> !line.text("day").equals(WINDOW))
                .map(line -> row(line, LocalDate.parse(line.text("day"))))
                .toList());
    }

    /** The window. */
    public static RowSample window() {
        return sample(lines().filter(line -> line.text("day").equals(WINDOW))
                .map(line -> row(line, DAY))
                .toList());
    }

    private static Stream<OracleTable.Line> lines() {
        return OracleTable.read("multivariate-rows.csv").stream();
    }

    private static SampledRow row(OracleTable.Line line, LocalDate day) {
        Map<String, Double> features = FEATURES.stream().collect(Collectors.toMap(name -> name, line::number));
        return new SampledRow(day, features);
    }

    private static RowSample sample(List<SampledRow> rows) {
        return new RowSample(rows, rows.size());
    }
}
