package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a hospital group with far more sites and features than anybody reads. */
class LargeReportTest {

    private static final int SITES = 2_000;
    private static final int FEATURES = 300;
    private static final long MOST_BYTES = 1_500_000;
    private static final Window DAY = Window.day(LocalDate.of(2026, 9, 22));
    private static final String HOSTILE = "<script>alert(1)</script>'\"; DROP TABLE x";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void publish() {
        desk = new Desk(home);
        List<Verdict> verdicts = new ArrayList<>(List.of(verdict(Slice.ALL, Severity.HIGH)));
        IntStream.range(0, SITES)
                .mapToObj(i -> new Slice("site", i == 0 ? HOSTILE : "site " + i))
                .forEach(site ->
                        verdicts.add(verdict(site, site.value().equals(HOSTILE) ? Severity.CRITICAL : Severity.NONE)));
        List<SubjectScore> subjects = IntStream.range(0, FEATURES)
                .mapToObj(i -> subject(i == 0 ? HOSTILE : "feature_" + i, i % 3 == 0 ? 0.5 : 0.01))
                .toList();
        MetricScore accuracy = new MetricScore(at(Slice.ALL), "accuracy", Score.of(1), 1);
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(DAY.end()));
        NightResults night =
                new NightResults(DAY.end(), List.of(accuracy), List.of(), subjects, verdicts, List.of(), List.of());
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of()),
                Set.of());
    }

    private static WindowSlice at(Slice slice) {
        return new WindowSlice(Scope.version("v1.0.0"), DAY, slice);
    }

    private static Verdict verdict(Slice slice, Severity severity) {
        Score score = Score.of(severity == Severity.NONE ? 0.01 : 0.6);
        return new Verdict(
                at(slice),
                score,
                score,
                score,
                score,
                severity,
                Optional.empty(),
                new TreeMap<>(),
                List.of(),
                List.of());
    }

    private static SubjectScore subject(String feature, double excess) {
        return new SubjectScore(
                at(Slice.ALL),
                DriftKind.DATA,
                feature,
                Reference.baseline("b1"),
                Score.of(excess),
                new SubjectScore.Evidence(82, 570, excess, 0.05, 1e-18, 1.2e-17, 0.1),
                excess > 0.1 ? Decision.DRIFTED : Decision.NOT_DRIFTED,
                SubjectScore.finite(Map.of("median_before", 131.0, "median_after", 158.0)),
                Optional.empty());
    }

    @Test
    void pagesAreBoundedAndSayWhatTheyLeaveOut() throws IOException {
        Desk.Ended ended = desk.run("report", "--json");

        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode pages = ended.json().get("pages");
        assertThat(pages).hasSize(1 + 50 + 1 + 1); // the night, its worst sites, its month, the index
        for (JsonNode page : pages) {
            assertThat(page.get("bytes").asLong()).isLessThan(MOST_BYTES);
        }
        String night = Files.readString(home.resolve("reports/night-2026-09-22.html"));
        assertThat(night)
                .contains("100 of 300 drifted")
                .contains("1,960 slices more, none of them with a finding")
                .contains("feature_3")
                .doesNotContain("<script");
    }

    @Test
    void theWorstSiteHasItsPageAndAnyOtherOnRequest() {
        String worst = desk.run("report").out();
        Desk.Ended other = desk.run("report", "--site", "site 1999", "--date", "2026-09-22");

        assertThat(worst).contains("site-_script_alert_1___script_");
        assertThat(other.code()).as(other.err()).isZero();
        assertThat(other.out()).contains("site-site_1999-");
    }

    @Test
    void aSiteThatThereIsNotIsRefusedWithTheNearestName() {
        Desk.Ended ended = desk.run("report", "--site", "sight 1999", "--date", "2026-09-22");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("Nothing was evaluated of site sight 1999 on 2026-09-22.")
                .contains("Did you mean site 1999?")
                .contains("and 1970 more");
    }
}
