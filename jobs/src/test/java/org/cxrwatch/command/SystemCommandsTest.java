package org.cxrwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.Results;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.window.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCommandsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 22);

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void publishADayOfTwoHosts() {
        desk = new Desk(home);
        List<HostMetric> hours = new ArrayList<>();
        IntStream.range(0, 24).mapToObj(hour -> Window.hour(DAY, hour)).forEach(hour -> {
            double at = (hour.start().getEpochSecond() / 3_600) % 24;
            hours.add(new HostMetric("quiet\u001b[2J", hour, "gpu_memory_mb", 12, 5_000 + at % 3, 5_010, 5_020));
            hours.add(new HostMetric("leaking", hour, "gpu_memory_mb", 12, 5_000 + 40 * at, 5_050 + 40 * at, 6_000));
            hours.add(new HostMetric("leaking", hour, "request_count", 12, 100 * at, 100 * at, 100 * at));
        });
        hours.add(new HostMetric("leaking", Window.day(DAY), "gpu_memory_mb", 288, 5_460, 5_900, 6_000));
        NightResults night =
                new NightResults(Window.day(DAY).end(), List.of(), List.of(), List.of(), List.of(), hours, List.of());
        Results results = desk.ports.results();
        Results.Publication publication = results.begin(List.of(night.asOf()));
        results.commit(
                publication,
                results.revise(List.of(night)),
                new Results.AlertBook(Checkpoint.NONE, List.of(), List.of(), List.of()),
                Set.of());
    }

    @Test
    void hoursAreShownTheNewestLast() {
        Desk.Ended ended = desk.run("system", "metrics", "--hours", "2", "--host", "leaking");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "HOUR                  HOST     METRIC         SAMPLES  MEAN  P95   MAX",
                        "2026-09-22T22:00:00Z  leaking  gpu_memory_mb  12       5880  5930  6000",
                        "2026-09-22T22:00:00Z  leaking  request_count  12       2200  2200  2200",
                        "2026-09-22T23:00:00Z  leaking  gpu_memory_mb  12       5920  5970  6000",
                        "2026-09-22T23:00:00Z  leaking  request_count  12       2300  2300  2300");
        assertThat(desk.run("system", "metrics").out().lines()).hasSize(1 + 24 * 3);
    }

    @Test
    void hoursAsJsonHaveTheFieldsScriptsRelyOn() {
        JsonNode row = desk.run("system", "metrics", "--metric", "request_count", "--date", "2026-09-22", "--json")
                .json()
                .get(1);

        assertThat(row.get("window_start").asText()).isEqualTo("2026-09-22T01:00:00Z");
        assertThat(row.get("window_kind").asText()).isEqualTo("HOUR");
        assertThat(row.get("host").asText()).isEqualTo("leaking");
        assertThat(row.get("metric").asText()).isEqualTo("request_count");
        assertThat(row.get("samples").asLong()).isEqualTo(12);
        assertThat(row.get("mean").asDouble()).isEqualTo(100);
        assertThat(row.has("p95")).isTrue();
        assertThat(row.has("max")).isTrue();
    }

    @Test
    void aLeakIsNamedFirst() {
        JsonNode rows = desk.run("system", "trends", "--hours", "24", "--json").json();
        Desk.Ended text = desk.run("system", "trends");

        JsonNode leak = rows.get(0);
        assertThat(leak.get("host").asText()).isEqualTo("leaking");
        assertThat(leak.get("metric").asText()).isEqualTo("gpu_memory_mb");
        assertThat(leak.get("reading").asText()).isEqualTo("rises");
        assertThat(leak.get("first").asDouble()).isEqualTo(5_000);
        assertThat(leak.get("last").asDouble()).isEqualTo(5_920);
        assertThat(leak.get("per_day").asDouble()).isCloseTo(960, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(leak.get("p").asDouble()).isLessThan(1e-9);
        assertThat(leak.get("hours").asInt()).isEqualTo(24);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.startsWith("leaking request_count counts up"))
                .anyMatch(line -> line.startsWith("quiet?[2J gpu_memory_mb steady"))
                .anyMatch(line -> line.startsWith("Hours from 2026-09-16 to 2026-09-22. GAINED: slope times time"));
    }

    @Test
    void aHostNobodyKnowsEndsWithOneAndThoseThereAre() {
        Desk.Ended ended = desk.run("system", "trends", "--host", "inference-9");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("Nothing was logged in that time for --host inference-9.")
                .contains("There is: leaking, quiet?[2J. Or name another time.");
        assertThat(desk.run("system", "metrics", "--metric", "gpu").err()).contains("gpu_memory_mb, request_count");
    }

    @Test
    void aTimeWithoutHoursSaysSo() {
        Desk.Ended ended = desk.run("system", "metrics", "--date", "2026-08-01", "--host", "leaking");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("No window of that time was evaluated: the nights that were speak of");
        assertThat(desk.run("system", "trends", "--date", "2026-08-01", "--json")
                        .json())
                .isEmpty();
    }
}
