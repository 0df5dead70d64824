package org.cxrwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.Reference;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;

/** Pages of what somebody might have written into a log; the tests in scripts/browser open what is left in target. */
class PagesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 6);
    private static final String HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'${7*7}";
    private static final int LARGEST = 1_500_000;

    private static Head head(Tone tone, String verdict) {
        return new Head(
                "cxrwatch, " + DAY,
                "Night report, " + Shown.longDay(DAY),
                tone,
                verdict,
                List.of(new Link("All nights", FileNames.INDEX, true), new Link("gone", "gone.html", false)));
    }

    private static Picture bins(String feature) {
        DistributionBins bins = new DistributionBins(
                new WindowSlice(Scope.version("v1"), Window.day(DAY), Slice.ALL),
                feature,
                Reference.baseline("b"),
                List.of("≤ 1", "≤ 2", HOSTILE, "missing"),
                List.of(0.2, 0.3, 0.5, 0.0),
                List.of(0.1, 0.1, 0.7, 0.1));
        return new BinBars(bins, Shown.name(feature), "median 1 → 2", Tone.CRITICAL).picture();
    }

    private static Picture grid() {
        List<LocalDate> days = Weeks.upTo(DAY, 21);
        List<SeverityGrid.Row> rows = List.of(
                new SeverityGrid.Row("everything", Map.of(DAY, Tone.EMERGENCY)),
                new SeverityGrid.Row(Shown.name(HOSTILE), Map.of(DAY, Tone.WARNING)));
        return new SeverityGrid("What each day was like", rows, Optional.of(DAY)).over(days, 16);
    }

    @SuppressWarnings("checkstyle:shortBody") // a page has many parts, and each is one
    private static NightPage night(String name, int features, int slices) {
        String shown = Shown.name(name);
        List<SliceRow> rows = IntStream.range(0, slices)
                .mapToObj(i -> new SliceRow(
                        "site=" + shown + i,
                        Tone.FINE,
                        new SliceRow.Drift("0.1", "0.2", "no labels yet"),
                        new SliceRow.Accuracy(
                                "90 %", "30", Whisker.svg(name, new Score.Measured(0.9, 0.8, 0.95), Optional.of(0.8))),
                        new Link(shown, FileNames.site(name, DAY), true)))
                .toList();
        List<Picture> moved =
                IntStream.range(0, features).mapToObj(i -> bins(name + i)).toList();
        CaseView one = new CaseView(
                "2026-10-06-" + shown,
                Tone.EMERGENCY,
                "Images at " + shown + " changed",
                "Nobody has acknowledged it.",
                new CaseView.More(
                        List.of("Look at " + shown),
                        List.of(new CaseView.AlertRow(Tone.WARNING, shown, "2026-10-06", shown)),
                        List.of(new CaseView.Said("2026-10-07", "opened", shown, shown))));
        NumberRow number = new NumberRow(
                "Accuracy",
                "61 %",
                "52 % to 69 %",
                Whisker.svg("Accuracy", new Score.Measured(0.6, 0.5, 0.7), Optional.empty()),
                new NumberRow.Beside("90", "80 %"));
        ReliabilityLine line = new ReliabilityLine(0.1, 0.7, 90);
        Map<Integer, Double> hours = Map.of(0, 3.0, 13, 9.0);
        return new NightPage(
                head(Tone.EMERGENCY, "Act now: Images at " + shown + " changed."),
                List.of("New: " + shown),
                List.of(one),
                List.of("site=" + shown + ": moved"),
                new NightPage.Parts(
                        grid(),
                        List.of(new HourBars("Requests", hours, Optional.of(5.0), Shown::number).picture()),
                        List.of(new FeatureGroup("site=" + shown, "1 of 2 drifted.", moved, moved, List.of(shown))),
                        List.of(new NumberGroup("Is it right?", "By the labels.", List.of(number))),
                        new NightPage.More(
                                Optional.of(line.picture()),
                                line.sentence(),
                                rows,
                                "5 slices more",
                                List.of(new Fact("Known at", shown)))));
    }

    private static String left(String name, String html) throws IOException {
        Path folder = Path.of("target", "pages");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), html);
        return html;
    }

    @Test
    void namesWithMarkupAreTextWhereverTheyStand() throws IOException {
        String html = left("night-hostile.html", Html.night(night(HOSTILE, 2, 3)));

        assertThat(html).doesNotContain("<script").doesNotContain("<img").doesNotContain("javascript:");
        assertThat(html).contains("&lt;script&gt;");
        assertThat(html).contains("default-src &#39;none&#39;".replace("&#39;", "'"));
    }

    @Test
    void aPageReachesNothingOutsideItself() {
        String html = Html.night(night("valley", 1, 1));

        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(html).doesNotContain(" src=\"").doesNotContain("@import").doesNotContain("url(");
    }

    @Test
    void thePicturesOfAFullNightStayBelowTheLimit() throws IOException {
        String html = left("night-full.html", Html.night(night("valley", 24, 40)));

        assertThat(html.length()).isLessThan(LARGEST);
        assertThat(html).contains("Act now: Images at valley changed.").doesNotContain("gone.html");
    }

    @Test
    void aFirstDayHasAnIndexThatSaysWhatToDo() throws IOException {
        IndexPage page =
                new IndexPage(head(Tone.UNKNOWN, "No night was evaluated yet."), List.of(), List.of(), List.of(), "");

        String html = left("index-empty.html", Html.index(page));

        assertThat(html).contains("Nothing to show yet").contains("cxrwatch nightly");
    }

    @Test
    void aSiteIsToldInFiveLines() throws IOException {
        SitePage page = new SitePage(
                head(Tone.CRITICAL, "Images at valley changed."),
                List.of("one", "two", "three", "four", "five"),
                List.of(new SitePage.ScannerRow("valley-1", Tone.WARNING, "not as it was", "2026-09-22", "46")),
                "",
                List.of(grid()));

        String html = left("site.html", Html.site(page));

        assertThat(html.split("<li>(one|two|three|four|five)</li>", -1)).hasSize(6);
    }

    @Test
    void theCommandsOfACheckAreLeftOutForThoseWhoCannotCallThem() {
        assertThat(SiteLines.plain("Have readings checked; then see which error grew: `cxrwatch x`."))
                .isEqualTo("Have readings checked.");
        assertThat(SiteLines.plain("Look at ten images.")).isEqualTo("Look at ten images.");
    }

    @Test
    void aPerfectLineSaysWhatScoresSay() {
        ReliabilityLine line = new ReliabilityLine(0, 1, 100);

        assertThat(line.observed(0.3)).isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(line.sentence()).contains("about right");
    }

    @Test
    void sitesOfAnyNameHaveFilesOfTheirOwnInsideTheFolder() {
        assertThat(FileNames.site("valley", DAY)).isEqualTo("site-valley-2026-10-06.html");
        assertThat(FileNames.site("../../etc", DAY)).doesNotContain("/").doesNotContain("..");
        assertThat(FileNames.site("a/b", DAY)).isNotEqualTo(FileNames.site("a?b", DAY));
    }
}
