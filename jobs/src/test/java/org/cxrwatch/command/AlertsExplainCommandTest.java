package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.ClassDistribution;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelledScores;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsExplainCommandTest {

    private static final String VERSION = "v1.0.0";
    private static final LocalDate NORMAL_DAY = LocalDate.of(2026, 9, 1);
    private static final Window DAY = Window.day(LocalDate.of(2026, 9, 23));
    private static final Slice VALLEY = new Slice("site", "valley");
    private static final Slice NORTH = new Slice("site", "north");
    private static final AlertKey ACCURACY =
            new AlertKey(AlertType.ACCURACY_DROP, "accuracy", VERSION, WindowKind.DAY, VALLEY);
    private static final AlertKey IMAGES =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", VERSION, WindowKind.DAY, VALLEY);
    private static final AlertKey ANSWERS =
            new AlertKey(AlertType.DRIFT_DETECTED, "prediction", VERSION, WindowKind.DAY, Slice.ALL);
    private static final AlertKey NO_BASELINE =
            new AlertKey(AlertType.ACCURACY_DROP, "accuracy", "v2", WindowKind.DAY, Slice.ALL);
    private static final AlertKey LASTS =
            new AlertKey(AlertType.DRIFT_DETECTED, "data", VERSION, WindowKind.DAY, NORTH);
    private static final AlertKey LATENCY =
            new AlertKey(AlertType.HIGH_LATENCY, "latency_mean", "service", WindowKind.HOUR, Slice.ALL);

    @TempDir
    private Path home;

    private Desk desk;

    private record Counts(long positive, long negative, long right, long wrong) {

        Counts plus(Counts other) {
            return new Counts(
                    positive + other.positive, negative + other.negative, right + other.right, wrong + other.wrong);
        }
    }

    @BeforeEach
    void valleyFellInANight() {
        valleyFell(new Counts(0, 0, 0, 0), new Counts(0, 0, 0, 0));
    }

    /** Two sites, and rows of none before and after. */
    private void valleyFell(Counts noneBefore, Counts noneAfter) {
        desk = new Desk(home);
        Map<Slice, DistributionPart> normal = new TreeMap<>();
        count(NORMAL_DAY, VALLEY, new Counts(40, 60, 74, 6)).ifPresent(part -> normal.put(VALLEY, part));
        count(NORMAL_DAY, NORTH, new Counts(160, 240, 280, 20)).ifPresent(part -> normal.put(NORTH, part));
        count(NORMAL_DAY, Slice.ALL, new Counts(200, 300, 354, 26).plus(noneBefore))
                .ifPresent(part -> normal.put(Slice.ALL, part));
        count(DAY.firstDay(), VALLEY, new Counts(70, 30, 40, 40));
        count(DAY.firstDay(), NORTH, new Counts(160, 240, 280, 20));
        count(DAY.firstDay(), Slice.ALL, new Counts(230, 270, 320, 60).plus(noneAfter));
        baseline(normal);
        publish();
    }

    /** Cells of a day and slice; the answers are also what a baseline keeps. */
    private Optional<DistributionPart> count(LocalDate day, Slice slice, Counts counts) {
        ClassDistribution empty = ClassDistribution.empty(Resolution.BASELINE);
        DistributionPart answers = DistributionPart.of(
                Resolution.BASELINE,
                Map.of("PNEUMONIA", rows(empty, counts.positive()), "NORMAL", rows(empty, counts.negative())));
        cell(PartKind.DISTRIBUTION, day, slice, answers);
        cell(
                PartKind.LABEL,
                day,
                slice,
                LabelPart.given(LabelledScores.of("NORMAL", "NORMAL", scores(counts.right()))
                        .plus(LabelledScores.of("PNEUMONIA", "NORMAL", scores(counts.wrong())))));
        return Optional.of(answers);
    }

    private static ClassDistribution rows(ClassDistribution empty, long rows) {
        return new ClassDistribution(
                rows, empty.confidence(), empty.positiveScore(), empty.features(), empty.attributes());
    }

    private static NumericSummary scores(long rows) {
        return NumericSummary.of(
                Resolution.BASELINE,
                DoubleStream.generate(() -> 0.2).limit(rows).toArray());
    }

    private void cell(PartKind kind, LocalDate day, Slice slice, Part part) {
        CellKey key = new CellKey(kind, VERSION, day, Optional.empty(), slice);
        desk.ports.moreCells.add(
                new Cell(key, Arrival.during(day, ArrivalBasis.FROM_NAME), 1, Generation.FIRST, "d", part));
    }

    private void baseline(Map<Slice, DistributionPart> normal) {
        Instant made = Instant.parse("2026-09-08T00:00:00Z");
        BaselineRecord record =
                new BaselineRecord("b-1", VERSION, NORMAL_DAY, NORMAL_DAY, 500, "d", "", made, "ada", "normal");
        desk.ports.baselines().add(record);
        desk.ports
                .baselines()
                .record(new BaselineTransition("b-1", VERSION, BaselineState.ACTIVE, made, "ada", "normal"));
        desk.ports.save(new Baseline(record, Map.of(NORMAL_DAY, normal)));
    }

    private void publish() {
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(DAY.end()));
        NightResults night = new NightResults(
                DAY.end(),
                List.of(),
                List.of(),
                List.of(
                        moved(VALLEY, DriftKind.DATA, "mean_intensity", 0.7),
                        moved(VALLEY, DriftKind.DATA, "entropy", 0.3)),
                List.of(),
                List.of(),
                List.of());
        List<Episode> episodes = List.of(
                episode(ACCURACY, AlertState.FIRING, "2026-09-22-site-valley"),
                episode(IMAGES, AlertState.FIRING, "2026-09-22-site-valley"),
                episode(ANSWERS, AlertState.RESOLVED, "2026-09-23-all"),
                episode(NO_BASELINE, AlertState.FIRING, "2026-09-23-v2"),
                episode(LATENCY, AlertState.RESOLVED, "2026-09-23-latency"),
                lasting(episode(LASTS, AlertState.FIRING, "2026-09-23-north")));
        List<Transition> changes = new ArrayList<>();
        episodes.forEach(episode -> changes.add(new Transition(
                episode.key(),
                1,
                Transition.Kind.OPENED,
                AlertSeverity.WARNING,
                DAY.end(),
                episode.caseId(),
                "as first seen")));
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, episodes, changes, List.of()),
                Set.of());
    }

    private static SubjectScore moved(Slice slice, DriftKind kind, String subject, double excess) {
        LocalDate since = LocalDate.of(2026, 9, 22);
        return new SubjectScore(
                new WindowSlice(Scope.version(VERSION), DAY, slice),
                kind,
                subject,
                Reference.baseline("b-1"),
                Score.of(excess + 0.05),
                new SubjectScore.Evidence(100, 100, excess, 0.05, 1e-9, 1e-8, 0.2),
                Decision.DRIFTED,
                SubjectScore.finite(Map.of("median_before", 142.0, "median_after", 181.0)),
                Optional.of(new Onset(since, since, since)));
    }

    private static Episode episode(AlertKey key, AlertState state, String caseId) {
        return new Episode(
                key,
                1,
                state,
                key.equals(IMAGES) ? AlertSeverity.EMERGENCY : AlertSeverity.CRITICAL,
                new Episode.Span(DAY, DAY, Optional.empty()),
                DAY.end(),
                state == AlertState.RESOLVED ? Optional.of(DAY.end()) : Optional.empty(),
                caseId,
                key.metric() + " at " + key.slice() + " was not as usual.",
                key.equals(IMAGES) ? List.of(Slice.ALL) : List.of());
    }

    /** The same five days later, when others moved with it. */
    private static Episode lasting(Episode first) {
        return new Episode(
                first.key(),
                first.number(),
                first.state(),
                first.severity(),
                new Episode.Span(DAY, Window.day(DAY.firstDay().plusDays(5)), Optional.empty()),
                first.openedAsOf(),
                first.resolvedAsOf(),
                first.caseId(),
                first.evidence(),
                List.of(VALLEY));
    }

    @Test
    void aCaseSaysWhatWasFoundSinceWhenHowSureWhyAndWhatToDo() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-22-site-valley");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().map(line -> line.replaceAll("(?<=\\S) +", " ")))
                .containsSequence(
                        "Case 2026-09-22-site-valley: 2 alerts, the worst emergency, 2 open.", "", "What was found:")
                .contains("    emergency, firing; since 2026-09-22; how sure: 0.7 beyond what chance gives, adjusted p"
                        + " 1.00e-08, n 100")
                .contains("    critical, firing; since 2026-09-23; found from 2026-09-23 to 2026-09-23")
                .contains("  Moved with it, and needs no reason of its own: all.")
                .contains("Why accuracy changed (v1.0.0, 2026-09-23, against baseline b-1, known by 2026-10-13 03:00):")
                // 34 of 380 labels fewer right, all at valley; the rest is that valley has 21 % of the labels
                .contains("  99 % of the fall of accuracy (0.93 → 0.84) is site=valley, which has 20 % of the rows:"
                        + " accuracy there 0.93 → 0.50 (80 and 80 rows, p < 0.0001 that the others changed alike); its"
                        + " mean_intensity moved since 2026-09-22 (median 142 → 181).")
                .contains("  At site=valley itself: 0.93 → 0.50 (80 and 80 rows, p < 0.0001 that the others changed"
                        + " alike).")
                .containsSequence(
                        "  ATTRIBUTE VALUE ROWS ACCURACY OF THE CHANGE P",
                        "  site valley 100 → 100 0.93 → 0.50 99 % < 0.0001",
                        "  site north 400 → 400 0.93 → 0.93 1 % < 0.0001")
                .contains("  At site=valley itself: 0.40 → 0.70 (100 and 100 rows, p < 0.0001 that the others changed"
                        + " alike).")
                .contains("  site valley 100 → 100 0.40 → 0.70 - < 0.0001")
                .contains("  1. Look at ten images at valley from before and after 2026-09-22, and ask what was set,"
                        + " serviced or deployed there: scanner, gateway, export.")
                .contains("Runbook: docs/runbooks.md#drift_detected, docs/runbooks.md#accuracy_drop");
    }

    @Test
    void programsGetTheSame() {
        JsonNode json =
                desk.run("alerts", "explain", ACCURACY.toString(), "--json").json();

        assertThat(json.get("alerts")).hasSize(1);
        assertThat(json.at("/alerts/0/runbook").asText()).isEqualTo("docs/runbooks.md#accuracy_drop");
        JsonNode accuracy = json.at("/explained/0");
        assertThat(accuracy.get("metric").asText()).isEqualTo("accuracy");
        assertThat(accuracy.get("baseline_id").asText()).isEqualTo("b-1");
        assertThat(accuracy.get("first_day").asText()).isEqualTo("2026-09-23");
        assertThat(accuracy.get("change").asDouble()).isCloseTo(-34 / 380.0, within(1e-12));
        assertThat(accuracy.at("/values/0/slice_value").asText()).isEqualTo("valley");
        assertThat(accuracy.at("/values/0/of_the_change").asDouble()).isCloseTo(1, within(0.02));
        assertThat(accuracy.at("/values/0/after").asDouble()).isEqualTo(0.5);
        assertThat(accuracy.at("/moved/0/since").asText()).isEqualTo("2026-09-22");
        assertThat(accuracy.get("reason").isNull()).isTrue();
        assertThat(json.at("/explained/1/metric").asText()).isEqualTo("positive_rate");
        assertThat(json.get("check_first")).hasSize(1);
    }

    @Test
    void driftOfAnswersIsExplainedByTheAnswersAlone() {
        JsonNode json =
                desk.run("alerts", "explain", "2026-09-23-all", "--json").json();

        assertThat(json.get("explained")).hasSize(1);
        assertThat(json.at("/explained/0/metric").asText()).isEqualTo("positive_rate");
        assertThat(json.at("/explained/0/n_after").asLong()).isEqualTo(500);
        assertThat(json.at("/check_first/0").asText()).contains("other patients");
    }

    @Test
    void whatHasNothingToDoWithTheModelIsNotTakenApart() {
        Desk.Ended ended = desk.run("alerts", "explain", LATENCY.toString());

        assertThat(ended.out())
                .contains("latency_mean at all was not as usual.")
                .contains("1. See whether a host was at its limit in the same hours")
                .contains("Runbook: docs/runbooks.md#high_latency")
                .doesNotContain("Why ");
    }

    @Test
    void otherDaysCanBeAskedFor() {
        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString(), "--date", "2026-09-01");

        assertThat(ended.out())
                .contains("Why accuracy changed (v1.0.0, 2026-09-01,")
                .contains("Accuracy did not change by more than chance (0.93 → 0.93, 380 and 380 rows)")
                .doesNotContain("itself");
    }

    @Test
    void withoutABaselineTheRestIsToldAndHowToMakeOne() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-23-v2");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("accuracy at all was not as usual.")
                .contains("Nothing to compare with: v2 has no active baseline as of 2026-10-13 03:00. Make one with"
                        + " `cxrwatch baseline establish --model-version v2 --activate`.");
        assertThat(desk.run("alerts", "explain", "2026-09-23-v2", "--json")
                        .json()
                        .at("/explained/0/reason")
                        .asText())
                .isEqualTo("NO_BASELINE");
    }

    @Test
    void valuesOfFewRowsAreLeftOut() {
        count(NORMAL_DAY, new Slice("site", "tiny"), new Counts(2, 3, 4, 0));
        count(DAY.firstDay(), new Slice("site", "tiny"), new Counts(2, 3, 0, 4));

        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString());

        assertThat(ended.out())
                .contains("(left out, with fewer rows than privacy.least-rows: 1)")
                .doesNotContain("tiny");
    }

    /** All but valley and north: four labels a side, whose share any part of the change would give back. */
    @Test
    void whatTheValuesLeftOutAddIsNotToldWhileTheirRowsAreFew() {
        valleyFell(new Counts(2, 3, 4, 0), new Counts(2, 3, 0, 4));

        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString());
        JsonNode values = desk.run("alerts", "explain", ACCURACY.toString(), "--json")
                .json()
                .at("/explained/0/values");

        assertThat(ended.out().lines().map(line -> line.replaceAll("(?<=\\S) +", " ")))
                .contains("  site (none) 5 → 5 - → - - -");
        JsonNode none = StreamSupport.stream(values.spliterator(), false)
                .filter(value -> value.get("slice_value").asText().equals("(none)"))
                .findFirst()
                .orElseThrow();
        assertThat(none.get("n_after").asLong()).isEqualTo(4);
        assertThat(List.of("before", "after", "mix", "within", "labelling", "of_the_change", "p"))
                .allSatisfy(part -> assertThat(none.get(part).isNull()).as(part).isTrue());
        assertThat(values.get(0).get("within").isNumber()).isTrue();
    }

    @Test
    void asOfANightOnlyWhatWasKnownThenIsTold() {
        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString(), "--as-of", "2026-09-24");

        assertThat(ended.out())
                .contains("as first seen")
                .contains("warning, firing")
                .contains("known by 2026-09-24)")
                .contains("is site=valley");
    }

    @Test
    void asOfANightLaterDaysAndWhatMovedWithItLaterAreNotTold() {
        JsonNode now = desk.run("alerts", "explain", LASTS.toString(), "--json").json();
        Desk.Ended then = desk.run("alerts", "explain", LASTS.toString(), "--as-of", "2026-09-25T12:00:00Z");
        JsonNode thenToo = desk.run("alerts", "explain", LASTS.toString(), "--as-of", "2026-09-25T12:00:00Z", "--json")
                .json();

        assertThat(now.at("/alerts/0/last_window_start").asText()).isEqualTo("2026-09-28T00:00:00Z");
        assertThat(now.at("/symptoms/0").asText()).isEqualTo("site=valley");
        assertThat(then.out())
                .contains("since 2026-09-23; found from 2026-09-23 to 2026-09-24")
                .doesNotContain("Moved with it");
        assertThat(thenToo.at("/alerts/0/last_window_start").asText()).isEqualTo("2026-09-24T00:00:00Z");
        assertThat(thenToo.get("symptoms")).isEmpty();
        assertThat(thenToo.at("/alerts/0/symptoms")).isEmpty();
    }

    @Test
    void beforeAnythingWasKnownItSaysWhenItWas() {
        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString(), "--as-of", "2026-09-23");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("as of 2026-09-23: the night as of 2026-09-24 first found it")
                .contains("Name an instant from then on with --as-of");
    }

    @Test
    void anUnknownCaseIsAnsweredWithTheNearestAndTheLatest() {
        Desk.Ended ended = desk.run("alerts", "explain", "2026-09-22-site-valey");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("There is no case and no alert 2026-09-22-site-valey.")
                .contains("Did you mean 2026-09-22-site-valley?")
                .contains("The latest cases are ")
                .contains("cxrwatch alerts history");
        assertThat(desk.run("alerts", "show", "2026-09-22-site-valey").err()).contains("Did you mean");
    }

    @Test
    void cellsWhoseArrivalsAreGoneAreRefused() {
        desk.ports.expiries().note(Map.of(Kept.NIGHTS, LocalDate.of(2026, 10, 1)), Desk.NOW);

        Desk.Ended ended = desk.run("alerts", "explain", ACCURACY.toString(), "--as-of", "2026-09-24");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("can no longer be counted").contains("Name an instant from 2026-10-01 on");
    }
}
