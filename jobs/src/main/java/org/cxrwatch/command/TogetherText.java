package org.cxrwatch.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.job.DetectTogether;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.multivariate.AgainstDays;
import org.cxrwatch.multivariate.FeatureShare;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.multivariate.MultivariateMeasure;

/**
 * What many features together come to, for people and for programs.
 *
 * @param version whose predictions
 * @param period when
 * @param found what was found
 * @param rate probability of calling a day different that is like the others
 * @param took how long it took
 */
record TogetherText(
        String version, PeriodOptions.Period period, DetectTogether.Found found, double rate, Duration took) {

    private static final int FEATURES_SHOWN = 8;
    private static final double SECOND = 1_000;

    private record Named(String name, MultivariateMeasure measure) {}

    Facts facts() {
        MultivariateFinding finding = finding();
        return Facts.said(lines())
                .with("model_version", version)
                .with("baseline_id", found.baseline().id())
                .with("baseline_model_version", found.baseline().modelVersion())
                .with("baseline_of", Readings.lower(owner().relation()))
                .with("window_start", period.from())
                .with("window_end", period.to())
                .with("differs", reason().isPresent() ? Optional.empty() : Optional.of(finding.differs(rate)))
                .with("n", finding.rows().window())
                .with("reference_n", finding.rows().baseline())
                .with("reference_days", finding.rows().days())
                .with("known", found.of().known())
                .with("left_out", finding.rows().leftOut())
                .with("principal_axes", finding.rows().axes())
                .with("measures", measures().stream().map(this::fields).toList())
                .with(
                        "features",
                        finding.features().stream().map(TogetherText::fields).toList())
                .with("unusable", unusable())
                .with("seconds", took.toMillis() / SECOND);
    }

    private BaselineOwner owner() {
        return new BaselineOwner(found.baseline(), version, period);
    }

    private MultivariateFinding finding() {
        return found.of().finding();
    }

    private Optional<Reason> reason() {
        return finding().error().score().absence();
    }

    private List<Named> measures() {
        return List.of(
                new Named(MultivariateFinding.ERROR, finding().error()),
                new Named(MultivariateFinding.AUROC, finding().auroc()));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        MultivariateFinding.Rows rows = finding().rows();
        lines.add(heading(rows));
        owner().told().ifPresent(lines::add);
        lines.add(verdict());
        if (reason().isEmpty()) {
            addTables(lines);
        }
        unusable().forEach((feature, why) -> lines.add("Left out: " + feature + ", " + why + "."));
        if (rows.leftOut() > 0) {
            lines.add("Left out: " + ShownText.count(rows.leftOut())
                    + " rows that lack a value, or whose day has too few of them.");
        }
        lines.add("How far each feature moved by itself, and where, is told without --multivariate. This took "
                + String.format(Locale.ROOT, "%.1f", took.toMillis() / SECOND) + " s.");
        return lines;
    }

    /** Numbers of rows are only named where rows were looked at. */
    private String heading(MultivariateFinding.Rows rows) {
        if (found.of().known() == 0) {
            return "Predictions of " + version + " " + period.text() + " and baseline "
                    + found.baseline().id() + ", many features together:";
        }
        return ShownText.count(rows.window())
                + drawnFrom(rows.window(), found.of().known()) + " predictions of " + version
                + " " + period.text() + ", compared with " + ShownText.count(rows.baseline())
                + drawnFrom(rows.baseline(), found.of().baselineKnown()) + " of " + rows.days()
                + " days of baseline " + found.baseline().id() + ", "
                + finding().features().size() + " features together:";
    }

    private static String drawnFrom(long used, long known) {
        return used < known ? " of " + ShownText.count(known) : "";
    }

    private String verdict() {
        if (reason().isPresent()) {
            return reason().get() + ": "
                    + switch (reason().get()) {
                        case IN_BASELINE ->
                            "the period lies in the baseline's own, so that there is nothing to compare.";
                        case NOT_FINITE ->
                            "fewer than two features have finite values that vary; there is nothing to look at"
                                    + " together.";
                        default ->
                            "of complete rows, both sides need at least 10 and more than there are features, the"
                                    + " baseline on two days at least. Name a longer period with --hours or --from and"
                                    + " --to, or another --baseline.";
                    };
        }
        String share = shown(rate * 100) + " % of days";
        return finding().differs(rate)
                ? "The features together differ from the baseline, by more than on " + share + " like the baseline's."
                : "No difference beyond what the baseline's days show among themselves (it would be called on " + share
                        + " like them).";
    }

    private void addTables(List<String> lines) {
        double level = MultivariateFinding.levelOfEach(rate);
        new Listing<>(measures(), "")
                .shown("MEASURE", Named::name)
                .shown("WINDOW", each -> value(each.measure()).map(TogetherText::shown))
                .shown("USUAL", each -> each.measure().expected().map(TogetherText::shown))
                .shown("NORMAL BAND", each -> each.measure().against().map(days -> band(days, each.measure(), level)))
                .shown("P", each -> each.measure().p().map(Probability::text))
                .lines()
                .forEach(lines::add);
        new Listing<>(finding().features().stream().limit(FEATURES_SHOWN).toList(), "")
                .shown("FEATURE", FeatureShare::feature)
                .shown("WEIGHT IN TELLING APART", each -> Percent.text(each.weight()))
                .shown("RESIDUAL GROWN, OF THE BASELINE'S", each -> grown(each.residual()))
                .lines()
                .forEach(lines::add);
        lines.add(finding().rows().axes() + " principal axes hold 65 % of the baseline's variance.");
    }

    private static String band(AgainstDays days, MultivariateMeasure measure, double level) {
        String upper = shown(days.upper(measure.side(), level));
        return measure.side() == AgainstDays.Side.ABOVE
                ? "up to " + upper
                : shown(days.lower(measure.side(), level)) + " to " + upper;
    }

    private Map<String, String> unusable() {
        return finding().unusable().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().text(),
                        (left, right) -> left,
                        LinkedHashMap::new));
    }

    private Map<String, Object> fields(Named named) {
        MultivariateMeasure measure = named.measure();
        double level = MultivariateFinding.levelOfEach(rate);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measure", named.name());
        fields.put("value", value(measure));
        fields.put("lower", measure.score().measured().map(Score.Measured::lower));
        fields.put("upper", measure.score().measured().map(Score.Measured::upper));
        fields.put("reason", measure.score().absence().map(Reason::name));
        fields.put("expected", measure.expected());
        fields.put(
                "normal_lower",
                measure.against().map(days -> days.lower(measure.side(), level)).filter(Double::isFinite));
        fields.put("normal_upper", measure.against().map(days -> days.upper(measure.side(), level)));
        fields.put("p", measure.p());
        return fields;
    }

    private static Map<String, Object> fields(FeatureShare share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("feature", share.feature());
        fields.put("weight", share.weight());
        fields.put("residual", Optional.of(share.residual()).filter(Double::isFinite));
        return fields;
    }

    private static Optional<Double> value(MultivariateMeasure measure) {
        return measure.score().measured().map(Score.Measured::value);
    }

    private static String grown(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%+d %%", Math.round(share * 100)) : "-";
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
