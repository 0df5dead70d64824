package org.cxrwatch.score;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;

/** Says of a comparison which version is better, by how much, how sure, and where it is otherwise. */
public final class VersionSentences {

    private static final int NAMED = 3;

    private final String attribute;

    /** Names the values of this attribute where it is otherwise, e.g. {@code site}. */
    public VersionSentences(String attribute) {
        this.attribute = attribute;
    }

    /** One sentence about all rows, and where it is otherwise. */
    public String of(VersionComparison comparison) {
        VersionComparison.InSlice all = comparison
                .in(Slice.ALL)
                .orElseThrow(() -> new IllegalArgumentException("A comparison is told by all rows first; add all."));
        return sentence(comparison, all, places(comparison, all));
    }

    /** One sentence about a slice; it has to be one that was compared. */
    public String of(VersionComparison comparison, Slice slice) {
        if (slice.isAll()) {
            return of(comparison);
        }
        VersionComparison.InSlice there = comparison
                .in(slice)
                .orElseThrow(() -> new IllegalArgumentException("There is nothing of " + slice + " to be told."));
        return "at " + slice + ", " + sentence(comparison, there, "");
    }

    private static String sentence(VersionComparison comparison, VersionComparison.InSlice told, String places) {
        String what = comparison.metric().name().toLowerCase(Locale.ROOT);
        String pair = comparison.second() + " and " + comparison.first();
        return switch (told.outcome()) {
            case NOT_COMPARED -> what + " of " + pair + " is not compared: " + because(comparison, told);
            case UNDECIDED ->
                what + " of " + pair + " cannot be told apart: " + amount(told) + "; wait for more labels"
                        + (told.p().isPresent() ? "" : ", or let both score the same images");
            case BETTER ->
                comparison.second() + " is better than " + comparison.first() + " by " + amount(told) + " of " + what
                        + places;
            case WORSE ->
                comparison.second() + " is worse than " + comparison.first() + " by " + amount(told) + " of " + what
                        + places + ": do not rely on it before the cause is known";
        };
    }

    /** Where it is so too, and where not. */
    private String places(VersionComparison comparison, VersionComparison.InSlice all) {
        if (all.difference().measured().isEmpty()) {
            return "";
        }
        List<VersionComparison.InSlice> values = comparison.slices().stream()
                .filter(each -> each.slice().key().equals(attribute))
                .toList();
        List<VersionComparison.InSlice> compared = values.stream()
                .filter(each -> each.difference().measured().isPresent())
                .toList();
        List<VersionComparison.InSlice> otherwise =
                compared.stream().filter(each -> sign(each) != sign(all)).toList();
        List<VersionComparison.InSlice> few =
                values.stream().filter(each -> !compared.contains(each)).toList();
        List<VersionComparison.InSlice> open = compared.stream()
                .filter(each -> sign(each) == sign(all) && each.outcome() == VersionComparison.Outcome.UNDECIDED)
                .toList();
        String told = (open.isEmpty() ? "" : "; by itself undecided at " + names(open))
                + (few.isEmpty() ? "" : "; too few labels at " + names(few));
        if (compared.isEmpty()) {
            return told;
        }
        if (otherwise.isEmpty()) {
            return ", at every " + attribute + (few.isEmpty() ? "" : " compared") + told;
        }
        String places = otherwise.size() < compared.size()
                ? ", at every " + attribute + (few.isEmpty() ? "" : " compared") + " but "
                : ", though at no single " + attribute + ": ";
        return places
                + otherwise.stream()
                        .limit(NAMED)
                        .map(each -> each.slice().value() + " (" + points(measured(each)) + ")")
                        .collect(Collectors.joining(", "))
                + (otherwise.size() > NAMED ? " and " + (otherwise.size() - NAMED) + " more" : "")
                + told;
    }

    private static int sign(VersionComparison.InSlice slice) {
        return (int) Math.signum(measured(slice).value());
    }

    private static Score.Measured measured(VersionComparison.InSlice slice) {
        return slice.difference().measured().orElseThrow();
    }

    private static String names(List<VersionComparison.InSlice> slices) {
        String named =
                slices.stream().limit(NAMED).map(each -> each.slice().value()).collect(Collectors.joining(", "));
        return slices.size() > NAMED ? named + " and " + (slices.size() - NAMED) + " more" : named;
    }

    /** "4 points, 95 % 1 to 7 (412 labelled against 388)", without a sign where words say it. */
    private static String amount(VersionComparison.InSlice slice) {
        Score.Measured score = measured(slice);
        boolean worse = slice.outcome() == VersionComparison.Outcome.WORSE;
        Score.Measured told = worse ? new Score.Measured(-score.value(), -score.upper(), -score.lower()) : score;
        String rows = slice.p().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%d images scored by both, McNemar's mid-p %s",
                        slice.nFirst(),
                        Probability.text(slice.p().getAsDouble()))
                : String.format(Locale.ROOT, "%d labelled against %d", slice.nSecond(), slice.nFirst());
        return points(told).replaceFirst(",", " points,") + " (" + rows + ")";
    }

    /** "4, 95 % 1 to 7". */
    private static String points(Score.Measured score) {
        return String.format(
                Locale.ROOT, "%s, 95 %% %s to %s", whole(score.value()), whole(score.lower()), whole(score.upper()));
    }

    private static String whole(double share) {
        double points = 100 * share;
        String text = String.format(Locale.ROOT, Math.abs(points) < 1 && points != 0 ? "%.1f" : "%.0f", points);
        return text.replace("-0.0", "0").replaceFirst("^-", "−");
    }

    private static String because(VersionComparison comparison, VersionComparison.InSlice told) {
        boolean none = told.difference().absence().orElseThrow() == Reason.NO_LABELS_YET;
        String labels = switch (comparison.metric()) {
            case ACCURACY -> "label";
            case SENSITIVITY -> "positive label";
            case SPECIFICITY -> "negative label";
        };
        String counts = told.nFirst() + " and " + told.nSecond();
        return none
                ? "no " + labels + " of one of them has arrived (" + counts + "); see that labels are sent"
                : "too few " + labels + "s of " + told.slice() + " (" + counts + ", " + comparison.least()
                        + " are needed); wait for more";
    }
}
