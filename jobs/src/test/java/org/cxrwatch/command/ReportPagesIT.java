package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.io.postgres.PostgresServer;
import org.cxrwatch.io.postgres.ResultsDatabase;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.port.SampleAlerts;
import org.cxrwatch.port.SampleRows;
import org.cxrwatch.report.HtmlFile;
import org.cxrwatch.report.Reports;
import org.cxrwatch.report.Stores;
import org.cxrwatch.report.Terms;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of nights that a real PostgreSQL holds, written to a folder and read back. */
class ReportPagesIT {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 9, 8);
    private static final Instant WRITTEN = Instant.parse("2027-02-01T08:00:00Z");

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path folder;

    private static MetricScore atValley(Scope scope, int day, String metric, double value) {
        return new MetricScore(
                new WindowSlice(scope, SampleRows.day(day), SampleRows.VALLEY), metric, Score.of(value), 110);
    }

    private static Verdict verdict(int day, Slice slice, Severity severity) {
        Score distance = severity == Severity.NONE ? Score.none(Reason.IN_BASELINE) : Score.of(0.4);
        return new Verdict(
                new WindowSlice(SampleRows.V1, SampleRows.day(day), slice),
                distance,
                distance,
                distance,
                distance,
                severity,
                Optional.empty(),
                new TreeMap<>(Map.of()),
                List.of(),
                List.of());
    }

    private static NightResults night(int day, Severity severity) {
        return new NightResults(
                SampleRows.night(day),
                List.of(
                        SampleRows.accuracy(day, 0.81),
                        atValley(Scope.SERVICE, day, "requests", 110),
                        atValley(Scope.SERVICE, day, "requests_usual", 88),
                        atValley(SampleRows.V1, day, "accuracy", 0.62)),
                List.of(),
                List.of(SampleRows.intensity(day, 0.3)),
                List.of(
                        verdict(day, Slice.ALL, severity),
                        verdict(day, SampleRows.VALLEY, severity),
                        verdict(day, new Slice("scanner", "valley-1"), severity)),
                List.of(SampleRows.cpu(day, 90)),
                List.of(SampleRows.bins(day, 0.8)));
    }

    private static void publish(ResultsDatabase database, List<NightResults> nights, Results.AlertBook alerts) {
        Results results = database.results();
        results.commit(
                results.begin(nights.stream().map(NightResults::asOf).toList()),
                results.revise(nights),
                alerts,
                Set.of());
    }

    private static Reports reports(ResultsDatabase database) {
        return new Reports(
                new Stores(
                        database.history(),
                        database.alertLog(),
                        database.baselines(),
                        database.incidents(),
                        database.runs()),
                new Terms(
                        WRITTEN,
                        Optional.empty(),
                        new Terms.Names("PNEUMONIA", Optional.of("scanner")),
                        new Terms.Origin("test", "c0ffee", "d0d0", Map.of()),
                        name -> true));
    }

    private String read(HtmlFile page) throws IOException {
        ReportFolder reports = new ReportFolder(folder);
        int bytes = reports.write(page);
        assertThat(reports.has(page.name())).isTrue();
        assertThat(Files.size(folder.resolve(page.name()))).isEqualTo(bytes);
        return Files.readString(folder.resolve(page.name())).replaceAll("<[^>]*>", "");
    }

    @Test
    void pagesSayWhatNightsFoundHoweverLongAgoThatWas() throws IOException {
        ResultsDatabase database = SERVER.migrated();
        publish(
                database,
                List.of(night(7, Severity.NONE), night(8, Severity.CRITICAL)),
                new Results.AlertBook(
                        Checkpoint.NONE,
                        List.of(SampleAlerts.firing(SampleAlerts.DRIFT, 1, 8)),
                        List.of(SampleAlerts.transition(SampleAlerts.DRIFT, Transition.Kind.OPENED, 8)),
                        List.of()));
        Reports reports = reports(database);

        assertThat(reports.nights()).containsExactly(TUESDAY.minusDays(1), TUESDAY);
        assertThat(reports.sites(TUESDAY)).containsExactly("valley");
        assertThat(read(reports.index()))
                .contains("2026-09-07", "2026-09-08", "part of the baseline")
                .contains("81 % (76 % to 86 %), n 480");
        assertThat(read(reports.night(TUESDAY)))
                .contains("Act today", "case-8", "Nobody has acknowledged it.", "median 131 → 158");
        assertThat(read(reports.month(YearMonth.of(2026, 9)))).contains("2 of 8; none for 2026-09-01", "case-8");
        assertThat(read(reports.site("valley", TUESDAY)))
                .contains("X-rays sent to the classifier on this day: 110; on a Tuesday about 88 are usual.")
                .contains("Of the 110 answers whose diagnosis is known, 62 in 100 were right")
                .contains("valley-1")
                .doesNotContain("accuracy");
    }

    /** A radiographer reads it: what happened, and since when; numbers follow in words. */
    @ParameterizedTest
    @CsvSource({
        "DRIFT_DETECTED, data, Images at valley changed since 2026-09-08",
        "ACCURACY_DROP, accuracy, Answers at valley are wrong more often since 2026-09-08"
    })
    void theFirstLineOfASitesPageHoldsNoNumberOfItsAccuracy(AlertType type, String metric, String told)
            throws IOException {
        ResultsDatabase database = SERVER.migrated();
        AlertKey key = new AlertKey(type, metric, "v1.0.0", WindowKind.DAY, SampleRows.VALLEY);
        publish(
                database,
                List.of(night(7, Severity.NONE), night(8, Severity.CRITICAL)),
                new Results.AlertBook(
                        Checkpoint.NONE,
                        List.of(SampleAlerts.firing(key, 1, 8)),
                        List.of(SampleAlerts.transition(key, Transition.Kind.OPENED, 8)),
                        List.of()));
        Reports reports = reports(database);

        assertThat(read(reports.night(TUESDAY))).contains(told + ", accuracy 0.62");
        assertThat(read(reports.site("valley", TUESDAY)))
                .containsPattern("In five lines\\s+" + told + "\\.\\s+X-rays sent")
                .doesNotContain("0.62");
    }

    /** As one hour of one version would leave it: no label, no baseline, no site. */
    @Test
    void ofAFirstDayPagesSayWhatIsNotKnown() throws IOException {
        ResultsDatabase database = SERVER.migrated();
        MetricScore one = new MetricScore(SampleRows.on(8), "label_coverage", Score.none(Reason.NO_LABELS_YET), 1);
        publish(database, List.of(SampleRows.metrics(SampleRows.night(8), one)), SampleAlerts.nothing());
        Reports reports = reports(database);

        assertThat(reports.sites(TUESDAY)).isEmpty();
        assertThat(read(reports.index())).contains("2026-09-08", "not known");
        assertThat(read(reports.night(TUESDAY))).contains("Nothing was compared on this day", "no labels yet");
        assertThat(read(reports.month(YearMonth.of(2026, 9))))
                .contains("1 of 8; none for 2026-09-01", "no all-clear")
                .doesNotContain("Nothing was wrong");
        assertThat(read(reports.site("valley", TUESDAY)))
                .contains("How many X-rays were sent is not known.")
                .contains("How often it was right cannot be said yet");
    }
}
