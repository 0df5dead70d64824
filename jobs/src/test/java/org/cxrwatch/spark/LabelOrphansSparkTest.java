package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.job.ApplyOrphans;
import org.cxrwatch.job.RebuildCells;
import org.cxrwatch.job.Recount;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LabelEvent.LabelledRow;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.LabelOrphans.Count;
import org.cxrwatch.port.LabelOrphans.Why;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.PartKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One prediction, and labels that reach it or do not. */
class LabelOrphansSparkTest {

    private static final Instant EVER = Instant.parse("2028-01-01T00:00:00Z");
    private static final Instant APPLIED = Instant.parse("2027-06-01T08:00:00Z");

    private final SmallStream.Request request = new SmallStream(1, 8).requests.get(0);
    private final Prediction prediction = request.logged().prediction();
    private final LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private SmallLake small;

    @BeforeEach
    void openLake() {
        small = new SmallLake(folder);
    }

    @Test
    void aLabelThatComesFirstWaitsForItsPrediction() {
        said(label(day, "NORMAL", "radiologist"));
        small.ingest(List.of(), List.of(), List.of());
        small.summarise();
        assertThat(orphans()).containsExactly(new Count(YearMonth.from(day), Why.NO_PREDICTION, 1));

        predicted();
        small.summarise();

        assertThat(standing()).containsOnly(Map.entry("NORMAL", 1L));
        assertThat(orphans()).isEmpty();
        assertRebuildAgrees();
    }

    @Test
    void labelsBeyondTheHorizonCountOnceTheyAreApplied() {
        predicted();
        said(label(day.plusDays(1), "NORMAL", "radiologist"));
        said(label(day.plusDays(121), "PNEUMONIA", "radiologist"), label(day.plusDays(300), "NORMAL", "adjudication"));
        small.summarise();
        assertThat(standing()).containsOnly(Map.entry("NORMAL", 1L));
        assertThat(orphans())
                .extracting(Count::why, Count::labels)
                .containsExactly(tuple(Why.BEYOND_HORIZON, 1L), tuple(Why.BEYOND_HORIZON, 1L));

        assertThat(apply()).isEqualTo(2);
        small.summarise();

        assertThat(standing()).as("the adjudication is the last word").containsOnly(Map.entry("NORMAL", 1L));
        assertThat(standing(APPLIED.minusSeconds(1))).containsOnly(Map.entry("NORMAL", 1L));
        assertThat(labelCells()).anySatisfy(cell -> assertThat(cell).isEqualTo(tuple(APPLIED, ArrivalBasis.ASSUMED)));
        assertThat(orphans()).isEmpty();
        assertThat(apply()).isZero();
        assertRebuildAgrees();

        said(label(day.plusDays(400), "PNEUMONIA", "adjudication"));
        small.summarise();
        assertThat(apply()).isEqualTo(1);
        small.summarise();
        assertThat(standing()).containsOnly(Map.entry("PNEUMONIA", 1L));
        assertRebuildAgrees();
    }

    @Test
    void aLabelOfAnotherRowOfTheImageReachesNothing() {
        predicted();
        said(ofRow(prediction.at().plusSeconds(1), Arrival.during(day, ArrivalBasis.FROM_NAME)));
        small.summarise();

        assertThat(standing()).isEmpty();
        assertThat(orphans()).containsExactly(new Count(YearMonth.from(day), Why.NO_PREDICTION, 1));
    }

    @Test
    void aLabelThatWasLoadedWithItsRowReachesItHoweverOld() {
        Instant found = day.plusDays(400).atStartOfDay().toInstant(ZoneOffset.UTC);
        predicted();
        said(ofRow(prediction.at(), Arrival.assumed(found)));
        small.summarise();
        assertThat(standing()).containsOnly(Map.entry("NORMAL", 1L));
        assertThat(orphans()).isEmpty();

        said(label(day.plusDays(1), "PNEUMONIA", "radiologist"));
        small.summarise();

        assertThat(standing()).as("a dated label beats one without").containsOnly(Map.entry("PNEUMONIA", 1L));
        assertRebuildAgrees();
    }

    @Test
    void anotherPrecedenceTakesEffectWithARebuildOfAllDays() {
        LabelRules trusting = new LabelRules(120, List.of("radiologist"));
        predicted();
        said(label(day, "NORMAL", "radiologist"), label(day.plusDays(2), "PNEUMONIA", "adjudication"));
        small.summarise();
        assertThat(standing()).containsOnly(Map.entry("PNEUMONIA", 1L));
        RulesInForce inForce = new RulesInForce(TestSession.shared(), small.lake);
        assertThatThrownBy(() -> inForce.require(trusting))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "labels.precedence is [radiologist], but the labels in the lake were counted by []")
                .hasMessageContaining("summarise --rebuild");
        RebuildCells rebuild = new RebuildCells(new Recount(
                small.ledger,
                small.cells,
                new LakeRebuild(TestSession.shared(), small.lake, SmallLake.DEFINITION, trusting),
                SmallLake.DEFINITION,
                Expired.NOTHING));
        assertThatThrownBy(() -> rebuild.run(Optional.of(day), Optional.empty()))
                .isInstanceOf(ConfigurationException.class);

        assertThat(rebuild.run(Optional.empty(), Optional.empty()).rebuilt()).containsExactly(day);

        assertThat(standing()).containsOnly(Map.entry("NORMAL", 1L));
        inForce.require(trusting);
        assertThatThrownBy(() -> inForce.require(SmallLake.RULES)).isInstanceOf(ConfigurationException.class);
    }

    private void predicted() {
        small.ingest(List.of(request), List.of(), List.of());
    }

    private void said(LabelEvent... events) {
        small.ingest(List.of(), List.of(events), List.of());
    }

    private long apply() {
        return new ApplyOrphans(new LakeOrphans(small.lake, SmallLake.RULES), small.ledger, new MemorySourceChecks())
                .run(APPLIED);
    }

    private List<Count> orphans() {
        return new LakeOrphans(small.lake, SmallLake.RULES).count();
    }

    private void assertRebuildAgrees() {
        assertThat(small.rebuildCells().run(Optional.empty(), Optional.empty()).rebuilt())
                .isEmpty();
    }

    private LabelEvent label(LocalDate arrives, String actualClass, String source) {
        return LabelEvent.ofImage(
                request.logged().predictionId(),
                Optional.of(actualClass),
                Optional.of(arrives.atStartOfDay().toInstant(ZoneOffset.UTC)),
                source,
                Arrival.during(arrives, ArrivalBasis.FROM_NAME));
    }

    private LabelEvent ofRow(Instant at, Arrival arrival) {
        return new LabelEvent(
                request.logged().predictionId(),
                Optional.of("NORMAL"),
                Optional.empty(),
                "database",
                arrival,
                Optional.of(new LabelledRow(at, prediction.modelVersion())));
    }

    private Map<String, Long> standing() {
        return standing(EVER);
    }

    private Map<String, Long> standing(Instant asOf) {
        Map<String, Long> standing = new TreeMap<>();
        CellSums sums = new CellSums(small.cells.load(new Cells.Range(day, day, Set.of(PartKind.LABEL), asOf)));
        sums.keys(asOf)
                .filter(key -> key.slice().equals(Slice.ALL))
                .map(key -> ((LabelPart) sums.sum(key, asOf).orElseThrow()).standing())
                .forEach(scores -> scores.byActual()
                        .entries()
                        .forEach((actual, row) -> row.entries()
                                .forEach((predicted, each) -> standing.merge(actual, each.count(), Long::sum))));
        standing.values().removeIf(count -> count == 0);
        return standing;
    }

    private List<org.assertj.core.groups.Tuple> labelCells() {
        return small.cells.load(new Cells.Range(day, day, Set.of(PartKind.LABEL), EVER)).stream()
                .map(cell -> tuple(cell.arrival().at(), cell.arrival().basis()))
                .toList();
    }
}
