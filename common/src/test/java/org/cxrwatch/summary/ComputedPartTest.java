package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.CRC32C;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.summary.ShareCount.Outcome;
import org.junit.jupiter.api.Test;

/** Distributions with what users' definitions counted: their bytes, their sums, and what sums over definitions say. */
class ComputedPartTest {

    private static final DerivedFeature RATIO = new DerivedFeature("ratio", "features.a / features.b");
    private static final CustomMetric LOW = new CustomMetric("low", "confidence < 0.6", CustomMetric.ALWAYS);
    private static final CustomMetric LOW_NOW = new CustomMetric("low", "confidence < 0.7", CustomMetric.ALWAYS);
    private static final SummaryDefinition PLAIN = new SummaryDefinition(List.of("site"), List.of());
    private static final SummaryDefinition COMPUTING = Definitions.computing(PLAIN, List.of(RATIO), List.of(LOW));
    private static final Arrival ARRIVAL = Arrival.during(LocalDate.of(2026, 9, 2), ArrivalBasis.FROM_NAME);

    private static Prediction row(String predicted, double confidence, Map<String, Double> features) {
        return new Prediction(
                "v1",
                Instant.parse("2026-09-01T10:00:00Z"),
                RequestStatus.SUCCESS,
                OptionalDouble.of(0.2),
                new Prediction.Answer(predicted, confidence, confidence),
                features,
                Map.of("site", "north"));
    }

    private static List<Prediction> rows() {
        return List.of(
                row("NORMAL", 0.55, Map.of("ratio", 2.0)),
                row("NORMAL", 0.9, Map.of()),
                row("PNEUMONIA", 0.8, Map.of("ratio", Double.POSITIVE_INFINITY)));
    }

    private static Outcome low(Prediction row) {
        return row.answer().confidence() < 0.6 ? Outcome.MATCHING : Outcome.OTHER;
    }

    private static DistributionPart count(SummaryDefinition definition, List<Prediction> rows) {
        PredictionCells cells = new PredictionCells(definition, PredictionCells.Resolutions.CELL);
        rows.forEach(each -> cells.addAnswer(
                each,
                ARRIVAL,
                definition.metrics().stream().map(metric -> low(each)).toList()));
        return (DistributionPart) cells.drain().stream()
                .filter(cell -> cell.key().slice().equals(new Slice("site", "north")))
                .map(CellContent::part)
                .reduce(Part::with)
                .orElseThrow();
    }

    /**
     * Written out by hand from docs/cell-format.md: after the classes, by class, the derived features with the rows they
     * were computed of, and the metrics with rows, matching, others, unknown.
     */
    @Test
    void theBytesAreThoseOfTheDocumentedFormat() {
        String hex = HexFormat.of().formatHex(count(COMPUTING, rows()).toBytes());
        String derived = "01" + text(RATIO.id());
        String low = "01" + text(LOW.id());

        assertThat(hex).startsWith("43" + "02" + "01" + "03" + "02" + text("NORMAL") + "02");
        assertThat(hex.substring(0, hex.length() - 8))
                .endsWith("02" + text("NORMAL") + derived + "02" + low + "02010100" + text("PNEUMONIA") + derived + "01"
                        + low + "01000100");
    }

    private static String text(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits((byte) bytes.length) + HexFormat.of().formatHex(bytes);
    }

    /** What revision 681f3e9 wrote, before there was a second format; {@code ratio} was a number like any other. */
    @Test
    void bytesOfVersionOneAreReadAndWrittenAsTheyAlwaysWere() {
        String golden =
                "4301010302064e4f524d414c020002426e01460002426e01460105726174696f00014004010104736974650201056e6f7274"
                        + "680209504e45554d4f4e494101000141100100014110010105726174696f01000104736974650101056e6f727468014ee918a5";
        DistributionPart written = count(PLAIN, rows());

        assertThat(HexFormat.of().formatHex(written.toBytes())).isEqualTo(golden);
        assertThat(Part.ofBytes(HexFormat.of().parseHex(golden))).isEqualTo(written);
        assertThat(written.hasComputed()).isFalse();
    }

    @Test
    void everyPartIsReadBackAndKeptWhenItsDayIsOld() {
        DistributionPart part = count(COMPUTING, rows());

        assertThat(Part.ofBytes(part.toBytes())).isEqualTo(part);
        assertThat(((DistributionPart) part.old()).computed()).isEqualTo(part.computed());
        assertThat(((DistributionPart) part.old()).share(LOW)).isPresent();
    }

    @Test
    void bytesThatSayAnotherFormatThanTheyAreOfAreRefused() {
        byte[] plain = count(PLAIN, rows()).toBytes();
        byte[] computing = count(COMPUTING, rows()).toBytes();
        plain[1] = 2;
        computing[1] = 1;

        assertThatThrownBy(() -> Part.ofBytes(checked(plain))).hasMessageContaining("says format 2 and is of format 1");
        assertThatThrownBy(() -> Part.ofBytes(checked(computing)))
                .hasMessageContaining("says format 1 and is of format 2");
    }

    @Test
    void countsThatContradictEachOtherAreRefused() {
        byte[] bytes = count(COMPUTING, rows()).toBytes();
        bytes[bytes.length - 4 - 3] = 9; // nine rows match, of one

        assertThatThrownBy(() -> Part.ofBytes(checked(bytes))).hasMessageContaining("contradict each other");
    }

    private static byte[] checked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
        return bytes;
    }

    @Test
    void aShareCountsMatchingRowsOfAllThatWereAsked() {
        assertThat(count(COMPUTING, rows()).share(LOW)).contains(new ShareCount(3, 1, 2, 0));
    }

    @Test
    void anyCutOfTheRowsGivesTheSameBytes() {
        Random random = new Random(4);
        List<Prediction> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(row(
                    random.nextInt(3) == 0 ? "PNEUMONIA" : "NORMAL",
                    0.5 + random.nextDouble() / 2,
                    random.nextInt(4) == 0 ? Map.of() : Map.of("ratio", random.nextGaussian())));
        }
        byte[] whole = count(COMPUTING, many).toBytes();
        Collections.shuffle(many, random);

        DistributionPart left = count(COMPUTING, many.subList(0, 130));
        DistributionPart right = count(COMPUTING, many.subList(130, 400));

        assertThat(right.plus(left).toBytes()).isEqualTo(whole);
    }

    @Test
    void whereSomeRowsWereNotAskedThereIsNoShareAndNoFeature() {
        DistributionPart before = count(PLAIN, rows());
        DistributionPart after = count(COMPUTING, rows());
        DistributionPart both = before.plus(after);

        assertThat(both.rows()).isEqualTo(6);
        assertThat(both.share(LOW)).isEmpty();
        assertThat(both.provenance("ratio").kind()).isEqualTo(Provenance.Kind.MIXED);
        assertThat(before.share(LOW)).isEmpty();
        assertThat(before.provenance("ratio").kind()).isEqualTo(Provenance.Kind.LOGGED);
        assertThat(after.provenance("ratio")).isEqualTo(new Provenance(Provenance.Kind.DERIVED, RATIO.id()));
    }

    @Test
    void rowsOfTwoDefinitionsOfOneNameAreNeverAdded() {
        DerivedFeature other = new DerivedFeature("ratio", "features.b / features.a");
        SummaryDefinition changed = Definitions.computing(PLAIN, List.of(other), List.of(LOW_NOW));
        DistributionPart both = count(COMPUTING, rows()).plus(count(changed, rows()));

        assertThat(both.share(LOW)).isEmpty();
        assertThat(both.share(LOW_NOW)).isEmpty();
        assertThat(both.provenance("ratio").kind()).isEqualTo(Provenance.Kind.MIXED);
        assertThat(LOW.id()).isNotEqualTo(LOW_NOW.id()).startsWith("low@");
    }

    @Test
    void aNameThatBeginsLikeAnotherIsAnother() {
        DerivedFeature longer = new DerivedFeature("ratio2", "features.a");
        DistributionPart part = count(Definitions.computing(PLAIN, List.of(longer), List.of()), rows());

        assertThat(part.provenance("ratio").kind()).isEqualTo(Provenance.Kind.LOGGED);
        assertThat(part.provenance("ratio2").kind()).isEqualTo(Provenance.Kind.DERIVED);
    }

    /** Of more features than are kept some are dropped; what was dropped must not look as if it were missing. */
    @Test
    void aDerivedFeatureThatTheLimitDroppedIsNotTakenForMissing() {
        Map<String, Double> many = new HashMap<>();
        for (int i = 0; i < 3 * ClassDistribution.LIMIT; i++) {
            many.put("f" + i, 1.0);
        }
        int dropped = 0;
        for (int i = 0; i < 3 * ClassDistribution.LIMIT; i++) {
            DerivedFeature feature = new DerivedFeature("f" + i, "features.a");
            SummaryDefinition definition = Definitions.computing(PLAIN, List.of(feature), List.of());
            Provenance.Kind kind = count(definition, List.of(row("NORMAL", 0.9, many)))
                    .provenance(feature.name())
                    .kind();
            dropped += kind == Provenance.Kind.MIXED ? 1 : 0;
        }

        assertThat(dropped).isEqualTo(2 * ClassDistribution.LIMIT);
    }

    @Test
    void onlyWhatCameAboutInTheSameWayIsCompared() {
        Provenance derived = new Provenance(Provenance.Kind.DERIVED, "ratio@1");
        Provenance changed = new Provenance(Provenance.Kind.DERIVED, "ratio@2");

        assertThat(derived.obstacleTo(derived)).isEmpty();
        assertThat(Provenance.LOGGED.obstacleTo(Provenance.LOGGED)).isEmpty();
        assertThat(derived.obstacleTo(changed)).contains(Reason.NO_BASELINE);
        assertThat(Provenance.LOGGED.obstacleTo(derived)).contains(Reason.NO_BASELINE);
        assertThat(derived.obstacleTo(Provenance.LOGGED)).contains(Reason.NOT_SUMMARISED);
        assertThat(derived.obstacleTo(Provenance.MIXED)).contains(Reason.NOT_SUMMARISED);
        assertThat(Provenance.MIXED.obstacleTo(Provenance.MIXED)).contains(Reason.NOT_SUMMARISED);
    }

    @Test
    void aDefinitionHashesToWhatItAlwaysDidUntilItComputesSomething() {
        assertThat(Definitions.computing(PLAIN, List.of(), List.of()).hash())
                .isEqualTo(PLAIN.hash())
                .isEqualTo("541b840b");
        assertThat(COMPUTING.hash()).isNotEqualTo(PLAIN.hash());
        assertThat(Definitions.computing(PLAIN, List.of(RATIO), List.of(LOW_NOW))
                        .hash())
                .isNotEqualTo(COMPUTING.hash());
    }
}
