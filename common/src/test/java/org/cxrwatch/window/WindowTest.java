package org.cxrwatch.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    @Test
    void aDayHoldsItsStartAndNotItsEnd() {
        Window day = Window.day(DAY);
        assertThat(day.start()).isEqualTo(Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(day.end()).isEqualTo(Instant.parse("2026-09-02T00:00:00Z"));
        assertThat(day.firstDay()).isEqualTo(DAY);
        assertThat(day.lastDay()).isEqualTo(DAY);
        assertThat(day.days()).containsExactly(DAY);
    }

    @Test
    void sevenDaysAreSevenDays() {
        Window week = new Window(WindowKind.DAYS_7, Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(week.days()).hasSize(7).startsWith(DAY).endsWith(DAY.plusDays(6));
    }

    @Test
    void windowsAreInTheOrderInWhichTheyCanBeDecided() {
        Window lastHour = Window.hour(DAY, 23);
        Window day = Window.day(DAY);
        assertThat(new TreeSet<>(List.of(lastHour, day, Window.hour(DAY, 0))))
                .containsExactly(Window.hour(DAY, 0), day, lastHour);
    }

    @ParameterizedTest
    @EnumSource(WindowKind.class)
    void aWindowStartsOnItsBoundary(WindowKind kind) {
        assertThatThrownBy(() -> new Window(kind, Instant.parse("2026-09-01T00:30:00Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(kind == WindowKind.HOUR ? "full hour" : "full day");
    }

    @Test
    void aWindowOfDaysEndsWithItsNightAndFollowsTheOneBefore() {
        Window week = Window.endingOn(LocalDate.of(2026, 9, 28), WindowKind.DAYS_7);

        assertThat(week.firstDay()).isEqualTo("2026-09-22");
        assertThat(week.lastDay()).isEqualTo("2026-09-28");
        assertThat(week.previous().lastDay()).isEqualTo("2026-09-21");
        assertThat(week.previous().kind()).isEqualTo(WindowKind.DAYS_7);
    }
}
