package org.cxrwatch.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.cxrwatch.io.delta.PredictionTable;
import org.cxrwatch.io.delta.RetractionTable;
import org.cxrwatch.job.ApplyOrphans;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.LabelEvent;
import org.cxrwatch.model.LoggedPrediction;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.PairedAnswers;
import org.cxrwatch.port.MemoryPairedImages;
import org.cxrwatch.port.MemorySourceChecks;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.score.VersionCounts;
import org.cxrwatch.score.VersionCounts.Paired;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One image that two versions score, and a random stream of them against the port in memory. */
class LakePairedImagesSparkTest {

    private static final LocalDate DAY = SmallStream.FIRST_DAY;
    private static final Instant EVER = at(24 * 800);
    private static final Slice NORTH = new Slice("site", "north");

    @TempDir
    private Path folder;

    private SmallLake small;

    @BeforeEach
    void openLake() {
        small = new SmallLake(folder);
    }

    private static Instant at(int hour) {
        return DAY.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
    }

    private static SmallStream.Request answered(String image, String version, int hour, String said) {
        Prediction prediction = new Prediction(
                version,
                at(hour),
                RequestStatus.SUCCESS,
                OptionalDouble.empty(),
                new Prediction.Answer(said, 0.9, said.equals("PNEUMONIA") ? 0.9 : 0.1),
                Map.of(),
                Map.of("site", version.equals("a") ? "harbor" : "north"));
        LocalDate day = DAY.plusDays(hour / 24);
        return new SmallStream.Request(
                new LoggedPrediction(image, prediction, Optional.empty(), Optional.empty()),
                Arrival.during(day, ArrivalBasis.FROM_NAME));
    }

    private static LabelEvent said(String image, String source, Optional<String> actual, int hour) {
        return LabelEvent.ofImage(
                image,
                actual,
                Optional.of(at(hour)),
                source,
                Arrival.during(DAY.plusDays(hour / 24), ArrivalBasis.FROM_NAME));
    }

    private void ingest(List<SmallStream.Request> requests, LabelEvent... labels) {
        small.ingest(requests, List.of(labels), List.of());
    }

    private PairedImages.Found found(Instant from, Instant to, Instant asOf) {
        return new LakePairedImages(small.lake, SmallLake.DEFINITION, SmallLake.RULES)
                .count(new PairedImages.Query("a", "b", from, to, asOf, "PNEUMONIA"));
    }

    private Map<Slice, Paired> labelled(Instant asOf) {
        return found(at(0), at(24 * 10), asOf).labelled();
    }

    private static Paired positives(long bothRight, long onlyFirst, long onlySecond, long bothWrong) {
        return new Paired(new PairedAnswers(bothRight, onlyFirst, onlySecond, bothWrong), PairedAnswers.NONE);
    }

    private static Paired negatives(long bothRight, long onlyFirst, long onlySecond, long bothWrong) {
        return new Paired(PairedAnswers.NONE, new PairedAnswers(bothRight, onlyFirst, onlySecond, bothWrong));
    }

    @Test
    void anImageCountsWhereTheSecondAnswersAndOnlyIfBothDid() {
        ingest(
                List.of(
                        answered("both", "a", 1, "NORMAL"),
                        answered("both", "b", 30, "PNEUMONIA"),
                        answered("one", "a", 2, "PNEUMONIA"),
                        answered("other", "b", 2, "PNEUMONIA"),
                        answered("third", "c", 2, "PNEUMONIA"),
                        answered("third", "a", 3, "PNEUMONIA")),
                said("both", "radiologist", Optional.of("PNEUMONIA"), 40),
                said("one", "radiologist", Optional.of("PNEUMONIA"), 40),
                said("third", "radiologist", Optional.of("PNEUMONIA"), 40));

        PairedImages.Found found = found(at(0), at(48), EVER);

        assertThat(found.images()).isEqualTo(1);
        assertThat(found.labelled())
                .containsOnly(Map.entry(Slice.ALL, positives(0, 0, 1, 0)), Map.entry(NORTH, positives(0, 0, 1, 0)));
        assertThat(found(at(0), at(30), EVER)).as("the period is half-open").isEqualTo(PairedImages.Found.NONE);
        assertThat(found(at(1), at(31), EVER).images()).isEqualTo(1);
        assertThat(found(at(2), at(31), EVER).images()).isZero();
    }

    @Test
    void ofAnImageThatIsSentAgainTheLatestAnswerCounts() {
        ingest(
                List.of(
                        answered("x", "a", 1, "PNEUMONIA"),
                        answered("x", "b", 2, "NORMAL"),
                        answered("x", "b", 26, "PNEUMONIA"),
                        answered("x", "b", 27, "NORMAL"),
                        answered("x", "a", 50, "NORMAL")),
                said("x", "radiologist", Optional.of("PNEUMONIA"), 3));

        assertThat(labelled(EVER)).as("27 h is a copy of its day").containsEntry(Slice.ALL, positives(0, 0, 1, 0));
        assertThat(labelled(at(48))).as("as of day two").containsEntry(Slice.ALL, positives(1, 0, 0, 0));
        assertThat(labelled(at(24))).as("as of day one").containsEntry(Slice.ALL, positives(0, 1, 0, 0));
    }

    @Test
    void correctedAndWithdrawnLabelsCountAsTheyStoodThen() {
        ingest(
                List.of(answered("x", "a", 1, "PNEUMONIA"), answered("x", "b", 2, "NORMAL")),
                said("x", "radiologist", Optional.of("PNEUMONIA"), 3));
        ingest(List.of(), said("x", "radiologist", Optional.of("NORMAL"), 30));
        ingest(List.of(), said("x", "adjudication", Optional.of("PNEUMONIA"), 60));
        ingest(List.of(), said("x", "adjudication", Optional.empty(), 80));
        ingest(List.of(), said("x", "radiologist", Optional.empty(), 100));

        assertThat(found(at(0), at(48), at(23))).as("nothing had arrived").isEqualTo(PairedImages.Found.NONE);
        assertThat(labelled(at(24))).containsEntry(Slice.ALL, positives(0, 1, 0, 0));
        assertThat(labelled(at(48))).as("corrected").containsEntry(Slice.ALL, negatives(0, 0, 1, 0));
        assertThat(labelled(at(72))).as("adjudicated").containsEntry(Slice.ALL, positives(0, 1, 0, 0));
        assertThat(labelled(at(96))).as("taken back by one").containsEntry(Slice.ALL, negatives(0, 0, 1, 0));
        assertThat(labelled(at(120))).as("taken back by all").isEmpty();
        assertThat(found(at(0), at(48), at(120)).images()).isEqualTo(1);
    }

    @Test
    void aLabelOfOneRowIsOneOfTheImageAndOneOfAnotherRowIsNot() {
        ingest(List.of(
                answered("x", "a", 1, "PNEUMONIA"),
                answered("x", "b", 2, "NORMAL"),
                answered("y", "a", 1, "PNEUMONIA"),
                answered("y", "b", 2, "NORMAL")));
        ingest(List.of(), ofRow("x", at(1)), ofRow("y", at(5)));

        assertThat(found(at(0), at(24), EVER).images()).isEqualTo(2);
        assertThat(labelled(EVER)).containsEntry(Slice.ALL, negatives(0, 0, 1, 0));
    }

    private static LabelEvent ofRow(String image, Instant row) {
        return new LabelEvent(
                image,
                Optional.of("NORMAL"),
                Optional.empty(),
                "database",
                Arrival.during(DAY.plusDays(1), ArrivalBasis.FROM_NAME),
                Optional.of(new LabelEvent.LabelledRow(row, "a")));
    }

    @Test
    void aLabelBeyondTheHorizonCountsOnceItIsApplied() {
        ingest(
                List.of(answered("x", "a", 1, "PNEUMONIA"), answered("x", "b", 2, "PNEUMONIA")),
                said("x", "radiologist", Optional.of("NORMAL"), 24 * 130));
        assertThat(labelled(EVER)).isEmpty();

        Instant applied = at(24 * 200);
        assertThat(new ApplyOrphans(
                                new LakeOrphans(small.lake, SmallLake.RULES), small.ledger, new MemorySourceChecks())
                        .run(applied))
                .isEqualTo(1);

        assertThat(labelled(applied.minusSeconds(1))).isEmpty();
        assertThat(labelled(applied)).containsEntry(Slice.ALL, negatives(0, 0, 0, 1));
    }

    @Test
    void anAnswerThatWasRetractedCountsUntilThen() {
        SmallStream.Request gone = answered("x", "b", 2, "NORMAL");
        ingest(
                List.of(answered("x", "a", 1, "PNEUMONIA"), gone),
                said("x", "radiologist", Optional.of("PNEUMONIA"), 3));
        RetractionTable.Entry entry = new RetractionTable.Entry(
                new RetractionTable.Retracted(1, "x", at(2), "b", "test", "file", ""),
                RetractionTable.Why.CORRECTED,
                Optional.empty(),
                2,
                at(100));
        small.lake.append(
                RetractionTable.TABLE,
                TestSession.shared()
                        .createDataFrame(List.of(RetractionTable.toRow(entry)), RetractionTable.TABLE.schema()),
                2);

        assertThat(found(at(0), at(24), at(99)).images()).isEqualTo(1);
        assertThat(found(at(0), at(24), at(100))).isEqualTo(PairedImages.Found.NONE);
    }

    @Test
    void aRandomStreamIsPairedAsThePortInMemoryPairsItHoweverItCame() {
        SmallStream stream = new SmallStream(400, 23);
        Random random = new Random(5);
        List<SmallStream.Request> again = new ArrayList<>();
        stream.requests.stream()
                .filter(request -> random.nextInt(3) > 0)
                .forEach(request -> again.add(other(request, random)));
        stream.requests.addAll(again);
        small.ingest(stream, 3, random);
        MemoryPairedImages memory = new MemoryPairedImages();
        stream.labels.forEach(memory::said);
        counted(memory);

        for (int day : new int[] {2, 4, 12}) {
            PairedImages.Query query =
                    new PairedImages.Query("v1.0.0", "v1.1.0", at(5), at(24 * 5 + 3), at(24 * day), "PNEUMONIA");
            PairedImages.Found found =
                    new LakePairedImages(small.lake, SmallLake.DEFINITION, SmallLake.RULES).count(query);

            assertThat(found).as("as of day " + day).isEqualTo(memory.count(query));
            if (day == 12) {
                assertThat(found.images()).isGreaterThan(150);
                VersionCounts.Paired labelled = found.labelled().get(Slice.ALL);
                assertThat(labelled.positives().images() + labelled.negatives().images())
                        .isGreaterThan(100);
                assertThat(found.labelled()).hasSizeGreaterThan(6);
            }
        }
    }

    /** Another version's answer to the same image, up to two days later. */
    private static SmallStream.Request other(SmallStream.Request request, Random random) {
        Prediction first = request.logged().prediction();
        String said = random.nextInt(3) == 0 ? "PNEUMONIA" : "NORMAL";
        Instant at = first.at().plusSeconds(1 + random.nextInt(2 * 86_400));
        Prediction second = new Prediction(
                first.modelVersion().equals("v1.0.0") ? "v1.1.0" : "v1.0.0",
                at,
                first.status(),
                first.latency(),
                new Prediction.Answer(said, 0.75, said.equals("PNEUMONIA") ? 0.75 : 0.25),
                first.features(),
                first.attributes());
        return new SmallStream.Request(
                new LoggedPrediction(request.logged().predictionId(), second, Optional.empty(), Optional.empty()),
                Arrival.during(LocalDate.ofInstant(at, ZoneOffset.UTC), ArrivalBasis.FROM_NAME));
    }

    private void counted(MemoryPairedImages memory) {
        Column[] columns =
                PredictionTable.TABLE.columns().stream().map(functions::col).toArray(Column[]::new);
        small.lake
                .read(PredictionTable.TABLE)
                .where(col("counted"))
                .select(columns)
                .collectAsList()
                .forEach(row -> {
                    PredictionTable.Entry entry = PredictionTable.fromRow(row);
                    memory.answered(
                            entry.logged().predictionId(),
                            entry.logged().prediction(),
                            entry.origin().arrival());
                });
    }

    @Test
    void aVersionIsNotPairedWithItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedImages.Query("a", "a", at(0), at(1), EVER, "PNEUMONIA"))
                .withMessageContaining("a twice");
    }
}
