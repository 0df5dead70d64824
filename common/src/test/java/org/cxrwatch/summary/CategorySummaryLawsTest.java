package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws for categories, with fewer and with many more values than are counted one by one. */
class CategorySummaryLawsTest implements SummaryLaws<String, CategorySummary> {

    @Override
    public CategorySummary of(List<String> rows) {
        return CategorySummary.of(rows.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting())));
    }

    @Override
    public List<String> rows(Random random) {
        int values =
                List.of(1, 4, CategorySummary.LIMIT, 3 * CategorySummary.LIMIT).get(random.nextInt(4));
        return Stream.generate(() -> "value-" + random.nextInt(values))
                .limit(random.nextInt(3000))
                .toList();
    }

    @Override
    public CategorySummary read(SummaryReader in) {
        return CategorySummary.read(in);
    }

    @Test
    void manyValuesAreBoundedAndNoRowIsLost() {
        CategorySummary summary =
                of(IntStream.range(0, 10_000).mapToObj(i -> "value-" + i).toList());
        assertThat(summary.values().entries()).hasSize(CategorySummary.LIMIT);
        assertThat(summary.count()).isEqualTo(10_000);
    }

    @Test
    void aValueThatNeverOccurredHasNoRows() {
        assertThat(CategorySummary.of(Map.of("AP", 3L)).rowsOf("PA")).isZero();
    }
}
