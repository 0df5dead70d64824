package org.cxrwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PredictionCells.Resolutions;
import org.junit.jupiter.api.Test;

class HospitalTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static Map<Slice, DistributionPart> monday(long seed, Event event) {
        return new Hospital(seed, DayToDay.USUAL).day(MONDAY, 2_000, event.on(0), Resolutions.CELL);
    }

    private static Map<Slice, DistributionPart> monday(long seed) {
        return new Hospital(seed, DayToDay.USUAL).day(MONDAY, 2_000, Change.NONE, Resolutions.CELL);
    }

    @Test
    void theSameSeedIsTheSameHospital() {
        assertThat(monday(5)).isEqualTo(monday(5)).isNotEqualTo(monday(6));
    }

    @Test
    void sitesAndScannersShareTheRowsOfADay() {
        Map<Slice, DistributionPart> day = monday(5);

        assertThat(day.get(Slice.ALL).rows()).isBetween(1_800L, 2_200L);
        assertThat(day.keySet())
                .filteredOn(slice -> slice.key().equals("scanner"))
                .hasSize(8);
        assertThat(day.entrySet().stream()
                        .filter(entry -> entry.getKey().key().equals("site"))
                        .mapToLong(entry -> entry.getValue().rows())
                        .sum())
                .isEqualTo(day.get(Slice.ALL).rows());
    }

    @Test
    void anEventChangesItsPlaceAndNoOther() {
        Map<Slice, DistributionPart> dead = monday(5, Event.DEAD_SCANNER);

        assertThat(dead.get(Slice.parse("scanner=harbor-2"))
                        .feature(Feature.MEAN_INTENSITY.text())
                        .mean())
                .isZero();
        assertThat(dead.get(Slice.parse("scanner=harbor-1")))
                .isEqualTo(monday(5).get(Slice.parse("scanner=harbor-1")));
        assertThat(positives(monday(5, Event.PREVALENCE))).isLessThan(positives(monday(5)) - 0.1);
    }

    private static double positives(Map<Slice, DistributionPart> day) {
        DistributionPart all = day.get(Slice.ALL);
        return (double) all.rowsOf("PNEUMONIA") / all.rows();
    }
}
