package org.cxrwatch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cxrwatch.model.Slice;
import org.junit.jupiter.api.Test;

class ValueGroupTest {

    private static final ChangeSentences SENTENCES = new ChangeSentences();
    private static final Slice NORTH = Slice.parse("site=north");
    private static final Slice HARBOR = Slice.parse("site=harbor");

    private final Map<Slice, ShareCounts> before = new HashMap<>();
    private final Map<Slice, ShareCounts> after = new HashMap<>();

    private void share(String slice, long rows, double shareBefore, double shareAfter) {
        before.put(Slice.parse(slice), new ShareCounts(rows, rows, Math.round(rows * shareBefore)));
        after.put(Slice.parse(slice), new ShareCounts(rows, rows, Math.round(rows * shareAfter)));
    }

    private ChangeAttribution change(String attribute) {
        for (Map<Slice, ShareCounts> side : List.of(before, after)) {
            side.put(
                    Slice.ALL,
                    side.entrySet().stream()
                            .filter(entry -> entry.getKey().key().equals(attribute))
                            .map(Map.Entry::getValue)
                            .reduce(ShareCounts.NONE, ShareCounts::plus));
        }
        return ChangeAttribution.of("accuracy", before, after, 1);
    }

    /** As in the six weeks, 2026-10-06 to 10-08: neither site is half of it, and the others hardly fell. */
    private ChangeAttribution twoSites() {
        share("site=north", 300, 0.88, 0.50);
        share("site=harbor", 300, 0.88, 0.54);
        share("site=valley", 180, 0.87, 0.80);
        share("site=lakeside", 120, 0.88, 0.86);
        share("scanner=north-1", 150, 0.88, 0.50);
        share("scanner=north-2", 150, 0.88, 0.50);
        share("scanner=harbor-1", 150, 0.88, 0.54);
        share("scanner=harbor-2", 150, 0.88, 0.54);
        share("scanner=valley-1", 180, 0.87, 0.80);
        share("scanner=lakeside-1", 120, 0.88, 0.86);
        return change("site");
    }

    @Test
    void twoSitesThatFellTogetherAreNamedTogetherAndNotTheirFourScanners() {
        ChangeAttribution change = twoSites();
        ValueGroup group = change.standTogether().orElseThrow();

        assertThat(group.slices()).containsExactly(NORTH, HARBOR);
        assertThat(group.others())
                .extracting(ValueChange::slice)
                .containsExactly(Slice.parse("site=valley"), Slice.parse("site=lakeside"));
        assertThat(group.weight()).isCloseTo(600 / 900.0, within(1e-12));
        // (114 + 102) of 231 fewer right answers less rounding: 216 of 231
        assertThat(group.contribution() / change.change()).isCloseTo(216 / 231.0, within(0.005));
        assertThat(SENTENCES.of(change))
                .isEqualTo(
                        "93 % of the fall of accuracy (0.88 → 0.62) is site=harbor and site=north, which have 67 % of"
                                + " the rows together: accuracy there 0.88 → 0.52 (600 and 600 rows, p < 0.0001 that the others"
                                + " changed alike)");
        assertThat(SENTENCES.places(change)).containsExactly(NORTH, HARBOR);
    }

    @Test
    void allButOneAreToldByTheOneThatIsLeft() {
        share("site=north", 300, 0.88, 0.60);
        share("site=harbor", 300, 0.88, 0.60);
        share("site=valley", 300, 0.88, 0.60);
        share("site=lakeside", 300, 0.88, 0.88);

        assertThat(SENTENCES.of(change("site")))
                .startsWith("100 % of the fall of accuracy (0.88 → 0.67) is every site but site=lakeside, which have"
                        + " 75 % of the rows together: accuracy there 0.88 → 0.60");
    }

    @Test
    void oneValueStaysOneValue() {
        share("site=north", 300, 0.88, 0.88);
        share("site=harbor", 300, 0.88, 0.87);
        share("site=valley", 300, 0.88, 0.60);
        share("site=lakeside", 300, 0.88, 0.88);
        ChangeAttribution change = change("site");

        assertThat(change.standTogether()).isEmpty();
        assertThat(SENTENCES.places(change)).containsExactly(Slice.parse("site=valley"));
    }

    @Test
    void twoValuesCannotBePartedIntoSeveralAndOthers() {
        share("site=north", 300, 0.88, 0.60);
        share("site=harbor", 300, 0.88, 0.60);

        assertThat(change("site").standTogether()).isEmpty();
        assertThat(SENTENCES.places(change("site"))).containsExactly(Slice.ALL);
    }

    /** Level 1 %: of 2,000 commonly fallen windows at most 33 (0.1 % of binomial worlds have more) name a group. */
    @Test
    void whatFellAlikeIsPartedOnlyAsOftenAsStated() {
        Random random = new Random(20261006);
        int named = 0;
        for (int repeat = 0; repeat < 2_000; repeat++) {
            before.clear();
            after.clear();
            for (int site = 0; site < 6; site++) {
                Slice slice = new Slice("site", "s" + site);
                before.put(slice, drawn(random, 200, 0.88));
                after.put(slice, drawn(random, 100, 0.75));
            }
            named += change("site").standTogether().isPresent() ? 1 : 0;
        }

        assertThat(named).isLessThanOrEqualTo(33);
    }

    private static ShareCounts drawn(Random random, int rows, double share) {
        long hits = random.doubles(rows).filter(each -> each < share).count();
        return new ShareCounts(rows, rows, hits);
    }

    @Test
    void whatMovedThereIsToldWithItsDay() {
        share("site=north", 300, 0.88, 0.88);
        share("site=harbor", 300, 0.88, 0.87);
        share("site=valley", 300, 0.88, 0.60);
        SubjectScore weak = SomeScores.drifted(DriftKind.DATA, "site=valley", "entropy", 0.2, Map.of());
        SubjectScore strong = SomeScores.drifted(
                        DriftKind.DATA, "site=valley", "mean_intensity", 0.7, SomeScores.medians(142, 181))
                .begun(new Onset(LocalDate.of(2026, 9, 22), LocalDate.of(2026, 9, 21), LocalDate.of(2026, 9, 22)));
        SubjectScore answers = SomeScores.drifted(DriftKind.PREDICTION, "site=valley", "class_share", 0.9, Map.of());
        SubjectScore elsewhere = SomeScores.drifted(DriftKind.DATA, "site=north", "contrast", 0.9, Map.of());

        assertThat(SENTENCES.of(change("site"), List.of(weak, strong, answers, elsewhere)))
                .endsWith("that the others changed alike); its mean_intensity moved since 2026-09-22 (2026-09-21 to"
                        + " 2026-09-22) (median 142 → 181)");
        assertThat(SENTENCES.of(change("site"), List.of(answers))).endsWith("; its class_share moved since 2026-09-22");
        assertThat(SENTENCES.of(change("site"), List.of()))
                .endsWith("; no drift of the images or answers there was decided in these days: look at the labels"
                        + " too");
    }

    @Test
    void ofSeveralPlacesEachIsToldByItsName() {
        SubjectScore north = SomeScores.drifted(DriftKind.DATA, "site=north", "entropy", 0.5, Map.of());
        SubjectScore harbor = SomeScores.drifted(DriftKind.DATA, "site=harbor", "mean_intensity", 0.6, Map.of());

        assertThat(SENTENCES.of(twoSites(), List.of(north, harbor)))
                .endsWith("; at site=north entropy moved since 2026-09-22; at site=harbor mean_intensity moved since"
                        + " 2026-09-22");
    }

    @Test
    void aChangeEverywhereIsDatedByWhatMovedEverywhere() {
        share("site=north", 300, 0.88, 0.60);
        share("site=harbor", 300, 0.88, 0.60);
        SubjectScore all = SomeScores.drifted(DriftKind.PREDICTION, "all", "class_share", 0.25, Map.of());

        assertThat(SENTENCES.of(change("site"), List.of(all)))
                .endsWith("a cause that is everywhere; everywhere class_share moved since 2026-09-22");
        assertThat(SENTENCES.of(change("site"), List.of())).endsWith("a cause that is everywhere");
    }
}
