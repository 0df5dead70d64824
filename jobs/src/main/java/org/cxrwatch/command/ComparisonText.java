package org.cxrwatch.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.error.NearestName;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.CompareVersions;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.ShareDifference;
import org.cxrwatch.score.VersionComparison;
import org.cxrwatch.score.VersionCounts;
import org.cxrwatch.score.VersionSentences;

/**
 * What comparing two versions came to.
 *
 * @param request what was compared
 * @param found what was found
 * @param attribute whose values are named where it is otherwise
 */
record ComparisonText(CompareVersions.Request request, CompareVersions.Found found, String attribute) {

    /** Days with answers and no labels, while the other version gets labels, from which labels are said to stop. */
    private static final int SILENT_DAYS = 3;

    /** What rows a difference rests on. */
    private enum Basis {
        PAIRED_IMAGES,
        OWN_ROWS
    }

    private record Line(Basis basis, VersionCounts.Metric metric, VersionComparison.InSlice compared) {

        Optional<Score.Measured> difference() {
            return compared.difference().measured();
        }

        /** Of too few rows only their number is told. */
        Optional<Double> share(ShareDifference.Counts counts) {
            return difference().map(told -> counts.share());
        }
    }

    /**
     * All of it, or what there is of a slice.
     *
     * @throws UsageException if neither version has rows of that slice
     */
    Facts facts(Slice slice) {
        Optional<Slice> only = Optional.ofNullable(slice);
        only.ifPresent(this::refuseUnknown);
        List<String> sentences = sentences(only.orElse(Slice.ALL));
        List<Line> lines = Stream.concat(lines(Basis.PAIRED_IMAGES, found.paired()), lines(Basis.OWN_ROWS, apart()))
                .filter(line -> only.isEmpty() || line.compared().slice().equals(only.get()))
                .toList();
        List<String> told = new ArrayList<>(sentences);
        table(Basis.PAIRED_IMAGES, lines, told);
        table(Basis.OWN_ROWS, lines, told);
        return Facts.said(told)
                .with("champion", request.first())
                .with("challenger", request.second())
                .with("first_day", request.firstDay())
                .with("last_day", request.lastDay())
                .with("as_of", request.asOf())
                .with("sentences", sentences)
                .with("own_rows", List.of(fields(found.first()), fields(found.second())))
                .with("images_both_scored", found.images())
                .with("comparisons", lines.stream().map(ComparisonText::fields).toList());
    }

    /** Nothing is compared by rows of days on which neither answered. */
    private List<VersionComparison> apart() {
        return request.ownDays().isEmpty() ? List.of() : found.apart();
    }

    private void refuseUnknown(Slice slice) {
        TreeSet<Slice> there = Stream.concat(found.apart().stream(), found.paired().stream())
                .flatMap(comparison -> comparison.slices().stream())
                .map(VersionComparison.InSlice::slice)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!there.contains(slice)) {
            List<String> names = there.stream().map(Slice::toString).toList();
            throw new UsageException(
                    "Neither version has predictions of " + slice + " from " + request.firstDay() + " to "
                            + request.lastDay() + ".",
                    NearestName.hint(slice.toString(), names) + "There are: " + String.join(", ", names) + ".");
        }
    }

    private List<String> sentences(Slice slice) {
        List<String> told = new ArrayList<>();
        told.add(period());
        images(slice).forEach(told::add);
        if (!apart().isEmpty()) {
            told.add("Rows of their own, other patients each: "
                    + sentence(apart(), VersionCounts.Metric.ACCURACY, slice) + ".");
            others(apart(), slice).forEach(told::add);
        }
        otherDays().ifPresent(told::add);
        silent(found.first(), found.second()).ifPresent(told::add);
        silent(found.second(), found.first()).ifPresent(told::add);
        return told;
    }

    private String period() {
        String days = request.ownDays().isEmpty()
                ? "no day on which both answered; images from " + request.firstDay() + " to " + request.lastDay()
                : request.ownDays().first() + " to " + request.ownDays().last() + " ("
                        + request.ownDays().size() + (request.ownDays().size() == 1 ? " day)" : " days)");
        return request.second() + " against " + request.first() + ", " + days + ", as known at "
                + ShownText.instant(request.asOf()) + ":";
    }

    private List<String> images(Slice slice) {
        List<String> told = new ArrayList<>();
        if (found.images() == 0) {
            told.add("No image was scored by both.");
        } else if (found.paired().isEmpty()) {
            told.add(ShownText.count(found.images())
                    + " images were scored by both and none of them is labelled: compare again"
                    + " once labels have come.");
        } else if (found.paired().get(0).in(slice).isEmpty()) {
            told.add("Of " + slice + " no labelled image was scored by both.");
        } else {
            told.add(
                    "Images that both scored: " + sentence(found.paired(), VersionCounts.Metric.ACCURACY, slice) + ".");
            others(found.paired(), slice).forEach(told::add);
        }
        found.pairedFrom()
                .ifPresent(day -> told.add("Images are paired from " + day + " on; rows of days before have expired."));
        return told;
    }

    private String sentence(List<VersionComparison> comparisons, VersionCounts.Metric metric, Slice slice) {
        return new VersionSentences(attribute).of(of(comparisons, metric), slice);
    }

    private static VersionComparison of(List<VersionComparison> comparisons, VersionCounts.Metric metric) {
        return comparisons.stream()
                .filter(each -> each.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    /** Sensitivity and specificity where they differ: one may be bought with the other. */
    private List<String> others(List<VersionComparison> comparisons, Slice slice) {
        return Stream.of(VersionCounts.Metric.SENSITIVITY, VersionCounts.Metric.SPECIFICITY)
                .filter(metric -> of(comparisons, metric).in(slice).stream()
                        .map(VersionComparison.InSlice::outcome)
                        .anyMatch(outcome -> outcome == VersionComparison.Outcome.BETTER
                                || outcome == VersionComparison.Outcome.WORSE))
                .map(metric -> "  " + sentence(comparisons, metric, slice) + ".")
                .toList();
    }

    private Optional<String> otherDays() {
        SortedSet<LocalDate> common = new TreeSet<>(found.first().answered());
        common.retainAll(found.second().answered());
        boolean both = found.first().predictions() > 0 && found.second().predictions() > 0;
        return both && common.isEmpty()
                ? Optional.of("They did not answer on the same days (" + request.first() + " "
                        + VersionDays.told(found.first().answered()) + ", " + request.second() + " "
                        + VersionDays.told(found.second().answered())
                        + "): what those days were like is part of any difference of rows of their own.")
                : Optional.empty();
    }

    /** A version whose labels stop while it goes on answering and the other's labels come. */
    private static Optional<String> silent(CompareVersions.Own own, CompareVersions.Own other) {
        if (own.labelledDays().isEmpty() || other.labelledDays().isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = own.labelledDays().last();
        long since = own.answered().tailSet(last.plusDays(1)).size();
        return since >= SILENT_DAYS && other.labelledDays().last().isAfter(last)
                ? Optional.of("Labels of " + own.version() + " stop after " + last + ", though it answered on " + since
                        + " more days and labels of " + other.version() + " reach "
                        + other.labelledDays().last()
                        + ": its figures rest on the days before; see that labels of its images are sent.")
                : Optional.empty();
    }

    private static Stream<Line> lines(Basis basis, List<VersionComparison> comparisons) {
        return comparisons.stream()
                .flatMap(comparison ->
                        comparison.slices().stream().map(slice -> new Line(basis, comparison.metric(), slice)));
    }

    private void table(Basis basis, List<Line> lines, List<String> told) {
        List<Line> all = lines.stream().filter(line -> line.basis() == basis).toList();
        List<Line> shown = all.stream()
                .filter(line ->
                        line.compared().slice().isAll() || line.difference().isPresent())
                .toList();
        if (all.isEmpty()) {
            return;
        }
        told.add(basis == Basis.PAIRED_IMAGES ? "Images that both scored:" : "Rows of their own:");
        listing(shown).lines().forEach(told::add);
        if (shown.size() < all.size()) {
            told.add("Not shown: " + (all.size() - shown.size()) + " with too few labels; --json names them.");
        }
    }

    private Listing<Line> listing(List<Line> lines) {
        return new Listing<>(lines, "  (too few labels)")
                .shown("METRIC", line -> Readings.word(line.metric()))
                .shown("SLICE", line -> line.compared().slice())
                .shown(request.first(), line -> line.share(line.compared().first()))
                .shown("N", line -> line.compared().nFirst())
                .shown(request.second(), line -> line.share(line.compared().second()))
                .shown("N", line -> line.compared().nSecond())
                .shown("DIFFERENCE", line -> line.difference().map(Score.Measured::value))
                .shown("FROM", line -> line.difference().map(Score.Measured::lower))
                .shown("TO", line -> line.difference().map(Score.Measured::upper))
                .shown("P", line -> Readings.value(line.compared().p()).map(Probability::text))
                .shown(
                        "WHY NONE",
                        line -> line.compared().difference().absence().map(Reason::name));
    }

    private static Map<String, Object> fields(CompareVersions.Own own) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model_version", own.version());
        fields.put("predictions", own.predictions());
        fields.put("labelled", own.labelled());
        fields.put("days_answered", own.answered().size());
        fields.put(
                "last_labelled_day",
                own.labelledDays().isEmpty()
                        ? Optional.empty()
                        : Optional.of(own.labelledDays().last()));
        return fields;
    }

    private static Map<String, Object> fields(Line line) {
        VersionComparison.InSlice compared = line.compared();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("basis", Readings.lower(line.basis()));
        fields.put("metric", Readings.lower(line.metric()));
        fields.put("slice_key", compared.slice().key());
        fields.put("slice_value", compared.slice().value());
        fields.put("champion_value", line.share(compared.first()));
        fields.put("champion_n", compared.nFirst());
        fields.put("challenger_value", line.share(compared.second()));
        fields.put("challenger_n", compared.nSecond());
        fields.put("difference", line.difference().map(Score.Measured::value));
        fields.put("lower", line.difference().map(Score.Measured::lower));
        fields.put("upper", line.difference().map(Score.Measured::upper));
        fields.put("p", Readings.value(compared.p()));
        fields.put("outcome", Readings.lower(compared.outcome()));
        fields.put("reason", compared.difference().absence().map(Reason::name));
        return fields;
    }
}
