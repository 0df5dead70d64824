package org.cxrwatch.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.cxrwatch.schema.Magnitudes.Looked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    private static Magnitudes of(double... numbers) {
        Map<Long, Long> counts = new TreeMap<>();
        DoubleStream.of(numbers).forEach(number -> counts.merge(Magnitudes.bucket(number), 1L, Long::sum));
        return new Magnitudes(counts);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            SECONDS      | 100 | 0.15 | 0    |
            SECONDS      | 100 | 150  | 1    | milliseconds
            SECONDS      | 9   | 150  | 1    |
            MILLISECONDS | 100 | 150  | 1    |
            MILLISECONDS | 100 | 0.15 | 0    | seconds
            SHARE        | 100 | 0.9  | 0    |
            SHARE        | 100 | 90   | 0.5  |
            SHARE        | 100 | 90   | 0.51 | per cent
            PER_CENT     | 50  | 0.4  | 0    | a share from 0 to 1
            PER_CENT     | 49  | 0.4  | 0    |
            PER_CENT     | 500 | 0.4  | 0.01 |
            """, delimiter = '|')
    void aUnitIsFoundOutByWhereMostNumbersLie(Unit unit, long rows, double median, double beyondOne, String looks) {
        assertThat(unit.other(new Looked(rows, median, beyondOne)).orElse(null)).isEqualTo(looks);
    }

    @Test
    void oneIsNotBeyondOneAndTheMedianIsNear() {
        Looked looked = of(0.2, 0.9, 1, 1, 1.01, 7, 300).looked();

        assertThat(looked.rows()).isEqualTo(7);
        assertThat(looked.beyondOne()).isEqualTo(3.0 / 7);
        assertThat(of(140, 142, 145, 150, 900).looked().median()).isCloseTo(145, within(15.0));
    }

    @Test
    void magnitudesOfPartsAddUpToThoseOfTheWhole() {
        assertThat(of(0.5, 3).plus(of(3.1, 1e300, Double.MIN_VALUE)))
                .isEqualTo(of(1e300, 3, 0.5, Double.MIN_VALUE, 3.1))
                .extracting(all -> all.looked().rows())
                .isEqualTo(5L);
        assertThat(Magnitudes.NONE.looked().rows()).isZero();
    }

    @Test
    void ofColumnsWithoutEndTheFirstByNameAreKept() {
        TreeMap<String, ColumnShape> many = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put("c%04d".formatted(i), Shapes.column(Map.of(ValueKind.NUMBER, 1L)));
        }

        RowShape shape = new RowShape(1, many);

        assertThat(shape.columns()).hasSize(RowShape.MOST_COLUMNS).containsKey("c0000");
        assertThat(shape.plus(shape).columns().get("c0000").present()).isEqualTo(2);
    }
}
