package org.cxrwatch.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.schema.SourceChange.Change;
import org.junit.jupiter.api.Test;

class ShapeHistoryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 21);
    private static final ColumnShape ALWAYS = numbers(100);

    private final List<SourceChange> told = new ArrayList<>();
    private List<KnownShape> known = List.of();
    private long batch;

    /** A file of a day, compared with all before. */
    private List<SourceChange> day(int day, Map<String, ColumnShape> columns) {
        return day(day, "v1", 100, columns);
    }

    private List<SourceChange> day(int day, String version, long rows, Map<String, ColumnShape> columns) {
        LocalDate on = FIRST.plusDays(day);
        ShapeHistory history = new ShapeHistory(known);
        history.add(
                ++batch,
                List.of(new ShapeStep(
                        new ShapeOf("files", "prediction", version),
                        on,
                        "predictions_" + on + ".jsonl",
                        Arrival.during(on, ArrivalBasis.FROM_NAME),
                        new RowShape(rows, new TreeMap<>(columns)))));
        known = List.copyOf(history.known());
        told.addAll(history.changes());
        return history.changes();
    }

    private static ColumnShape numbers(long rows) {
        return Shapes.column(Map.of(ValueKind.NUMBER, rows));
    }

    private static ColumnShape texts(long rows) {
        return Shapes.column(Map.of(ValueKind.TEXT, rows));
    }

    @Test
    void theFirstRowsAreNoNewsAndNeitherAreTheSameOnesAgain() {
        day(0, Map.of("confidence", ALWAYS));
        day(1, Map.of("confidence", ALWAYS));

        assertThat(told).isEmpty();
    }

    @Test
    void aNewColumnIsSaidOnceAndAlertsNobody() {
        day(0, Map.of("confidence", ALWAYS));

        List<SourceChange> found = day(1, Map.of("confidence", ALWAYS, "metadata.ward", texts(3)));
        day(2, Map.of("confidence", ALWAYS, "metadata.ward", texts(3)));

        assertThat(told).isEqualTo(found).singleElement().satisfies(change -> {
            assertThat(change.change().alerts()).isFalse();
            assertThat(change.sentence())
                    .isEqualTo("predictions of source files (v1): metadata.ward is new (text)"
                            + " (predictions_2026-09-22.jsonl).");
        });
    }

    @Test
    void aColumnThatIsGoneIsSaidOnceAndAgainWhenItIsBack() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100)));

        List<SourceChange> found = day(1, Map.of("confidence", ALWAYS));
        List<SourceChange> after = day(2, Map.of("confidence", ALWAYS));
        List<SourceChange> back = day(3, Map.of("confidence", ALWAYS, "metadata.site", texts(100)));

        assertThat(found).singleElement().satisfies(change -> {
            assertThat(change.change().alerts()).isTrue();
            assertThat(change.sentence())
                    .isEqualTo("predictions of source files (v1): metadata.site was text until 2026-09-21, and is gone"
                            + " since 2026-09-22 (predictions_2026-09-22.jsonl).");
        });
        assertThat(after).isEmpty();
        assertThat(back).extracting(SourceChange::change).containsExactly(Change.ADDED);
    }

    @Test
    void nullInEveryRowIsGoneToo() {
        day(0, Map.of("metadata.site", texts(100)));

        assertThat(day(1, Map.of("metadata.site", Shapes.column(Map.of(ValueKind.NOTHING, 100L)))))
                .extracting(SourceChange::change)
                .containsExactly(Change.DROPPED);
    }

    @Test
    void whatIsGoneWithItsObjectIsNotNamedOnItsOwn() {
        ColumnShape object = Shapes.column(Map.of(ValueKind.OBJECT, 100L));
        day(0, Map.of("confidence", ALWAYS, "metadata", object, "metadata.site", texts(100)));

        assertThat(day(1, Map.of("confidence", ALWAYS)))
                .extracting(SourceChange::path)
                .containsExactly("metadata");
    }

    @Test
    void aColumnOfAboutAThirdOfTheRowsMayBeAbsentFromAnyFile() {
        Random random = new Random(21);
        for (int day = 0; day < 200; day++) {
            int rows = 5 + random.nextInt(60);
            long some = IntStream.range(0, rows)
                    .filter(i -> random.nextDouble() < 0.3)
                    .count();
            Map<String, ColumnShape> columns = new TreeMap<>(Map.of("confidence", numbers(rows)));
            if (some > 0 && random.nextDouble() < 0.9) {
                columns.put("metadata.comment", texts(some));
            }
            day(day, "v1", rows, columns);
        }

        assertThat(told).extracting(SourceChange::change).doesNotContain(Change.DROPPED);
        assertThat(told).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFewRowsWithoutAColumnAreNoEvidenceUntilThereAreTwenty() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100)));
        day(1, "v1", 19, Map.of("confidence", numbers(19)));
        assertThat(told).isEmpty();

        day(2, "v1", 1, Map.of("confidence", numbers(1)));

        assertThat(told)
                .singleElement()
                .satisfies(change -> assertThat(change.seen().since()).isEqualTo(FIRST.plusDays(1)));
    }

    @Test
    void ofFewRowsNobodyKnowsThatAColumnIsAlwaysThere() {
        day(0, "v1", 49, Map.of("metadata.site", texts(49)));

        assertThat(day(1, Map.of("confidence", ALWAYS)))
                .extracting(SourceChange::change)
                .doesNotContain(Change.DROPPED);
    }

    @Test
    void oneGoneAndOneNewOfItsKindAreARenamePerhaps() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100), "metadata.n", ALWAYS));

        List<SourceChange> found =
                day(1, Map.of("confidence", ALWAYS, "metadata.hospital", texts(100), "metadata.n", ALWAYS));

        assertThat(found).singleElement().satisfies(change -> {
            assertThat(change.change()).isEqualTo(Change.RENAMED);
            assertThat(change.sentence())
                    .contains("metadata.site is gone since 2026-09-22, and metadata.hospital is new: perhaps it was"
                            + " renamed");
        });
    }

    @Test
    void oneOfAnotherKindOrPlaceIsNoRename() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100)));

        assertThat(day(1, Map.of("confidence", ALWAYS, "metadata.ward", ALWAYS, "site", texts(100))))
                .extracting(SourceChange::path, SourceChange::change)
                .containsExactlyInAnyOrder(
                        tuple("metadata.site", Change.DROPPED),
                        tuple("metadata.ward", Change.ADDED),
                        tuple("site", Change.ADDED));
    }

    @Test
    void ofTwoThatAreGoneNobodyKnowsWhichWasRenamed() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100), "metadata.ward", texts(100)));

        assertThat(day(1, Map.of("confidence", ALWAYS, "metadata.hospital", texts(100))))
                .extracting(SourceChange::path, SourceChange::change)
                .containsExactlyInAnyOrder(
                        tuple("metadata.site", Change.DROPPED),
                        tuple("metadata.ward", Change.DROPPED),
                        tuple("metadata.hospital", Change.ADDED));
    }

    @Test
    void otherCapitalsAreSaidAsSuch() {
        day(0, Map.of("confidence", ALWAYS, "metadata.view_position", texts(100)));

        assertThat(day(1, Map.of("confidence", ALWAYS, "metadata.viewPosition", texts(100), "metadata.x", texts(100))))
                .extracting(SourceChange::change, change -> change.words().after())
                .contains(tuple(Change.CASE_CHANGED, "metadata.viewPosition"));
    }

    @Test
    void anotherKindOfValueIsSaidOnceAndSoIsTheWayBack() {
        day(0, Map.of("confidence", ALWAYS));

        List<SourceChange> found = day(1, Map.of("confidence", texts(100)));
        List<SourceChange> after = day(2, Map.of("confidence", texts(100)));
        List<SourceChange> back = day(3, Map.of("confidence", ALWAYS));

        assertThat(found)
                .extracting(SourceChange::sentence)
                .containsExactly("predictions of source files (v1): confidence was a number until 2026-09-21, and is"
                        + " text since 2026-09-22 (predictions_2026-09-22.jsonl).");
        assertThat(after).isEmpty();
        assertThat(back).extracting(SourceChange::change).containsExactly(Change.RETYPED);
    }

    @Test
    void anotherKindInSomeRowsIsSaidFromATenthOfThemOn() {
        ColumnShape few = Shapes.column(Map.of(ValueKind.NUMBER, 91L, ValueKind.TEXT, 9L));
        ColumnShape some = Shapes.column(Map.of(ValueKind.NUMBER, 90L, ValueKind.TEXT, 10L));
        day(0, Map.of("confidence", ALWAYS));

        assertThat(day(1, Map.of("confidence", few))).isEmpty();
        assertThat(day(2, Map.of("confidence", some)))
                .extracting(change -> change.words().after())
                .containsExactly("text in 10 of 100 rows");
        assertThat(day(3, Map.of("confidence", few))).isEmpty();
    }

    @Test
    void aNewVersionIsComparedWithTheOneBeforeIt() {
        day(0, Map.of("confidence", ALWAYS, "metadata.site", texts(100)));

        assertThat(day(1, "v2", 100, Map.of("confidence", ALWAYS)))
                .extracting(change -> change.of().modelVersion(), SourceChange::path, SourceChange::change)
                .containsExactly(tuple("v2", "metadata.site", Change.DROPPED));
        assertThat(day(2, Map.of("confidence", ALWAYS, "metadata.site", texts(100))))
                .isEmpty();
    }

    @Test
    void rowsOfAnEarlierDaySayNothingAboutWhatIsNew() {
        day(5, Map.of("confidence", texts(100)));

        assertThat(day(1, Map.of("confidence", ALWAYS))).isEmpty();
        assertThat(day(6, Map.of("confidence", texts(100)))).isEmpty();
    }

    @Test
    void aBatchThatWasComparedIsNotComparedAgain() {
        day(0, Map.of("confidence", ALWAYS));
        batch--;

        assertThat(day(1, Map.of("confidence", texts(100)))).isEmpty();
    }

    @Test
    void numbersInAnotherUnitAreSaidOnceWithWhatTheyLookLike() {
        Map<String, ColumnShape> perCent = Map.of("confidence", spread(60, 1.0));
        Map<String, ColumnShape> seconds = Map.of("processing_time_ms", spread(0.1, 0.01));

        List<SourceChange> found = day(0, perCent);
        day(1, perCent);
        day(2, Map.of("confidence", spread(0.5, 0.005)));
        List<SourceChange> again = day(3, perCent);

        assertThat(found)
                .extracting(SourceChange::sentence)
                .containsExactly("predictions of source files (v1): confidence should be in a share from 0 to 1, and"
                        + " looks like per cent: 100 % of 100 are above 1 (predictions_2026-09-21.jsonl).");
        assertThat(told).hasSize(2).containsAll(again);
        assertThat(day(4, seconds))
                .extracting(SourceChange::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("processing_time_ms should be in milliseconds, and looks like seconds: the median of"
                                + " 100 is about "));
    }

    @Test
    void valuesThatAreNotAllowedAreToldUntilTheyAreRightAgain() {
        ColumnShape wrong = new ColumnShape(new TreeMap<>(Map.of(ValueKind.TEXT, 100L)), Magnitudes.NONE, 12);

        List<SourceChange> found = day(0, Map.of("metadata.site", wrong));
        day(1, Map.of("metadata.site", wrong));
        assertThat(told).isEqualTo(found);
        day(2, Map.of("metadata.site", texts(100)));
        day(3, Map.of("metadata.site", wrong));

        assertThat(told).hasSize(2);
        assertThat(found)
                .extracting(SourceChange::sentence)
                .containsExactly("predictions of source files (v1): metadata.site says what the contract does not"
                        + " allow, in 12 of 100 rows (predictions_2026-09-21.jsonl).");
    }

    /** A hundred numbers, the first so large, and each larger than the one before by this. */
    private static ColumnShape spread(double first, double step) {
        Map<Long, Long> counts = new TreeMap<>();
        IntStream.range(0, 100).forEach(i -> counts.merge(Magnitudes.bucket(first + i * step), 1L, Long::sum));
        return new ColumnShape(new TreeMap<>(Map.of(ValueKind.NUMBER, 100L)), new Magnitudes(counts), 0);
    }
}
