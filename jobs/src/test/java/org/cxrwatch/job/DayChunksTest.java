package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayChunksTest {

    private static final LocalDate DAY = LocalDate.ofEpochDay(20_700);

    @Test
    void chunksHoldNoMoreDaysThanMemoryAndBeginOnTheSameDaysAlways() {
        DayChunks weeks = new DayChunks(7, 7);
        List<LocalDate> days = DAY.datesUntil(DAY.plusDays(30)).toList();

        assertThat(weeks.of(days).stream().flatMap(List::stream)).containsExactlyElementsOf(days);
        assertThat(weeks.of(days)).allSatisfy(chunk -> assertThat(chunk).hasSizeLessThanOrEqualTo(7));
        assertThat(weeks.of(days.subList(2, 30)).subList(1, 4))
                .isEqualTo(weeks.of(days).subList(1, 4));
    }

    @Test
    void daysFarApartAreApart() {
        assertThat(new DayChunks(1_000, 7).of(List.of(DAY.plusDays(20), DAY, DAY.plusDays(7))))
                .containsExactly(List.of(DAY, DAY.plusDays(7)), List.of(DAY.plusDays(20)));
        assertThat(new DayChunks(7, 7).of(List.of())).isEmpty();
    }
}
