package org.cxrwatch.summary;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cxrwatch.model.Slice;

/**
 * What cells are made to hold. Cells of different definitions are never added; what a definition does not name is
 * NOT_SUMMARISED in its windows.
 *
 * @param sliceKeys attributes by which distributions and labels are sliced
 * @param requestSliceKeys attributes by which requests are sliced
 * @param derived numbers that are computed of every prediction
 * @param metrics shares that users define
 */
public record SummaryDefinition(
        List<String> sliceKeys,
        RequestSlices requestSliceKeys,
        List<DerivedFeature> derived,
        List<CustomMetric> metrics)
        implements Serializable {

    /**
     * Attributes by which requests are sliced.
     *
     * @param hourly by the hour
     * @param daily by the day only; what is counted by the hour is left out
     */
    public record RequestSlices(List<String> hourly, List<String> daily) implements Serializable {

        /** Copies the lists, sorted. */
        public RequestSlices {
            List<String> byHour = hourly.stream().sorted().distinct().toList();
            hourly = byHour;
            daily = daily.stream()
                    .sorted()
                    .distinct()
                    .filter(key -> !byHour.contains(key))
                    .toList();
        }
    }

    /** Copies the lists, sorted: their order means nothing. */
    public SummaryDefinition {
        sliceKeys = sliceKeys.stream().sorted().distinct().toList();
        derived = derived.stream()
                .sorted(Comparator.comparing(DerivedFeature::name))
                .toList();
        metrics = metrics.stream()
                .sorted(Comparator.comparing(CustomMetric::name))
                .toList();
    }

    /** What was logged, and nothing that is computed of it. */
    public SummaryDefinition(List<String> sliceKeys, List<String> hourlySliceKeys) {
        this(sliceKeys, new RequestSlices(hourlySliceKeys, List.of()), List.of(), List.of());
    }

    /** Whether anything is computed of rows. */
    public boolean computes() {
        return !derived.isEmpty() || !metrics.isEmpty();
    }

    /** Eight hexadecimal digits that change when the definition does. */
    public String hash() {
        CRC32C crc = new CRC32C();
        crc.update(("1|" + sliceKeys + "|" + requestSliceKeys.hourly() + dailyText() + computedText())
                .getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    /** Nothing for a definition that counts no requests by the day alone, so that it hashes to what it always did. */
    private String dailyText() {
        return requestSliceKeys.daily().isEmpty() ? "" : "|" + requestSliceKeys.daily();
    }

    /** Nothing for a definition that computes nothing, so that it hashes to what it always did. */
    private String computedText() {
        return computes()
                ? "|" + derived.stream().map(DerivedFeature::id).toList() + "|"
                        + metrics.stream().map(CustomMetric::id).toList()
                : "";
    }

    /** The resolution of a slice's distribution and labels. */
    public static Resolution resolutionOf(Slice slice) {
        return slice.isAll() ? Resolution.ALL : Resolution.SLICE;
    }

    /** The slices a row with these attributes belongs to: {@code all} and one for each key it has a value of. */
    public static Stream<Slice> slicesOf(List<String> keys, Map<String, String> attributes) {
        return Stream.concat(
                Stream.of(Slice.ALL),
                keys.stream().filter(attributes::containsKey).map(key -> new Slice(key, attributes.get(key))));
    }
}
