package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;
import org.cxrwatch.oracle.OracleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeAttributionTest {

    private static final ChangeSentences SENTENCES = new ChangeSentences();

    static Stream<OracleFile.Block> changes() {
        return OracleFile.read("changes.txt").blocks("change").stream();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void thePartsAreThoseOfTheLoopsAndTheirErrorsThoseOfNumericalDerivatives(OracleFile.Block block) {
        AttributeChange change = ChangeAttribution.of(
                        "accuracy", side(block.numbers("before")), side(block.numbers("after")), 1)
                .attributes()
                .get(0);

        for (ValueChange value : change.values()) {
            int at = Integer.parseInt(value.slice().value().substring(1));
            assertThat(value.mix()).isCloseTo(block.numbers("mix")[at], within(1e-12));
            assertThat(value.within()).isCloseTo(block.numbers("within")[at], within(1e-12));
            assertThat(value.labelling()).isCloseTo(block.numbers("labelling")[at], within(1e-12));
        }
        double[] errors = block.numbers("errors");
        // the variance of a share has half a hit and half a miss added here
        assertThat(change.mix().error()).isCloseTo(errors[0], within(0.02 * errors[0]));
        assertThat(change.within().error()).isCloseTo(errors[1], within(0.02 * errors[1]));
        assertThat(change.labelling().error()).isCloseTo(errors[2], within(0.04 * errors[2] + 1e-9));
    }

    /** Random tables, with values of one side only, without labels, and rows without a value. */
    @Test
    void thePartsAddUpExactlyWhateverTheCounts() {
        Random random = new Random(20260922);
        for (int repeat = 0; repeat < 300; repeat++) {
            Map<Slice, ShareCounts> before = randomSide(random);
            Map<Slice, ShareCounts> after = randomSide(random);

            ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

            for (AttributeChange attribute : change.attributes()) {
                double sum = attribute.mix().value()
                        + attribute.within().value()
                        + attribute.labelling().value();
                assertThat(sum).isCloseTo(change.change(), within(1e-12));
                assertThat(attribute.values().stream()
                                .mapToDouble(ValueChange::contribution)
                                .sum())
                        .isCloseTo(change.change(), within(1e-12));
                assertThat(attribute.values())
                        .allSatisfy(value -> assertThat(value.p()).isBetween(0.0, 1.0));
            }
        }
    }

    @Test
    void theFallOfASiteIsThatSitesAndNotItsLargestPatientGroups() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "site=valley", new ShareCounts(200, 120, 112), new ShareCounts(200, 130, 78));
        put(before, after, "site=north", new ShareCounts(400, 250, 232), new ShareCounts(400, 240, 222));
        put(before, after, "site=harbor", new ShareCounts(400, 230, 214), new ShareCounts(400, 230, 211));
        put(before, after, "scanner=valley-1", new ShareCounts(100, 60, 56), new ShareCounts(100, 66, 40));
        put(before, after, "scanner=valley-2", new ShareCounts(100, 60, 56), new ShareCounts(100, 64, 38));
        put(before, after, "scanner=rest", new ShareCounts(800, 480, 446), new ShareCounts(800, 470, 433));
        put(before, after, "patient_sex=F", new ShareCounts(600, 360, 335), new ShareCounts(600, 362, 307));
        put(before, after, "patient_sex=M", new ShareCounts(400, 240, 223), new ShareCounts(400, 238, 204));
        before.put(Slice.ALL, new ShareCounts(1_000, 600, 558));
        after.put(Slice.ALL, new ShareCounts(1_000, 600, 511));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

        assertThat(change.standsOut().orElseThrow().slice()).isEqualTo(Slice.parse("site=valley"));
        assertThat(change.attributes().get(0).attribute()).isEqualTo("site");
        assertThat(change.attributes().get(0).values().get(0).slice()).isEqualTo(Slice.parse("site=valley"));
        // 0.93 → 0.60 in a fifth of the rows, against 0.93 → 0.85 in all
        assertThat(change.explained(change.standsOut().orElseThrow())).isCloseTo(0.91, within(0.005));
        assertThat(SENTENCES.of(change))
                .startsWith("91 % of the fall of accuracy (0.93 → 0.85) is site=valley, which has 20 % of the rows:"
                        + " accuracy there 0.93 → 0.60 (120 and 130 rows, p < 0.0001 that the others changed alike)");
    }

    @Test
    void whatFellAlikeEverywhereIsNoValues() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "site=large", new ShareCounts(800, 800, 744), new ShareCounts(800, 800, 640));
        put(before, after, "site=small", new ShareCounts(200, 200, 186), new ShareCounts(200, 200, 160));
        before.put(Slice.ALL, new ShareCounts(1_000, 1_000, 930));
        after.put(Slice.ALL, new ShareCounts(1_000, 1_000, 800));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

        assertThat(change.standsOut()).isEmpty();
        assertThat(SENTENCES.of(change))
                .isEqualTo(
                        "No single value explains the fall of accuracy (0.93 → 0.80); looked at site: look for a cause"
                                + " that is everywhere");
    }

    @Test
    void otherPatientsAreAMixAndNotTheModel() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "age=child", new ShareCounts(900, 900, 855), new ShareCounts(400, 400, 380));
        put(before, after, "age=adult", new ShareCounts(100, 100, 70), new ShareCounts(600, 600, 420));
        before.put(Slice.ALL, new ShareCounts(1_000, 1_000, 925));
        after.put(Slice.ALL, new ShareCounts(1_000, 1_000, 800));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

        AttributeChange age = change.attributes().get(0);
        assertThat(age.mix().value()).isCloseTo(-0.125, within(1e-12));
        assertThat(age.within().value()).isZero();
        assertThat(SENTENCES.of(change))
                .isEqualTo("100 % of the fall of accuracy (0.93 → 0.80) is who was scanned: another mix of age"
                        + " (age=adult 10 % → 60 %, age=child 90 % → 40 %), not the model");
    }

    @Test
    void labelsThatComeFromElsewhereAreNoChangeOfTheModel() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "site=easy", new ShareCounts(500, 400, 380), new ShareCounts(500, 100, 95));
        put(before, after, "site=hard", new ShareCounts(500, 100, 70), new ShareCounts(500, 400, 280));
        before.put(Slice.ALL, new ShareCounts(1_000, 500, 450));
        after.put(Slice.ALL, new ShareCounts(1_000, 500, 375));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

        assertThat(change.attributes().get(0).labelling().value()).isCloseTo(-0.15, within(1e-12));
        assertThat(SENTENCES.of(change))
                .contains("is which answers were labelled, seen by site: wait for the other labels");
    }

    @Test
    void aNewSiteThatIsOftenWrongIsTheReasonWithoutAnAccuracyBefore() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "site=old", new ShareCounts(1_000, 1_000, 930), new ShareCounts(700, 700, 651));
        after.put(Slice.parse("site=new"), new ShareCounts(300, 300, 150));
        before.put(Slice.ALL, new ShareCounts(1_000, 1_000, 930));
        after.put(Slice.ALL, new ShareCounts(1_000, 1_000, 801));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);
        ValueChange newSite = change.standsOut().orElseThrow();

        assertThat(newSite.known()).isEqualTo(ValueChange.Known.ONLY_AFTER);
        assertThat(newSite.within()).isZero();
        assertThat(SENTENCES.of(change))
                .contains("is site=new", "its accuracy was not known before and is 0.50 (0 % → 30 % of the rows)");
    }

    @Test
    void whatHasNoLabelsIsSetAsideByName() {
        Map<Slice, ShareCounts> before = new HashMap<>();
        Map<Slice, ShareCounts> after = new HashMap<>();
        put(before, after, "site=a", new ShareCounts(500, 300, 280), new ShareCounts(500, 300, 150));
        put(before, after, "site=b", new ShareCounts(500, 300, 280), new ShareCounts(500, 300, 280));
        put(before, after, "site=dark", new ShareCounts(200, 0, 0), new ShareCounts(200, 0, 0));
        before.put(Slice.ALL, new ShareCounts(1_250, 600, 560));
        after.put(Slice.ALL, new ShareCounts(1_200, 600, 430));

        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 1);

        assertThat(change.attributes().get(0).unlabelled())
                .containsExactly(new Slice("site", ChangeAttribution.NO_VALUE), Slice.parse("site=dark"));
        assertThat(SENTENCES.of(change)).endsWith("; nothing is known of 2 values of site without labels");
    }

    @Test
    void nothingIsExplainedWithoutLabelsOrWithoutAChange() {
        Map<Slice, ShareCounts> none = Map.of(Slice.ALL, new ShareCounts(100, 0, 0));
        Map<Slice, ShareCounts> some =
                Map.of(Slice.ALL, new ShareCounts(100, 50, 45), Slice.parse("site=a"), new ShareCounts(100, 50, 45));

        ChangeAttribution silent = ChangeAttribution.of("accuracy", some, none, 1);
        assertThat(silent.absence()).contains(Reason.NO_LABELS_YET);
        assertThat(silent.attributes()).isEmpty();
        assertThat(SENTENCES.of(silent))
                .isEqualTo(
                        "Why accuracy changed cannot be said: no label of these days has arrived; see that labels are"
                                + " sent");
        assertThat(SENTENCES.of(ChangeAttribution.of("accuracy", none, some, 1)))
                .contains("of the baseline");
        ChangeAttribution same = ChangeAttribution.of("accuracy", some, some, 1);
        assertThat(same.absence()).contains(Reason.NOT_FINITE);
        assertThat(SENTENCES.of(same)).contains("did not change by more than chance");
        assertThat(ChangeAttribution.of("accuracy", Map.of(), some, 1).absence())
                .contains(Reason.NO_LABELS_YET);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShareCounts(10, 11, 5))
                .withMessageContaining("11");
    }

    private static Map<Slice, ShareCounts> side(double[] cells) {
        Map<Slice, ShareCounts> side = new HashMap<>();
        ShareCounts all = ShareCounts.NONE;
        for (int value = 0; value < cells.length / 3; value++) {
            long labelled = (long) (cells[3 * value + 1] + cells[3 * value + 2]);
            ShareCounts counts =
                    new ShareCounts((long) cells[3 * value] + labelled, labelled, (long) cells[3 * value + 1]);
            side.put(new Slice("v", "v" + value), counts);
            all = all.plus(counts);
        }
        side.put(Slice.ALL, all);
        return side;
    }

    private static Map<Slice, ShareCounts> randomSide(Random random) {
        Map<Slice, ShareCounts> side = new HashMap<>();
        ShareCounts all = new ShareCounts(random.nextInt(20), 0, 0);
        for (int value = 0; value < 5; value++) {
            long labelled = random.nextInt(3) == 0 ? 0 : random.nextInt(50);
            long hits = labelled == 0 ? 0 : random.nextInt((int) labelled + 1);
            ShareCounts counts = new ShareCounts(labelled + random.nextInt(30), labelled, hits);
            if (random.nextInt(4) > 0) {
                side.put(new Slice("site", "s" + value), counts);
            }
            all = all.plus(counts);
        }
        side.put(Slice.ALL, all);
        return side;
    }

    private static void put(
            Map<Slice, ShareCounts> before,
            Map<Slice, ShareCounts> after,
            String slice,
            ShareCounts countsBefore,
            ShareCounts countsAfter) {
        before.put(Slice.parse(slice), countsBefore);
        after.put(Slice.parse(slice), countsAfter);
    }

    @Test
    void ofFewerRowsThanMayBeToldNothingIsTold() {
        Map<Slice, ShareCounts> before = Map.of(Slice.ALL, new ShareCounts(900, 600, 540));
        Map<Slice, ShareCounts> after = Map.of(Slice.ALL, new ShareCounts(80, 3, 1));
        ChangeAttribution change = ChangeAttribution.of("accuracy", before, after, 10);

        assertThat(change.absence()).contains(Reason.TOO_FEW_ROWS);
        assertThat(change.attributes()).isEmpty();
        assertThat(SENTENCES.of(change))
                .isEqualTo(
                        "Why accuracy changed cannot be said: fewer than 10 labels of these days have arrived; ask of"
                                + " more days, or wait");
    }
}
