package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.job.ExplainChange;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.AttributeChange;
import org.cxrwatch.score.ChangeAttribution;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.ShareCounts;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.ValueChange;

/**
 * Why a share changed, as people and programs are told.
 *
 * @param asked which window, as of when
 * @param about the slice that people asked about
 * @param metric its name
 * @param baselineId what it was compared with; empty if there was nothing
 * @param change what was found; empty if there was nothing to compare with
 * @param leastRows fewest rows behind a number
 */
record ShareExplained(
        ExplainChange.Request asked,
        Slice about,
        String metric,
        Optional<String> baselineId,
        Optional<ExplainChange.Change> change,
        long leastRows) {

    private static final int SHOWN = 12;

    /** A value with the change it belongs to. */
    private record Line(ChangeAttribution whole, ValueChange value) {}

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String name = metric.replace('_', ' ');
        lines.add("Why " + name + " changed (" + asked.modelVersion() + ", " + days() + compared() + "):");
        if (change.isEmpty()) {
            lines.add("  Nothing to compare with: " + asked.modelVersion() + " has no active baseline as of "
                    + ShownText.instant(asked.asOf()) + ". Make one with `cxrwatch baseline establish --model-version "
                    + asked.modelVersion() + " --activate`.");
            return lines;
        }
        lines.add("  " + capital(change.get().sentence()) + ".");
        there().ifPresent(line -> lines.add("  " + line));
        List<Line> values = values(change.get().attribution());
        if (!values.isEmpty()) {
            table(values.subList(0, Math.min(SHOWN, values.size()))).lines().forEach(line -> lines.add("  " + line));
        }
        left(values.size()).ifPresent(lines::add);
        return lines;
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** What happened at the slice asked about, which need not show in the whole. */
    private Optional<String> there() {
        ChangeAttribution whole = change.orElseThrow().attribution();
        return values(whole).stream()
                .map(Line::value)
                .filter(value ->
                        value.slice().equals(about) && value.known() == ValueChange.Known.BOTH && isTold(value))
                .findFirst()
                .map(value -> "At " + about + " itself: " + share(value.before()) + " \u2192 " + share(value.after())
                        + " ("
                        + value.before().n() + " and " + value.after().n() + " rows, p " + Probability.text(value.p())
                        + " that the others changed alike).");
    }

    private String days() {
        return asked.firstDay().equals(asked.lastDay())
                ? asked.firstDay().toString()
                : asked.firstDay() + " to " + asked.lastDay();
    }

    private String compared() {
        return baselineId
                .map(id -> ", against baseline " + id + ", known by " + ShownText.instant(asked.asOf()))
                .orElse("");
    }

    private Optional<String> left(int values) {
        List<String> left = new ArrayList<>();
        if (values > SHOWN) {
            left.add((values - SHOWN) + " more with --json");
        }
        int small = change.map(each -> each.tooSmall().size()).orElse(0);
        if (small > 0) {
            left.add("left out, with fewer rows than privacy.least-rows: " + small);
        }
        return left.isEmpty() ? Optional.empty() : Optional.of("  (" + String.join("; ", left) + ")");
    }

    private static List<Line> values(ChangeAttribution whole) {
        return whole.attributes().stream()
                .flatMap(attribute -> attribute.values().stream())
                .map(value -> new Line(whole, value))
                .toList();
    }

    private Listing<Line> table(List<Line> values) {
        String name = metric.replace('_', ' ').toUpperCase(Locale.ROOT);
        return new Listing<>(values, "")
                .shown("ATTRIBUTE", line -> line.value().slice().key())
                .shown("VALUE", line -> line.value().slice().value())
                .shown(
                        "ROWS",
                        line -> line.value().before().rows() + " \u2192 "
                                + line.value().after().rows())
                .shown(
                        name,
                        line -> share(line.value().before()) + " \u2192 "
                                + share(line.value().after()))
                .shown("OF THE CHANGE", this::part)
                .shown("P", line -> p(line.value()).map(Probability::text));
    }

    /**
     * Whether a value's parts may be told: from any of them and the counts, the share of a side with too few rows, such
     * as that of the values left out together, could be solved for.
     */
    private boolean isTold(ValueChange value) {
        return Stream.of(value.before(), value.after()).allMatch(side -> side.n() == 0 || side.n() >= leastRows);
    }

    private Optional<Double> told(ValueChange value, double part) {
        return Optional.of(part).filter(any -> isTold(value));
    }

    private String share(ShareCounts counts) {
        return counts.n() >= leastRows && counts.n() > 0 ? String.format(Locale.ROOT, "%.2f", counts.share()) : "-";
    }

    /** Parts of a change that may be chance are not told. */
    private Optional<String> part(Line line) {
        return told(line.value(), line.whole().explained(line.value()))
                .filter(part -> line.whole().isMoreThanChance())
                .map(Percent::text);
    }

    private Optional<Double> p(ValueChange value) {
        return told(value, value.p()).filter(p -> value.known() == ValueChange.Known.BOTH);
    }

    /** For programs. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", metric);
        fields.put("model_version", asked.modelVersion());
        fields.put("first_day", asked.firstDay());
        fields.put("last_day", asked.lastDay());
        fields.put("as_of", asked.asOf());
        fields.put("baseline_id", baselineId);
        fields.put("reason", change.isEmpty() ? Optional.of("NO_BASELINE") : absence());
        fields.put("sentence", change.map(ExplainChange.Change::sentence));
        change.ifPresent(found -> {
            ChangeAttribution whole = found.attribution();
            counts(fields, whole.before(), whole.after());
            fields.put(
                    "change",
                    Optional.of(whole.change()).filter(size -> whole.absence().isEmpty()));
            fields.put("more_than_chance", whole.absence().isEmpty() && whole.isMoreThanChance());
            fields.put(
                    "attributes",
                    whole.attributes().stream().map(ShareExplained::fields).toList());
            fields.put("values", values(whole).stream().map(this::fields).toList());
            fields.put(
                    "too_few_rows",
                    found.tooSmall().stream().map(Slice::toString).toList());
            fields.put(
                    "moved", found.moved().stream().map(ShareExplained::fields).toList());
        });
        return fields;
    }

    private Optional<String> absence() {
        return change.flatMap(found -> found.attribution().absence()).map(Enum::name);
    }

    private void counts(Map<String, Object> fields, ShareCounts before, ShareCounts after) {
        fields.put("rows_before", before.rows());
        fields.put("rows_after", after.rows());
        fields.put("n_before", before.n());
        fields.put("n_after", after.n());
        fields.put("before", told(before));
        fields.put("after", told(after));
    }

    private Optional<Double> told(ShareCounts counts) {
        return Optional.of(counts)
                .filter(each -> each.n() > 0 && each.n() >= leastRows)
                .map(ShareCounts::share);
    }

    private static Map<String, Object> fields(AttributeChange attribute) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("attribute", attribute.attribute());
        fields.put("mix", attribute.mix().value());
        fields.put("mix_error", attribute.mix().error());
        fields.put("within", attribute.within().value());
        fields.put("within_error", attribute.within().error());
        fields.put("labelling", attribute.labelling().value());
        fields.put("labelling_error", attribute.labelling().error());
        return fields;
    }

    private Map<String, Object> fields(Line line) {
        ValueChange value = line.value();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slice_key", value.slice().key());
        fields.put("slice_value", value.slice().value());
        counts(fields, value.before(), value.after());
        fields.put("mix", told(value, value.mix()));
        fields.put("within", told(value, value.within()));
        fields.put("labelling", told(value, value.labelling()));
        fields.put("of_the_change", told(value, line.whole().explained(value)));
        fields.put("p", p(value));
        return fields;
    }

    private static Map<String, Object> fields(SubjectScore score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("window_start", score.where().window().start());
        fields.put("slice_key", score.where().slice().key());
        fields.put("slice_value", score.where().slice().value());
        fields.put("kind", score.kind().text());
        fields.put("subject", score.subject());
        fields.put("excess", score.evidence().excess());
        fields.put("since", score.onset().map(Onset::first));
        return fields;
    }
}
