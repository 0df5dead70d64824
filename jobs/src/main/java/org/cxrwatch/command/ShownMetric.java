package org.cxrwatch.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.performance.MetricValue;

/** A metric's number with its interval, or why there is none, as people and programs are told. */
record ShownMetric(Score score, long n) {

    /** A number; withheld where fewer rows than so many stand behind it. */
    static ShownMetric of(MetricValue value, long leastRows) {
        MetricValue told = value.restingOn(leastRows);
        return new ShownMetric(told.score(), told.n());
    }

    /** {@code accuracy 0.875 (0.5291 to 0.9776) of 8}. */
    String sentence(String metric) {
        return metric + " "
                + score.measured()
                        .map(value -> interval(value) + " of " + n)
                        .orElseGet(() -> "not measured: "
                                + score.absence().map(Readings::word).orElse(""));
    }

    /** {@code 0.875 (0.5291 to 0.9776)}, or the reason. */
    String interval() {
        return score.measured()
                .map(ShownMetric::interval)
                .orElseGet(() -> score.absence().map(Reason::name).orElse(""));
    }

    private static String interval(Score.Measured value) {
        return ShownText.number(value.value()) + " (" + ShownText.number(value.lower()) + " to "
                + ShownText.number(value.upper()) + ")";
    }

    /** For programs. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", score.measured().map(Score.Measured::value));
        fields.put("lower", score.measured().map(Score.Measured::lower));
        fields.put("upper", score.measured().map(Score.Measured::upper));
        fields.put("n", n);
        fields.put("reason", score.absence().map(Reason::name));
        return fields;
    }
}
