package org.cxrwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.MemoryDatabase;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.PlainRowLearner;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.port.RowSamples;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.Resolution;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultivariateNightTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 9, 22);
    private static final Instant AS_OF = Instant.parse("2026-09-23T00:00:00Z");
    private static final Reference BASELINE = Reference.baseline("b");

    private final MemoryDatabase database = new MemoryDatabase(java.time.Clock.systemUTC());
    private final List<RowSamples.Query> asked = new ArrayList<>();
    private MultivariateNight nights;

    @BeforeEach
    void establish() {
        Map<LocalDate, Map<Slice, DistributionPart>> days = new TreeMap<>();
        FIRST.datesUntil(FIRST.plusDays(7))
                .forEach(day -> days.put(day, Map.of(Slice.ALL, DistributionPart.empty(Resolution.BASELINE))));
        BaselineRecord about = new BaselineRecord(
                "b", "v1", FIRST, FIRST.plusDays(6), 300, "definition", "content", Instant.EPOCH, "ada", "a test");
        database.baselines().add(about);
        RowSamples samples = query -> {
            asked.add(query);
            return new RowSamples.Drawn(OracleRows.baseline(), OracleRows.window());
        };
        nights = new MultivariateNight(
                new MultivariateDrift(samples, new PlainRowLearner(), 5_000),
                database.baselines(),
                new OneBaseline(new Baseline(about, days)));
    }

    private record OneBaseline(Baseline baseline) implements BaselineContents {

        @Override
        public Map<LocalDate, Map<Slice, DistributionPart>> count(String modelVersion, Set<LocalDate> days) {
            return Map.of();
        }

        @Override
        public void save(Baseline other) {
            throw new UnsupportedOperationException("one is enough");
        }

        @Override
        public Baseline load(BaselineRecord about) {
            return baseline;
        }
    }

    private static SubjectScore subject(DriftKind kind, Window window, Slice slice, Reference reference) {
        return new SubjectScore(
                new WindowSlice(Scope.version("v1"), window, slice),
                kind,
                "mean_intensity",
                reference,
                Score.of(0.1),
                SubjectScore.Evidence.none(50, 300),
                Decision.NOT_DRIFTED,
                new TreeMap<>(),
                Optional.empty());
    }

    private static RevisedNight night(SubjectScore subject, int revision) {
        return new RevisedNight(
                new NightResults(AS_OF, List.of(), List.of(), List.of(subject), List.of(), List.of(), List.of()),
                Map.of(subject, revision));
    }

    @Test
    void aDayWhoseScoresAreRevisedGetsItsMeasuresWithTheirRevision() {
        SubjectScore subject = subject(DriftKind.DATA, Window.day(DAY), Slice.ALL, BASELINE);

        RevisedNight with = nights.with(night(subject, 3));

        assertThat(with.rows().subjects()).containsExactly(subject);
        assertThat(with.rows().measures()).hasSize(6).allSatisfy(measure -> {
            assertThat(with.revisionOf(measure)).isEqualTo(3);
            assertThat(measure.where()).isEqualTo(subject.where());
            assertThat(measure.reference()).isEqualTo(BASELINE);
            assertThat(measure.subject()).isEqualTo("multivariate");
            assertThat(measure.score().number()).isPresent();
        });
        assertThat(asked).singleElement().satisfies(query -> {
            assertThat(query.asOf()).isEqualTo(AS_OF);
            assertThat(query.baseline().days()).hasSize(7);
        });
    }

    @Test
    void theSameNightAgainIsTheSame() {
        RevisedNight night = night(subject(DriftKind.DATA, Window.day(DAY), Slice.ALL, BASELINE), 1);

        assertThat(nights.with(night)).isEqualTo(nights.with(night));
    }

    @Test
    void nothingElseIsMeasured() {
        Window day = Window.day(DAY);
        List<SubjectScore> others = List.of(
                subject(DriftKind.CONCEPT, day, Slice.ALL, BASELINE),
                subject(DriftKind.DATA, day, new Slice("site", "valley"), BASELINE),
                subject(DriftKind.DATA, day, Slice.ALL, Reference.PREVIOUS),
                subject(DriftKind.DATA, Window.endingOn(DAY, WindowKind.DAYS_7), Slice.ALL, BASELINE));

        others.forEach(other ->
                assertThat(nights.with(night(other, 1)).rows().measures()).isEmpty());
        assertThat(asked).isEmpty();
    }

    @Test
    void aDayOfTheBaselineIsInTheBaseline() {
        RevisedNight with =
                nights.with(night(subject(DriftKind.DATA, Window.day(FIRST.plusDays(2)), Slice.ALL, BASELINE), 1));

        assertThat(with.rows().measures()).extracting(MeasureScore::score).containsOnly(Score.none(Reason.IN_BASELINE));
        assertThat(asked).isEmpty();
    }
}
