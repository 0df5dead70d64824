package org.cxrwatch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CustomMetric;
import org.cxrwatch.summary.Definitions;
import org.cxrwatch.summary.DerivedFeature;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.NumericSummary;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.ShareCount;
import org.cxrwatch.summary.SummaryDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users define is counted in the scan that counts all else, and row by row as plain Java counts it. */
class ComputedScanSparkTest {

    private static final DerivedFeature RATIO =
            new DerivedFeature("ratio", "features.mean_intensity / features.entropy");
    private static final DerivedFeature NO_NUMBER = new DerivedFeature("ward", "cast(attributes.ward AS double)");
    private static final DerivedFeature OVER_ZERO = new DerivedFeature("over_zero", "features.mean_intensity / 0");
    private static final CustomMetric UNSURE =
            new CustomMetric("unsure", "confidence < 0.6", "predicted_class = 'PNEUMONIA'");
    private static final CustomMetric SHARP = new CustomMetric("sharp", "features.entropy > 7", CustomMetric.ALWAYS);
    private static final CustomMetric NOWHERE =
            new CustomMetric("nowhere", "confidence > 0.5", "attributes.site = 'nowhere'");
    private static final SummaryDefinition DEFINITION = Definitions.computing(
            SmallLake.DEFINITION, List.of(RATIO, NO_NUMBER, OVER_ZERO), List.of(UNSURE, SHARP, NOWHERE));

    @TempDir
    static Path folder;

    private static List<Prediction> counted;
    private static DistributionPart sum;
    private static int scans;

    @BeforeAll
    static void countOneBatch() {
        SmallLake small = new SmallLake(folder, DEFINITION);
        SmallStream stream = new SmallStream(300, 7);
        small.ingest(stream);
        try (SparkWork work = new SparkWork(TestSession.shared())) {
            small.summarise();
            scans = work.stagesThatScan("LakeScan").size();
        }
        Set<List<Object>> once = new HashSet<>();
        counted = stream.requests.stream()
                .sorted(Comparator.comparing(
                        request -> request.logged().prediction().at()))
                .filter(request -> request.logged().prediction().succeeded()
                        && once.add(List.of(
                                request.logged().predictionId(),
                                day(request.logged().prediction()),
                                request.logged().prediction().modelVersion())))
                .map(request -> request.logged().prediction())
                .toList();
        sum = small.cells.load(Cells.Range.everything(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))).stream()
                .filter(cell -> cell.key().kind() == PartKind.DISTRIBUTION
                        && cell.key().slice().equals(Slice.ALL))
                .map(Cell::part)
                .map(DistributionPart.class::cast)
                .reduce(DistributionPart::plus)
                .orElseThrow();
    }

    private static LocalDate day(Prediction prediction) {
        return LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
    }

    private static long count(Predicate<Prediction> condition) {
        return counted.stream().filter(condition).count();
    }

    @Test
    void theRowsAreScannedOnce() {
        assertThat(scans).isEqualTo(1);
        assertThat(sum.rows()).isEqualTo(counted.size()).isGreaterThan(200);
    }

    @Test
    void aDerivedFeatureIsANumberLikeAnyOther() {
        double[] ratios = counted.stream()
                .filter(each -> each.features().containsKey("entropy"))
                .mapToDouble(each ->
                        each.features().get("mean_intensity") / each.features().get("entropy"))
                .toArray();
        NumericSummary ratio = sum.feature("ratio");

        assertThat(ratio.count()).isEqualTo(ratios.length);
        assertThat(ratio.mean()).isCloseTo(Arrays.stream(ratios).average().orElseThrow(), within(1e-9));
    }

    @Test
    void whatCannotBeComputedIsMissingAndEndsNothing() {
        assertThat(sum.feature("ward").count()).isZero();
        assertThat(sum.feature("over_zero").count()).isZero();
        assertThat(sum.featureNames()).contains("ward", "over_zero");
    }

    @Test
    void aMetricCountsWhatMatchesOfWhatIsAsked() {
        Predicate<Prediction> asked = each -> each.answer().predictedClass().equals("PNEUMONIA");
        assertThat(sum.share(UNSURE))
                .hasValue(new ShareCount(
                        counted.size(),
                        count(asked.and(each -> each.answer().confidence() < 0.6)),
                        count(asked.and(each -> each.answer().confidence() >= 0.6)),
                        0));
    }

    @Test
    void aRowWithoutWhatAConditionReadsIsInNeitherCount() {
        Predicate<Prediction> known = each -> each.features().containsKey("entropy");
        assertThat(sum.share(SHARP))
                .hasValue(new ShareCount(
                        counted.size(),
                        count(known.and(each -> each.features().get("entropy") > 7)),
                        count(known.and(each -> each.features().get("entropy") <= 7)),
                        count(known.negate())));
    }

    @Test
    void aMetricThatAsksNoRowHasNoneAndOneThatWasNotDefinedNoCounts() {
        assertThat(sum.share(NOWHERE)).hasValue(new ShareCount(counted.size(), 0, 0, 0));
        assertThat(sum.share(new CustomMetric("unsure", "confidence < 0.7", UNSURE.when())))
                .isEqualTo(Optional.empty());
    }
}
