package org.cxrwatch.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Resolution;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final DistributionPart EMPTY = DistributionPart.empty(Resolution.BASELINE);
    private static final DistributionPart ONE =
            DistributionPart.of(Resolution.BASELINE, Map.of("NORMAL", ClassDistribution.empty(Resolution.BASELINE)));

    @Test
    void noContentsHaveTheHashOfNoBytes() {
        // FIPS 180-4: SHA-256 of the empty message.
        assertThat(ContentHash.of(Map.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void theOrderOfTheMapsMeansNothing() {
        Slice north = new Slice("site", "north");
        Map<Slice, DistributionPart> ascending = new TreeMap<>(Map.of(Slice.ALL, EMPTY, north, ONE));
        Map<Slice, DistributionPart> descending = new TreeMap<Slice, DistributionPart>((a, b) -> b.compareTo(a));
        descending.putAll(ascending);

        assertThat(ContentHash.of(Map.of(DAY, descending))).isEqualTo(ContentHash.of(Map.of(DAY, ascending)));
    }

    @Test
    void anyChangeOfDaySliceOrContentChangesIt() {
        String hash = ContentHash.of(Map.of(DAY, Map.of(Slice.ALL, EMPTY)));

        assertThat(ContentHash.of(Map.of(DAY.plusDays(1), Map.of(Slice.ALL, EMPTY))))
                .isNotEqualTo(hash);
        assertThat(ContentHash.of(Map.of(DAY, Map.of(new Slice("site", "all"), EMPTY))))
                .isNotEqualTo(hash);
        assertThat(ContentHash.of(Map.of(DAY, Map.of(Slice.ALL, ONE)))).isNotEqualTo(hash);
        assertThat(ContentHash.of(Map.of(DAY, Map.of(new Slice("a", "bc"), EMPTY))))
                .isNotEqualTo(ContentHash.of(Map.of(DAY, Map.of(new Slice("ab", "c"), EMPTY))));
    }
}
