package org.cxrwatch.summary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.cxrwatch.model.RequestStatus;

/**
 * Parts of every kind with their bytes and what they answer, as text that readers in other languages are held to. Lines
 * are {@code part NAME} or {@code sum NAME of NAMES}, then {@code bytes}, {@code rows}, and of numbers {@code number
 * PATH} with count, not finite, least, largest, mean, deviation and three quantiles; {@code count PATH N} for counts.
 */
final class GoldenParts {

    static final Path FILE = Path.of("src", "test", "resources", "golden", "parts.txt");
    private static final double[] SHARES = {0.05, 0.5, 0.95};

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final StringBuilder text =
            new StringBuilder("# made by GoldenParts (tests of common); what the words mean stands there\n");

    private GoldenParts() {}

    /** Writes the file anew; only a new version of the format may change what is there. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text());
    }

    static String text() {
        GoldenParts golden = new GoldenParts();
        golden.services();
        golden.distributions();
        golden.labels();
        golden.hosts();
        return golden.text.toString();
    }

    private void services() {
        part("service", service(Resolution.SERVICE, 0.135, 0.184, 0.184));
        part("service, none", ServicePart.empty(Resolution.SERVICE));
        part("service, extremes", service(Resolution.SERVICE, -Double.MAX_VALUE, -0.0, Double.MAX_VALUE, Double.NaN));
        part("service, many", service(Resolution.SERVICE, normal(1, 2_500)));
        part("service, old", parts.get("service, many").old());
        sum("service, fine and old", "service", "service, old", "service, none");
    }

    private void distributions() {
        part("slice, few", distribution(Resolution.SLICE, normal(2, 5)));
        part("slice, many", distribution(Resolution.SLICE, normal(3, 700)));
        part("slice, decimals", distribution(Resolution.SLICE, decimals(4, 60)));
        part("slice, old", parts.get("slice, many").old());
        part("all", distribution(Resolution.ALL, normal(5, 2_200)));
        part("baseline", distribution(Resolution.BASELINE, decimals(6, 90)));
        part("computed", computed(40, 12, normal(7, 40)));
        part("computed, more", computed(9, 9, normal(8, 9)));
        sum("slices", "slice, few", "slice, many", "slice, decimals");
        sum("slices, with old", "slice, few", "slice, old");
        sum("computed twice", "computed", "computed, more");
    }

    private void labels() {
        LabelPart given = LabelPart.given(
                        LabelledScores.of("PNEUMONIA", "NORMAL", NumericSummary.of(Resolution.SLICE, decimals(9, 30))))
                .plus(LabelPart.given(
                        LabelledScores.of("NORMAL", "NORMAL", NumericSummary.of(Resolution.SLICE, normal(10, 600)))));
        part("given", given);
        part(
                "withdrawn",
                LabelPart.withdrawn(LabelledScores.of(
                        "NORMAL",
                        "NORMAL",
                        NumericSummary.of(
                                Resolution.SLICE,
                                Arrays.stream(normal(10, 600)).limit(40).toArray()))));
        sum("standing", "given", "withdrawn");
    }

    private void hosts() {
        part(
                "host",
                SystemPart.of(
                        Resolution.SERVICE,
                        12,
                        Map.of(
                                "cpu_percent", NumericSummary.of(Resolution.SERVICE, decimals(11, 12)),
                                "Größe", NumericSummary.of(Resolution.SERVICE, 1, 1, 1))));
    }

    private static ServicePart service(Resolution resolution, double... seconds) {
        return ServicePart.of(
                Map.of(RequestStatus.SUCCESS, (long) seconds.length, RequestStatus.TIMEOUT, 1L),
                NumericSummary.of(resolution, seconds));
    }

    private static DistributionPart distribution(Resolution resolution, double... values) {
        return DistributionPart.of(
                resolution,
                Map.of("NORMAL", rows(resolution, values), "PNEUMONIA", rows(resolution, 1.5, 2, Double.NaN)));
    }

    private static ClassDistribution rows(Resolution resolution, double... values) {
        NumericSummary numbers = NumericSummary.of(resolution, values);
        return new ClassDistribution(
                values.length,
                NumericSummary.of(resolution, values[0]),
                numbers,
                Keyed.of(ClassDistribution.LIMIT, Map.of("entropy", numbers, "mean", NumericSummary.of(resolution, 3))),
                Keyed.of(
                        ClassDistribution.LIMIT, Map.of("site", CategorySummary.of(Map.of("north", 2L, "süd", 200L)))));
    }

    private static DistributionPart computed(long rows, long matching, double... values) {
        Computed computed = new Computed(
                Keyed.of(Computed.LIMIT, Map.of("ratio@01234567", new Count(rows))),
                Keyed.of(Computed.LIMIT, Map.of("low@89abcdef", new ShareCount(rows, matching, rows - matching, 0))));
        return DistributionPart.of(
                Resolution.SLICE,
                Map.of("NORMAL", rows(Resolution.SLICE, values).with(computed)));
    }

    private static double[] normal(long seed, int size) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> 140 + 18 * random.nextGaussian())
                .limit(size)
                .toArray();
    }

    private static double[] decimals(long seed, int size) {
        return Arrays.stream(normal(seed, size))
                .map(value -> Math.rint(value * 10) / 1e3)
                .toArray();
    }

    private void part(String name, Part part) {
        line("\npart " + name);
        tell(name, part);
    }

    private void sum(String name, String... of) {
        line("\nsum " + name + " of " + String.join("; ", of));
        tell(name, List.of(of).stream().map(parts::get).reduce(Part::together).orElseThrow());
    }

    private void tell(String name, Part part) {
        parts.put(name, part);
        line("bytes " + HexFormat.of().formatHex(part.toBytes()));
        line("rows " + part.rows());
        if (part instanceof ServicePart service) {
            service.requests().values().entries().forEach((status, rows) -> count(status, rows.rows()));
            number("latency", service.latency());
        } else if (part instanceof DistributionPart distribution) {
            tell(distribution);
        } else if (part instanceof LabelPart labels) {
            labels.standing()
                    .byActual()
                    .entries()
                    .forEach((actual, row) ->
                            row.entries().forEach((predicted, scores) -> number(actual + " " + predicted, scores)));
        } else if (part instanceof SystemPart host) {
            host.numbers().entries().forEach(this::number);
        }
    }

    private void tell(DistributionPart part) {
        part.predictedClasses().values().entries().forEach((name, rows) -> count(name, rows.rows()));
        part.computed().shares().entries().forEach((id, share) -> count(id, share.matching()));
        number("confidence", part.confidence());
        number("positive_score", part.positiveScore());
        part.featureNames().stream()
                .filter(name -> !part.computedFeatures().contains(name))
                .forEach(name -> number(name, part.feature(name)));
    }

    private void count(String path, long rows) {
        line("count " + path + " = " + rows);
    }

    private void number(String path, NumericSummary number) {
        StringBuilder answers = new StringBuilder("number " + path + " =");
        answers.append(' ').append(number.count()).append(' ').append(number.notFinite());
        DoubleStream.of(number.min(), number.max(), number.mean(), number.standardDeviation())
                .forEach(value -> answers.append(' ').append(value));
        for (double share : SHARES) {
            answers.append(' ').append(number.quantile(share));
        }
        line(answers.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    static String stored() throws IOException {
        return Files.readString(FILE, StandardCharsets.UTF_8);
    }
}
