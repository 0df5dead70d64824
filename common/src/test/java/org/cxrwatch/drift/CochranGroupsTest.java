package org.cxrwatch.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CochranGroupsTest {

    @Test
    void groupsThatSatisfyTheRuleStayAsTheyAre() {
        PairedCounts counts = Samples.bins(List.of(50L, 60L, 70L), List.of(20L, 9L, 30L));

        assertThat(pooled(CochranGroups.of(counts))).containsExactly(70L, 69L, 100L);
    }

    @Test
    void oneSmallExpectationInFiveIsAllowed() {
        // a value the reference never had: 25 of 195, expected 3.4; merging it away would hide it
        PairedCounts counts = PairedCounts.ofCategories(List.of(520L, 410L, 300L, 0L), List.of(70L, 60L, 40L, 25L));

        assertThat(CochranGroups.of(counts).size()).isEqualTo(4);
    }

    @Test
    void theSmallestBinIsMergedWithItsSmallerNeighbour() {
        PairedCounts counts = Samples.bins(List.of(400L, 100L, 2L, 200L), List.of(40L, 10L, 0L, 20L));

        assertThat(pooled(CochranGroups.of(counts))).containsExactly(440L, 112L, 220L);
    }

    @Test
    void theRarestCategoriesAreMergedWithOneAnother() {
        PairedCounts counts =
                PairedCounts.ofCategories(List.of(4L, 400L, 5L, 300L, 100L), List.of(0L, 80L, 1L, 60L, 30L));

        assertThat(pooled(CochranGroups.of(counts))).containsExactly(10L, 480L, 360L, 130L);
    }

    @Test
    void binsThatAreEmptyOnBothSidesAreLeftOut() {
        PairedCounts counts = Samples.bins(List.of(50L, 0L, 70L), List.of(20L, 0L, 30L));

        assertThat(pooled(CochranGroups.of(counts))).containsExactly(70L, 100L);
    }

    @Test
    void aFewRowsEndInOneGroup() {
        PairedCounts counts = Samples.bins(List.of(50L, 60L, 70L), List.of(1L, 1L, 1L));

        assertThat(pooled(CochranGroups.of(counts))).containsExactly(183L);
    }

    private static List<Long> pooled(PairedCounts counts) {
        return IntStream.range(0, counts.size()).mapToObj(counts::pooledAt).toList();
    }
}
