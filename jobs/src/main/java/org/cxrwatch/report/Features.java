package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;

/** Features and answers beside those of the baseline, what drifted first; bounded, however many there are. */
final class Features {

    private static final int MOST_PLACES = 6;
    private static final int MOST_MOVED = 12;
    private static final int MOST_STILL = 12;
    private static final int MOST_NAMED = 300;

    private static final Comparator<SubjectScore> STRONGEST = Comparator.comparing(SubjectScore::drifted)
            .thenComparing(score -> Double.isFinite(score.evidence().excess())
                    ? score.evidence().excess()
                    : -1)
            .reversed()
            .thenComparing(SubjectScore::subject);

    private final Reading reading;
    private final LocalDate day;
    private final Optional<Scope> scope;

    Features(Reading reading, LocalDate day, Optional<Scope> scope) {
        this.reading = reading;
        this.day = day;
        this.scope = scope;
    }

    /** Of the places that explain what was found, then of all; of all alone if none stands out. */
    List<FeatureGroup> groups(Optional<Verdict> whole) {
        Set<Slice> places = new LinkedHashSet<>();
        whole.ifPresent(verdict -> {
            verdict.worst().ifPresent(places::add);
            verdict.causes().values().forEach(places::addAll);
        });
        places.remove(Slice.ALL);
        List<FeatureGroup> groups = new ArrayList<>();
        places.stream().limit(MOST_PLACES - 1).forEach(place -> add(groups, place));
        add(groups, Slice.ALL);
        return groups;
    }

    private void add(List<FeatureGroup> groups, Slice place) {
        FeatureGroup group = group(place);
        if (!group.moved().isEmpty()
                || !group.still().isEmpty()
                || !group.undrawn().isEmpty()) {
            groups.add(group);
        }
    }

    /** Of one place. */
    FeatureGroup group(Slice place) {
        List<SubjectScore> scores = reading.drift(day, place).stream()
                .filter(score -> score.reference().comparison() == Comparison.BASELINE)
                .filter(score -> score.kind() != DriftKind.CONCEPT)
                .filter(score -> scope.map(score.where().scope()::equals).orElse(false))
                .sorted(STRONGEST)
                .toList();
        Map<String, DistributionBins> bins = bins(place);
        List<Picture> moved = new ArrayList<>();
        List<Picture> still = new ArrayList<>();
        List<String> undrawn = new ArrayList<>();
        for (SubjectScore score : scores) {
            List<Picture> pictures = score.drifted() ? moved : still;
            Optional<DistributionBins> drawn = Optional.ofNullable(bins.get(score.subject()));
            if (drawn.isPresent() && pictures.size() < (score.drifted() ? MOST_MOVED : MOST_STILL)) {
                pictures.add(picture(score, drawn.get()));
            } else {
                undrawn.add(Shown.name(score.subject()) + " (" + found(score) + ")");
            }
        }
        return new FeatureGroup(Shown.slice(place), sentence(scores), moved, still, bounded(undrawn));
    }

    private static List<String> bounded(List<String> names) {
        if (names.size() <= MOST_NAMED) {
            return names;
        }
        List<String> some = new ArrayList<>(names.subList(0, MOST_NAMED));
        some.add("and " + (names.size() - MOST_NAMED) + " more");
        return some;
    }

    private Map<String, DistributionBins> bins(Slice place) {
        Map<String, DistributionBins> found = new HashMap<>();
        reading.distributions(day, place).stream()
                .filter(bins -> bins.reference().comparison() == Comparison.BASELINE)
                .filter(bins -> scope.map(bins.where().scope()::equals).orElse(false))
                .forEach(bins -> found.put(bins.subject(), bins));
        return found;
    }

    private static String sentence(List<SubjectScore> scores) {
        long moved = scores.stream().filter(SubjectScore::drifted).count();
        if (scores.isEmpty()) {
            return "Nothing was compared.";
        }
        return moved == 0 ? "None of " + scores.size() + " drifted." : moved + " of " + scores.size() + " drifted.";
    }

    private static Picture picture(SubjectScore score, DistributionBins bins) {
        Tone tone = score.drifted() ? Tone.CRITICAL : Tone.FINE;
        return new BinBars(bins, title(score.subject()), found(score), tone).picture();
    }

    private static String title(String subject) {
        return switch (subject) {
            case "positive_score" -> "score of the positive class";
            case "class_share" -> "answers";
            default -> Shown.name(subject);
        };
    }

    /** From what to what, if that can be told apart as it is written. */
    private static Optional<String> moved(SubjectScore score, String statistic) {
        double before = score.aid(statistic + "_before");
        double after = score.aid(statistic + "_after");
        String from = Shown.number(before);
        String to = Shown.number(after);
        return Double.isFinite(before) && Double.isFinite(after) && (!from.equals(to) || !score.drifted())
                ? Optional.of(statistic + " " + from + " → " + to)
                : Optional.empty();
    }

    /** What people read beside a picture: medians, means if those are alike, or the class whose share changed most. */
    private static String found(SubjectScore score) {
        if (score.distance().absence().isPresent()) {
            return Shown.reason(score.distance().absence().get());
        }
        String since = score.onset().map(onset -> ", since " + onset.first()).orElse("");
        Optional<String> middle = moved(score, "median").or(() -> moved(score, "mean"));
        if (middle.isPresent()) {
            return middle.get() + since;
        }
        return score.aids().keySet().stream()
                .filter(aid -> aid.startsWith("share_before:"))
                .map(aid -> aid.substring("share_before:".length()))
                .max(Comparator.comparingDouble(
                        name -> score.aid("share_after:" + name) - score.aid("share_before:" + name)))
                .map(name -> Shown.name(name) + " " + Shown.percent(score.aid("share_before:" + name)) + " → "
                        + Shown.percent(score.aid("share_after:" + name)) + since)
                .orElse("distance " + Shown.score(score.distance()) + since);
    }
}
