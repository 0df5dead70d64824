package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.performance.ReliabilityBin;
import org.cxrwatch.performance.ReliabilityCurve;
import org.cxrwatch.performance.ScoreBinning;
import org.cxrwatch.performance.Wilson;

/**
 * What scores promise beside what labels show, by bins of equally many labels. Bins of few rows say how many they hold
 * and nothing else; ends of bins are single scores and are told to two digits.
 *
 * @param positiveClass whose probability the scores are
 * @param leastRows fewest rows behind a number
 */
record ReliabilityTable(String positiveClass, long leastRows) implements AccuracyPart {

    /** Of {@value ScoreBinning#BINS} bins none is off by chance with 95 %: the normal's quantile of 1 − 0.05/20. */
    private static final double Z_OF_TEN = 2.807033768;

    private static final double EVEN = 0.5;

    @Override
    public List<String> lines(LabelledPeriod period) {
        List<ReliabilityBin> bins = bins(period);
        List<String> lines = new ArrayList<>();
        lines.add("    What scores promise and labels show:");
        new Listing<>(bins, "(no label has a score yet)")
                .shown("SCORES", bin -> told(bin).map(each -> two(each.least()) + " to " + two(each.largest())))
                .shown("PROMISED", bin -> told(bin).map(each -> two(each.meanScore())))
                .shown("POSITIVE", bin -> told(bin).map(each -> two(each.observed())))
                .shown(
                        "95 %",
                        bin -> told(bin)
                                .map(ReliabilityBin::interval)
                                .map(each -> two(each.lower()) + " to " + two(each.upper())))
                .shown("LABELS", ReliabilityBin::rows)
                .lines()
                .forEach(line -> lines.add("      " + line));
        if (!bins.isEmpty()) {
            lines.add("    " + reading(bins));
        }
        return lines;
    }

    private List<ReliabilityBin> bins(LabelledPeriod period) {
        return ReliabilityCurve.of(period.outcomes(positiveClass), ScoreBinning.EQUAL_COUNT)
                .bins();
    }

    private Optional<ReliabilityBin> told(ReliabilityBin bin) {
        return Optional.of(bin).filter(each -> each.rows() >= leastRows);
    }

    private static String two(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }

    /** How to read it, by the bin that is farthest off beyond chance. */
    private String reading(List<ReliabilityBin> bins) {
        List<ReliabilityBin> told =
                bins.stream().filter(bin -> told(bin).isPresent()).toList();
        if (told.isEmpty()) {
            return "Too few labels to say whether scores are probabilities.";
        }
        List<ReliabilityBin> off = told.stream().filter(ReliabilityTable::isOff).toList();
        return off.stream()
                .max(Comparator.comparingDouble(bin -> Math.abs(bin.meanScore() - bin.observed())))
                .map(worst -> String.format(
                        Locale.ROOT,
                        "Scores are off beyond chance in %d of %d bins; farthest where the model says %.2f, of which"
                                + " %.2f are positive: %s there.",
                        off.size(),
                        told.size(),
                        worst.meanScore(),
                        worst.observed(),
                        manner(worst)))
                .orElse("No bin is off beyond chance: as far as these labels tell, a score is the share of positives.");
    }

    private static boolean isOff(ReliabilityBin bin) {
        Wilson likely = Wilson.of(bin.positives(), bin.rows(), Z_OF_TEN);
        return bin.meanScore() < likely.lower() || bin.meanScore() > likely.upper();
    }

    /** Over-confident if what is true lies nearer to even odds, or beyond them; timid if it lies farther out. */
    private static String manner(ReliabilityBin bin) {
        boolean isHigh = bin.meanScore() >= EVEN;
        boolean isLess = bin.observed() < bin.meanScore();
        return isHigh == isLess ? "over-confident" : "more timid than it has to be";
    }

    @Override
    public Map<String, Object> fields(LabelledPeriod period) {
        List<ReliabilityBin> bins = bins(period);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reliability", bins.stream().map(this::fields).toList());
        fields.put(
                "reliability_reading",
                Optional.of(bins).filter(each -> !each.isEmpty()).map(this::reading));
        return fields;
    }

    private Map<String, Object> fields(ReliabilityBin bin) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("predicted", told(bin).map(ReliabilityBin::meanScore));
        fields.put("observed", told(bin).map(ReliabilityBin::observed));
        fields.put("lower", told(bin).map(each -> each.interval().lower()));
        fields.put("upper", told(bin).map(each -> each.interval().upper()));
        fields.put("n", bin.rows());
        return fields;
    }
}
