package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.port.MetricsGateway.Group.RESULTS;
import static org.cxrwatch.port.MetricsGateway.Group.RUNS;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.port.MetricsGateway.Answer;
import org.cxrwatch.port.MetricsGateway.Gauge;
import org.junit.jupiter.api.Test;

/** What every gateway of metrics does. */
public interface MetricsGatewayContract {

    /** One in which nothing stands. */
    MetricsGateway gateway();

    /** What stands there of the names that begin with {@code some_}: {@code name{label="value",…}} and the number. */
    Map<String, Double> standing();

    private static Gauge gauge(String name, double value) {
        return new Gauge(name, "Some number.", new TreeMap<>(), value);
    }

    private static Gauge accuracyOf(String version, double value) {
        return new Gauge("some_accuracy", "Some share.", new TreeMap<>(Map.of("model_version", version)), value);
    }

    @Test
    default void whatIsReplacedIsGone() {
        gateway().replace(RESULTS, List.of(accuracyOf("v1", 0.9), gauge("some_rate", 0.02)));

        assertThat(gateway().replace(RESULTS, List.of(accuracyOf("v2", 0.8)))).isEqualTo(Answer.TAKEN);
        assertThat(standing()).isEqualTo(Map.of("some_accuracy{model_version=\"v2\"}", 0.8));
    }

    @Test
    default void whatIsAddedReplacesItsOwnNameAlone() {
        gateway().add(RUNS, List.of(gauge("some_first", 1), gauge("some_second", 2)));

        assertThat(gateway().add(RUNS, List.of(gauge("some_second", 3)))).isEqualTo(Answer.TAKEN);
        assertThat(standing()).isEqualTo(Map.of("some_first", 1.0, "some_second", 3.0));
    }

    @Test
    default void groupsAreApart() {
        gateway().add(RUNS, List.of(gauge("some_run", 1)));
        gateway().replace(RESULTS, List.of(gauge("some_result", 2)));

        assertThat(gateway().replace(RESULTS, List.of())).isEqualTo(Answer.TAKEN);
        assertThat(standing()).isEqualTo(Map.of("some_run", 1.0));
    }

    @Test
    default void numbersAndNamesComeAsTheyAre() {
        gateway()
                .replace(
                        RESULTS,
                        List.of(
                                accuracyOf("a \"b\" \\ {c}=d, ü 日本", 0.1 + 0.2),
                                accuracyOf("smallest", Double.MIN_VALUE),
                                accuracyOf("most negative", -Double.MAX_VALUE)));

        assertThat(standing())
                .isEqualTo(Map.of(
                        "some_accuracy{model_version=\"a \\\"b\\\" \\\\ {c}=d, ü 日本\"}",
                        0.1 + 0.2,
                        "some_accuracy{model_version=\"smallest\"}",
                        Double.MIN_VALUE,
                        "some_accuracy{model_version=\"most negative\"}",
                        -Double.MAX_VALUE));
    }
}
