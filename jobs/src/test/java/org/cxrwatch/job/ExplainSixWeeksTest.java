package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.ValueChange;
import org.cxrwatch.summary.Cell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Why accuracy and answers changed in the six weeks, against what their README says happened; all labels at hand. */
class ExplainSixWeeksTest {

    private static final Instant AFTERWARDS = Instant.parse("2026-11-10T00:00:00Z");
    private static ExplainChange job;

    @BeforeAll
    static void readTheSixWeeks() {
        SixWeeks weeks = new SixWeeks(LocalDate.of(2026, 11, 3));
        List<Cell> cells = weeks.cells();
        MemoryDatabase database = new MemoryDatabase(Clock.fixed(AFTERWARDS, ZoneOffset.UTC));
        database.baselines().add(SixWeeksReplay.FIRST_WEEK);
        database.baselines()
                .record(new BaselineTransition(
                        SixWeeksReplay.FIRST_WEEK.id(),
                        SixWeeksReplay.FIRST_WEEK.modelVersion(),
                        BaselineState.ACTIVE,
                        SixWeeksReplay.FIRST_WEEK.createdAt(),
                        "test",
                        "normal"));
        job = new ExplainChange(
                new ExplainChange.Stores(
                        database.baselines(),
                        new SixWeeksReplay.Contents(weeks),
                        range -> SixWeeksReplay.within(cells, range),
                        database.history()),
                SixWeeksReplay.policy(DriftPolicy.DEFAULT, List.of()));
    }

    private static ExplainChange.Found explain(String first, String last) {
        return job.run(new ExplainChange.Request("v1.0.0", LocalDate.parse(first), LocalDate.parse(last), AFTERWARDS));
    }

    @Test
    void theFallOfTheDaysAfterThe22ndIsValleys() {
        ExplainChange.Found found = explain("2026-09-23", "2026-09-26");

        assertThat(found.baseline().id()).isEqualTo("v1.0.0-20260901-20260907");
        assertThat(found.accuracy().attribution().standsOut().map(ValueChange::slice))
                .contains(new Slice("site", "valley"));
        assertThat(found.accuracy().sentence())
                .startsWith("89 % of the fall of accuracy (0.87 → 0.82) is site=valley, which has 20 % of the rows:"
                        + " accuracy there 0.87 → 0.64");
    }

    /** Valley answers more often with pneumonia since 09-22 too, so that of the answers only lakeside stands aside. */
    @Test
    void invertedImagesAreNorthsAndHarborsTogether() {
        ExplainChange.Found found = explain("2026-10-06", "2026-10-08");

        assertThat(found.accuracy().sentence())
                .contains("of the fall of accuracy (0.87 → 0.60) is site=harbor and site=north, which have");
        assertThat(found.positiveRate().sentence())
                .contains("of the rise of positive rate (0.47 → 0.76) is every site but site=lakeside, which have");
    }

    @Test
    void morePneumoniaIsEverywhereAndAccuracyDidNotFall() {
        ExplainChange.Found found = explain("2026-09-27", "2026-10-01");

        assertThat(found.positiveRate().sentence())
                .startsWith("No single value explains the rise of positive rate (0.47 → 0.72)")
                .contains("look for a cause that is everywhere");
        assertThat(found.accuracy().attribution().change()).isPositive();
    }

    /** lakeside-2 has 12 of 20 right on 2026-09-14: chance. */
    @Test
    void aQuietDayHasNothingToExplain() {
        ExplainChange.Found found = explain("2026-09-14", "2026-09-14");

        assertThat(found.accuracy().sentence()).contains("there is nothing to explain");
        assertThat(found.positiveRate().sentence()).contains("there is nothing to explain");
        assertThat(found.accuracy().moved()).isEmpty();
    }

    @Test
    void beforeLabelsCameItSaysSo() {
        ExplainChange.Found found = job.run(new ExplainChange.Request(
                "v1.0.0", LocalDate.of(2026, 10, 8), LocalDate.of(2026, 10, 8), Instant.parse("2026-10-08T12:00:00Z")));

        assertThat(found.accuracy().sentence())
                .contains("Why accuracy changed cannot be said: no label of these days has arrived");
    }

    @Test
    void aVersionWithoutABaselineIsRefused() {
        ExplainChange.Request asked =
                new ExplainChange.Request("v1.1.0", LocalDate.of(2026, 10, 9), LocalDate.of(2026, 10, 9), AFTERWARDS);

        assertThat(job.canCompare("v1.1.0", AFTERWARDS)).isFalse();
        assertThat(job.canCompare("v1.0.0", Instant.parse("2026-09-07T00:00:00Z")))
                .isFalse();
        assertThatThrownBy(() -> job.run(asked))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Version v1.1.0 has no active baseline");
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExplainChange.Request(
                        "v1.0.0", LocalDate.of(2026, 10, 9), LocalDate.of(2026, 10, 8), AFTERWARDS))
                .withMessageContaining("does not end before it begins");
    }
}
