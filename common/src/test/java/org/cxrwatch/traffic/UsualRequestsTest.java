package org.cxrwatch.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is usual of the demo's sites, against NumPy and SciPy: scripts/oracles/traffic.py, from the documented formula. */
class UsualRequestsTest {

    private static final List<String[]> EXPECTED = new ArrayList<>();
    private static List<TrafficDay> days;

    @BeforeAll
    static void readTheOracle() throws IOException {
        SomeRequests counts = new SomeRequests(42);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UsualRequestsTest.class.getResourceAsStream("/oracle/usual-requests.txt")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(line -> {
                        if (line[0].equals("counts")) {
                            counts.with(SomeRequests.site(line[1]), day -> Long.parseLong(line[(int) day + 2]));
                        } else {
                            EXPECTED.add(line);
                        }
                    });
        }
        days = counts.fold();
    }

    @Test
    void meanInflationAndProbabilityAreTheOracles() {
        assertThat(EXPECTED).hasSize(24).allSatisfy(line -> {
            ValueDay value = days.get(Integer.parseInt(line[1]))
                    .find(SomeRequests.site(line[0]))
                    .orElseThrow();
            Usual usual = value.usual().orElseThrow();
            assertThat(value.requests()).isEqualTo(Long.parseLong(line[2]));
            assertThat(usual.mean()).isCloseTo(Double.parseDouble(line[3]), within(1e-9));
            assertThat(usual.weeks()).isEqualTo(Integer.parseInt(line[4]));
            assertThat(usual.inflation()).isCloseTo(Double.parseDouble(line[5]), within(1e-9));
            assertThat(usual.probability(value.requests()))
                    .isCloseTo(Double.parseDouble(line[6]), within(1e-9 * Double.parseDouble(line[6])));
        });
    }

    @Test
    void noSiteIsMissedInTheSixWeeks() {
        assertThat(days).allSatisfy(day -> assertThat(day.causes()).isEmpty());
    }
}
