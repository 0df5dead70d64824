package org.cxrwatch.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.cxrwatch.model.RequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartFormatTest {

    private static final ServicePart SERVICE = ServicePart.of(
            Map.of(RequestStatus.SUCCESS, 3L, RequestStatus.TIMEOUT, 1L),
            NumericSummary.of(Resolution.SERVICE, 0.135, 0.184, 0.184));

    /** Written out by hand from docs/cell-format.md; any change of these bytes is a new format version. */
    @Test
    void theBytesAreThoseOfTheDocumentedFormat() {
        assertThat(HexFormat.of().formatHex(SERVICE.toBytes()))
                .startsWith("43010204" + "04" + "02" + "0773756363657373" + "03" + "0774696d656f7574" + "01")
                .contains("00" + "02" + "43" + "8e02" + "01" + "63" + "02");
    }

    @Test
    void everyPartIsReadBack() {
        Part distribution = DistributionPart.of(
                Resolution.SLICE,
                Map.of("NORMAL", ClassDistribution.empty(Resolution.SLICE).plus(someClass())));
        LabelPart labels = LabelPart.given(
                        LabelledScores.of("NORMAL", "PNEUMONIA", NumericSummary.of(Resolution.SLICE, 0.7, 0.9)))
                .plus(LabelPart.withdrawn(
                        LabelledScores.of("NORMAL", "PNEUMONIA", NumericSummary.of(Resolution.SLICE, 0.7))));
        Part system = SystemPart.of(
                Resolution.SERVICE, 12, Map.of("cpu_percent", NumericSummary.of(Resolution.SERVICE, 10.5, 11)));
        for (Part part : java.util.List.of(distribution, SERVICE, labels, system)) {
            assertThat(Part.ofBytes(part.toBytes())).isEqualTo(part);
        }
        assertThat(labels.labelled()).isEqualTo(1);
        assertThat(labels.standing().scores("NORMAL", "PNEUMONIA").max()).isEqualTo(0.9);
    }

    @ParameterizedTest
    @EnumSource(PartKind.class)
    void aPartOfNothingIsReadBackAndAddsNothing(PartKind kind) {
        Part nothing = kind.empty(Resolution.SERVICE);
        assertThat(Part.ofBytes(nothing.toBytes())).isEqualTo(nothing);
        assertThat(nothing.with(nothing).rows()).isZero();
    }

    @Test
    void aDamagedByteIsNoticed() {
        byte[] bytes = SERVICE.toBytes();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> Part.ofBytes(damaged)).isInstanceOf(CorruptSummaryException.class);
        }
    }

    @Test
    void bytesOfANewerFormatAreRefusedWithTheRemedy() {
        byte[] bytes = SERVICE.toBytes();
        bytes[1] = 9;
        assertThatThrownBy(() -> Part.ofBytes(bytes))
                .hasMessageContaining("format 9")
                .hasMessageContaining("summarise --rebuild");
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> Part.ofBytes(new byte[] {'C', 1})).isInstanceOf(CorruptSummaryException.class);
    }

    @Test
    void decimalsTakeAboutTwoBytesAValue() {
        double[] decimals =
                new Random(3).doubles(480).map(u -> Math.rint(u * 1e5) / 1e3).toArray();
        SummaryWriter out = new SummaryWriter();
        NumericSummary.of(Resolution.SLICE, decimals).writeTo(out);
        assertThat(out.toBytes().length).isLessThan(480 * 21 / 10);
    }

    private static ClassDistribution someClass() {
        return new ClassDistribution(
                3,
                NumericSummary.of(Resolution.SLICE, 0.9, 0.8, 0.7),
                NumericSummary.of(Resolution.SLICE, 0.1, 0.2, 0.3),
                Keyed.of(
                        ClassDistribution.LIMIT,
                        Map.of("entropy", NumericSummary.of(Resolution.SLICE, Math.PI, -1e300))),
                Keyed.of(ClassDistribution.LIMIT, Map.of("site", CategorySummary.of(Map.of("north", 2L)))));
    }
}
