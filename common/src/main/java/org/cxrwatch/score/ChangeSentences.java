package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Slice;

/** Says why a share changed: one value, the mix, which rows were labelled, or everywhere alike. */
public final class ChangeSentences {

    private static final double MOST_OF_IT = 0.5;

    /** One sentence, and what moved there and since when. */
    public String of(ChangeAttribution change, List<SubjectScore> drifted) {
        return of(change) + new DriftSince(places(change)).of(drifted);
    }

    /**
     * Where the change is, so that what drifted there is worth a look: at the values that stand out, or everywhere;
     * nowhere if it is chance, the mix or the labelling.
     */
    public List<Slice> places(ChangeAttribution change) {
        if (change.absence().isPresent() || !change.isMoreThanChance()) {
            return List.of();
        }
        return change.standTogether()
                .map(ValueGroup::slices)
                .or(() -> change.standsOut().map(value -> List.of(value.slice())))
                .or(() -> otherParts(change).map(part -> List.of()))
                .orElse(List.of(Slice.ALL));
    }

    /** One sentence. */
    public String of(ChangeAttribution change) {
        String metric = change.metric().replace('_', ' ');
        if (change.before().n() == 0 || change.after().n() == 0) {
            return "Why " + metric + " changed cannot be said: no label "
                    + (change.before().n() == 0 ? "of the baseline" : "of these days")
                    + " has arrived; see that labels are sent";
        }
        if (change.absence().equals(Optional.of(Reason.TOO_FEW_ROWS))) {
            return "Why " + metric + " changed cannot be said: fewer than " + change.leastRows()
                    + (change.before().n() < change.leastRows() ? " labels of the baseline" : " labels of these days")
                    + " have arrived; ask of more days, or wait";
        }
        if (!change.isMoreThanChance()) {
            return String.format(
                    Locale.ROOT,
                    "%s did not change by more than chance (%.2f → %.2f, %d and %d rows): there is nothing to explain",
                    metric,
                    change.before().share(),
                    change.after().share(),
                    change.before().n(),
                    change.after().n());
        }
        return change.standTogether()
                .map(group -> values(change, group))
                .or(() -> change.standsOut().map(value -> oneValue(change, value)))
                .or(() -> otherParts(change))
                .orElseGet(() -> everywhere(change));
    }

    private static String oneValue(ChangeAttribution change, ValueChange value) {
        String begin = String.format(
                Locale.ROOT,
                "%s is %s, which has %s of the rows",
                of(change, change.explained(value)),
                value.slice(),
                Percent.text(value.weight()));
        return begin + ": " + inside(change, value)
                + unlabelled(change, value.slice().key());
    }

    private static String values(ChangeAttribution change, ValueGroup group) {
        String attribute = group.attribute().attribute();
        String names = group.others().size() < group.values().size()
                ? "every " + attribute + " but " + named(group.others())
                : named(group.values());
        return String.format(
                Locale.ROOT,
                "%s is %s, which have %s of the rows together: %s there %.2f → %.2f (%d and %d rows, %s that the others"
                        + " changed alike)%s",
                of(change, group.contribution() / change.change()),
                names,
                Percent.text(group.weight()),
                change.metric().replace('_', ' '),
                group.before().share(),
                group.after().share(),
                group.before().n(),
                group.after().n(),
                p(group.p()),
                unlabelled(change, attribute));
    }

    private static String named(List<ValueChange> values) {
        return values.stream().map(value -> value.slice().toString()).sorted().collect(Collectors.joining(" and "));
    }

    private static String p(double p) {
        return "p " + Probability.text(p);
    }

    private static String inside(ChangeAttribution change, ValueChange value) {
        String metric = change.metric().replace('_', ' ');
        String rows = Percent.text(
                        (double) value.before().rows() / change.before().rows()) + " → "
                + Percent.text((double) value.after().rows() / change.after().rows()) + " of the rows";
        if (value.known() == ValueChange.Known.ONLY_AFTER) {
            return String.format(
                    Locale.ROOT,
                    "its %s was not known before and is %.2f (%s): establish a baseline that holds it",
                    metric,
                    value.after().share(),
                    rows);
        }
        if (value.known() == ValueChange.Known.ONLY_BEFORE) {
            return String.format(
                    Locale.ROOT,
                    "its %s was %.2f and none of its labels has arrived (%s): ask why",
                    metric,
                    value.before().share(),
                    rows);
        }
        return String.format(
                Locale.ROOT,
                "%s there %.2f → %.2f (%d and %d rows, %s that the others changed alike)",
                metric,
                value.before().share(),
                value.after().share(),
                value.before().n(),
                value.after().n(),
                p(value.p()));
    }

    /** The mix or the labelling of the attribute that explains most, if that is most of the change. */
    private static Optional<String> otherParts(ChangeAttribution change) {
        Optional<AttributeChange> mix = change.attributes().stream()
                .max(Comparator.comparingDouble(each -> each.mix().value() / change.change()))
                .filter(each -> each.mix().value() / change.change() >= MOST_OF_IT);
        if (mix.isPresent()) {
            return Optional.of(of(change, mix.get().mix().value() / change.change())
                    + " is who was scanned: another mix of " + mix.get().attribute() + " (" + largest(change, mix.get())
                    + "), not the model");
        }
        return change.attributes().stream()
                .max(Comparator.comparingDouble(each -> each.labelling().value() / change.change()))
                .filter(each -> each.labelling().value() / change.change() >= MOST_OF_IT)
                .map(each -> of(change, each.labelling().value() / change.change())
                        + " is which answers were labelled, seen by " + each.attribute()
                        + ": wait for the other labels before doubting the model");
    }

    private static String largest(ChangeAttribution change, AttributeChange mix) {
        return mix.values().stream()
                .sorted(Comparator.comparingDouble((ValueChange value) -> value.mix() / change.change())
                        .reversed())
                .limit(2)
                .map(value -> value.slice() + " "
                        + Percent.text(
                                (double) value.before().rows() / change.before().rows()) + " → "
                        + Percent.text(
                                (double) value.after().rows() / change.after().rows()))
                .collect(Collectors.joining(", "));
    }

    private static String everywhere(ChangeAttribution change) {
        String looked = change.attributes().stream()
                .map(AttributeChange::attribute)
                .sorted()
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "No single value explains the %s of %s (%.2f → %.2f)%s: look for a cause that is everywhere",
                direction(change),
                change.metric().replace('_', ' '),
                change.before().share(),
                change.after().share(),
                looked.isEmpty() ? "" : "; looked at " + looked);
    }

    private static String of(ChangeAttribution change, double part) {
        return String.format(
                Locale.ROOT,
                "%s of the %s of %s (%.2f → %.2f)",
                part > 1.005 ? "more than all (" + Percent.text(part) + ")" : Percent.text(part),
                direction(change),
                change.metric().replace('_', ' '),
                change.before().share(),
                change.after().share());
    }

    private static String direction(ChangeAttribution change) {
        return change.change() < 0 ? "fall" : "rise";
    }

    private static String unlabelled(ChangeAttribution change, String attribute) {
        double rows = change.attributes().stream()
                .filter(each -> each.attribute().equals(attribute))
                .mapToDouble(each -> each.unlabelled().size())
                .sum();
        return rows == 0
                ? ""
                : String.format(Locale.ROOT, "; nothing is known of %.0f values of %s without labels", rows, attribute);
    }
}
