package org.cxrwatch.score;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;

/** One sentence a cause. */
final class DriftSentences {

    private static final int FEATURES_NAMED = 2;
    private static final double MISSING_IS_THE_NEWS = 0.05;

    private final String positiveClass;
    private final Map<String, String> nestedIn;

    DriftSentences(String positiveClass, Map<String, String> nestedIn) {
        this.positiveClass = positiveClass;
        this.nestedIn = Map.copyOf(nestedIn);
    }

    /** What happened there, of a slice in which something of that kind moved. */
    String of(Moved moved, DriftKind kind, Slice where) {
        return switch (kind) {
            case DATA -> images(moved, where);
            case PREDICTION -> answers(moved, where);
            case CONCEPT -> accuracy(moved.subjects(kind, where).get(0), where);
        };
    }

    private String images(Moved moved, Slice where) {
        List<SubjectScore> features = moved.subjects(DriftKind.DATA, where);
        String named = features.stream()
                .limit(FEATURES_NAMED)
                .map(DriftSentences::change)
                .collect(Collectors.joining(", "));
        String more = features.size() > FEATURES_NAMED ? " and " + (features.size() - FEATURES_NAMED) + " more" : "";
        String answers = moved.causes(DriftKind.PREDICTION).contains(where)
                ? "; its answers changed with them: " + share(moved, where)
                : "";
        return at(where) + ": " + named + more + since(features.get(0)) + nested(moved, where) + sure(features.get(0))
                + others(moved, where) + answers + check(where);
    }

    /** The number that tells best what happened to a feature. */
    private static String change(SubjectScore score) {
        String subject = score.subject();
        double missing = score.aid("missing_after") - score.aid("missing_before");
        if (Math.abs(missing) >= MISSING_IS_THE_NEWS) {
            return subject + " missing in " + Percent.text(score.aid("missing_before")) + " → "
                    + Percent.text(score.aid("missing_after")) + " of rows";
        }
        for (String statistic : List.of("median", "mean")) {
            String before = number(score.aid(statistic + "_before"));
            String after = number(score.aid(statistic + "_after"));
            if (!before.equals(after)) {
                return subject + " " + statistic + " " + before + " → " + after;
            }
        }
        return subject + " spread × " + number(score.aid("sd_ratio"));
    }

    /** Which of the nested values moved too: both scanners, or only some. */
    private String nested(Moved moved, Slice where) {
        return NestedSlices.attributes(nestedIn, where.key()).stream()
                .map(attribute -> nested(attribute, moved.inside(where, attribute), moved))
                .collect(Collectors.joining());
    }

    private static String nested(String attribute, SortedSet<Slice> inside, Moved moved) {
        List<String> drifted = inside.stream()
                .filter(moved.drifted(DriftKind.DATA)::contains)
                .map(Slice::value)
                .toList();
        if (inside.size() < 2 || drifted.isEmpty()) {
            return "";
        }
        if (drifted.size() < inside.size()) {
            return ", seen by itself at " + attribute + " " + String.join(", ", drifted) + " of " + inside.size();
        }
        return inside.size() == 2 ? ", both " + attribute + "s" : ", all " + inside.size() + " " + attribute + "s";
    }

    /** Whether the other values of the attribute moved too, as far as they were decided. */
    private static String others(Moved moved, Slice where) {
        boolean others = moved.drifted(DriftKind.DATA).stream()
                .anyMatch(slice -> slice.key().equals(where.key()) && !slice.equals(where));
        return others || where.isAll() ? "" : "; no other " + where.key() + " moved";
    }

    private static String check(Slice where) {
        return where.isAll()
                ? ": check what changed everywhere, such as preprocessing or the image gateway"
                : ": check acquisition and preprocessing at " + where.value();
    }

    private String answers(Moved moved, Slice where) {
        SubjectScore told = shares(moved, where)
                .orElseGet(() -> moved.subjects(DriftKind.PREDICTION, where).get(0));
        List<Slice> images = moved.causes(DriftKind.DATA);
        String but = images.isEmpty()
                ? ""
                : " except at " + images.stream().map(Slice::toString).collect(Collectors.joining(", "));
        return at(where) + ": " + share(moved, where) + since(told) + sure(told)
                + "; no change of the images explains it" + but
                + ": ask whether other patients are scanned (prevalence) before doubting the model";
    }

    private static Optional<SubjectScore> shares(Moved moved, Slice where) {
        return moved.subjects(DriftKind.PREDICTION, where).stream()
                .filter(score -> score.subject().equals(new Subject.ClassShare().name()))
                .findFirst();
    }

    private String share(Moved moved, Slice where) {
        return shares(moved, where).map(this::share).orElse("the scores are spread differently");
    }

    private String share(SubjectScore classes) {
        double before = classes.aid("share_before:" + positiveClass);
        double after = classes.aid("share_after:" + positiveClass);
        return Double.isNaN(before + after)
                ? "the shares of the predicted classes changed"
                : positiveClass + " share " + Percent.text(before) + " → " + Percent.text(after);
    }

    private static String accuracy(SubjectScore score, Slice where) {
        return String.format(
                Locale.ROOT,
                "%s: accuracy %.2f → %.2f (%d labelled)%s%s: have readings there checked by a radiologist until"
                        + " the cause is found",
                at(where),
                score.aid("accuracy_before"),
                score.aid("accuracy_after"),
                score.evidence().n(),
                since(score),
                sure(score));
    }

    private static String at(Slice where) {
        return where.isAll() ? "everywhere" : where.toString();
    }

    /** When its change began; of several days, which. */
    private static String since(SubjectScore score) {
        Window window = score.where().window();
        if (window.days().size() > 1) {
            return " from " + window.firstDay() + " to " + window.lastDay();
        }
        String widened = Double.isNaN(score.aid(SubjectScore.DAYS))
                ? ""
                : String.format(Locale.ROOT, ", by its last %.0f days together", score.aid(SubjectScore.DAYS));
        return " since " + score.onset().map(Onset::toString).orElseGet(window.firstDay()::toString) + widened;
    }

    private static String sure(SubjectScore score) {
        double adjusted = score.evidence().adjusted();
        return String.format(
                Locale.ROOT, " (excess %.2f, adjusted p %s)", score.evidence().excess(), Probability.text(adjusted));
    }

    /** A statistic of a feature: whole from 100 on, two decimals from 1 on, three below. */
    static String number(double value) {
        double magnitude = Math.abs(value);
        return String.format(Locale.ROOT, magnitude >= 100 ? "%.0f" : magnitude >= 1 ? "%.2f" : "%.3f", value);
    }
}
