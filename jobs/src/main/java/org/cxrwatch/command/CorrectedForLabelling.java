package org.cxrwatch.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Probability;
import org.cxrwatch.performance.BeggGreenes;
import org.cxrwatch.performance.MetricValue;
import org.cxrwatch.performance.VerificationBias;
import org.cxrwatch.performance.VerificationStrata;
import org.cxrwatch.performance.VerifiedStratum;

/**
 * Whether labels come to some answers rather than to others, and sensitivity and specificity corrected for that.
 *
 * @param positiveClass of sensitivity
 * @param leastRows fewest rows behind a number
 */
record CorrectedForLabelling(String positiveClass, long leastRows) implements AccuracyPart {

    @Override
    public List<String> lines(LabelledPeriod period) {
        VerificationBias bias = period.bias(positiveClass);
        boolean isLabelled = period.outcomes(positiveClass).labelled() > 0;
        OptionalDouble told = told(period, bias).score().number();
        if (!isLabelled || told.isEmpty()) {
            return List.of();
        }
        String p = "p " + Probability.text(told.getAsDouble());
        if (!bias.coverage().differs()) {
            return List.of("    Labels do not depend on the score (" + p
                    + "): sensitivity and specificity need no correction for it.");
        }
        return List.of(
                "    Labels depend on the score (" + p + "): " + coverage(period.strata(positiveClass)) + ".",
                "    " + corrected(bias));
    }

    /** The p of coverage over the scores, where it rests on enough answers. */
    private ShownMetric told(LabelledPeriod period, VerificationBias bias) {
        long answers = period.strata(positiveClass).byAnswer().stream()
                .mapToLong(VerifiedStratum::answers)
                .sum();
        return ShownMetric.of(new MetricValue(bias.coverage().p(), answers), leastRows);
    }

    /** Which answers are labelled less; groups of few answers are not told of. */
    private String coverage(VerificationStrata strata) {
        VerifiedStratum positive = strata.byAnswer().get(0);
        VerifiedStratum others = strata.byAnswer().get(1);
        String byScore =
                byScore(strata, VerifiedStratum.Said.NEGATIVE) + byScore(strata, VerifiedStratum.Said.POSITIVE);
        if (positive.answers() < leastRows || others.answers() < leastRows) {
            return "some answers are labelled less than others" + byScore;
        }
        double more = share(positive) - share(others);
        return Percent.text(share(positive)) + " of the answers " + positiveClass + " and "
                + Percent.text(share(others))
                + " of the others are labelled, the "
                + (more < 0 ? "answers " + positiveClass : "others") + " less" + byScore;
    }

    private String byScore(VerificationStrata strata, VerifiedStratum.Said said) {
        DoubleStream shares = strata.byScore().stream()
                .filter(stratum -> stratum.said() == said && stratum.answers() >= leastRows)
                .mapToDouble(CorrectedForLabelling::share);
        double[] each = shares.toArray();
        return each.length < 2
                ? ""
                : "; of " + (said == VerifiedStratum.Said.POSITIVE ? "answers " + positiveClass : "the others")
                        + " by rising score "
                        + String.join(
                                ", ",
                                DoubleStream.of(each).mapToObj(Percent::text).toList());
    }

    private static double share(VerifiedStratum stratum) {
        return (double) stratum.labelled() / stratum.answers();
    }

    private String corrected(VerificationBias bias) {
        ShownMetric sensitivity = ShownMetric.of(bias.byScore().sensitivity(), leastRows);
        ShownMetric specificity = ShownMetric.of(bias.byScore().specificity(), leastRows);
        if (sensitivity.score().number().isEmpty()
                && specificity.score().number().isEmpty()) {
            return "They cannot be corrected for that yet: answers of some scores have no label, or too few are"
                    + " labelled; read them with that in mind.";
        }
        return "Corrected for that: sensitivity " + sensitivity.interval() + against(bias.sensitivity(), sensitivity)
                + ", specificity " + specificity.interval() + against(bias.specificity(), specificity)
                + "; read these, not those above.";
    }

    /** What is wrong with the naive number. */
    private static String against(MetricValue naive, ShownMetric corrected) {
        OptionalDouble before = naive.score().number();
        OptionalDouble after = corrected.score().number();
        if (before.isEmpty() || after.isEmpty()) {
            return "";
        }
        double points = 100 * (before.getAsDouble() - after.getAsDouble());
        if (Math.abs(points) < 0.05) {
            return " (as above)";
        }
        return String.format(
                Locale.ROOT, " (above: %.1f points too %s)", Math.abs(points), points > 0 ? "high" : "low");
    }

    @Override
    public Map<String, Object> fields(LabelledPeriod period) {
        VerificationBias bias = period.bias(positiveClass);
        Map<String, Object> coverage = new LinkedHashMap<>();
        Optional<Double> p = Readings.value(told(period, bias).score().number());
        coverage.put("p", p);
        coverage.put("differs", p.map(known -> bias.coverage().differs()));
        List<VerifiedStratum> answers = period.strata(positiveClass).byAnswer();
        coverage.put("positive", fields(answers.get(0)));
        coverage.put("other", fields(answers.get(1)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label_coverage", coverage);
        fields.put("corrected_by_answer", fields(bias.byAnswer()));
        fields.put("corrected_by_score", fields(bias.byScore()));
        return fields;
    }

    private static Map<String, Object> fields(VerifiedStratum stratum) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("predictions", stratum.answers());
        fields.put("labelled", stratum.labelled());
        return fields;
    }

    private Map<String, Object> fields(BeggGreenes corrected) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "sensitivity",
                ShownMetric.of(corrected.sensitivity(), leastRows).fields());
        fields.put(
                "specificity",
                ShownMetric.of(corrected.specificity(), leastRows).fields());
        return fields;
    }
}
