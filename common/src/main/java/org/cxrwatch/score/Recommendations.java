package org.cxrwatch.score;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/** Says of each cause what moved, by how much, where, since when, how sure, and what to check first. */
public final class Recommendations {

    /** The most that people are asked to read. */
    public static final int LIMIT = 5;

    private static final int FEATURES_NAMED = 2;

    private final String positiveClass;

    /** Speaks of this class's share. */
    public Recommendations(String positiveClass) {
        this.positiveClass = positiveClass;
    }

    /**
     * The sentences for a window, data drift first, then predictions, then accuracy; in each the worst first.
     *
     * @param findings its scores and causes
     * @param since the day a kind of drift in a slice began, if it was there before
     */
    public List<String> of(Verdicts.Findings findings, BiFunction<DriftKind, Slice, Optional<LocalDate>> since) {
        List<String> sentences = new ArrayList<>();
        for (DriftKind kind : DriftKind.values()) {
            for (Slice cause : causes(findings, kind)) {
                List<SubjectScore> moved = moved(findings, kind, cause);
                if (!moved.isEmpty()) {
                    LocalDate day = moved.get(0).where().window().firstDay();
                    String from = since.apply(kind, cause).orElse(day).toString();
                    sentences.add(sentence(findings, kind, moved, from));
                }
            }
        }
        return sentences.stream().limit(LIMIT).toList();
    }

    private static List<Slice> causes(Verdicts.Findings findings, DriftKind kind) {
        if (kind != DriftKind.CONCEPT) {
            return findings.causes().getOrDefault(kind, List.of());
        }
        List<Slice> drifted = findings.scores().stream()
                .filter(score -> score.kind() == kind && score.drifted())
                .map(score -> score.where().slice())
                .toList();
        List<Slice> known = drifted.stream()
                .filter(slice -> findings.causes().values().stream().anyMatch(causes -> causes.contains(slice)))
                .toList();
        return known.isEmpty() ? drifted.stream().limit(1).toList() : known;
    }

    private static List<SubjectScore> moved(Verdicts.Findings findings, DriftKind kind, Slice slice) {
        return findings.scores().stream()
                .filter(score -> score.kind() == kind
                        && score.drifted()
                        && score.where().slice().equals(slice))
                .sorted(Comparator.comparingDouble(
                                (SubjectScore score) -> score.evidence().excess())
                        .reversed())
                .toList();
    }

    private String sentence(Verdicts.Findings findings, DriftKind kind, List<SubjectScore> moved, String since) {
        Slice where = moved.get(0).where().slice();
        return switch (kind) {
            case DATA -> images(moved, where, since) + alone(findings, where) + check(where);
            case PREDICTION -> answers(findings, moved, where, since);
            case CONCEPT -> accuracy(moved.get(0), where, since);
        };
    }

    private static String images(List<SubjectScore> moved, Slice where, String since) {
        String features = moved.stream()
                .limit(FEATURES_NAMED)
                .map(score -> score.subject() + " median " + number(score.aid("median_before")) + " → "
                        + number(score.aid("median_after")))
                .collect(Collectors.joining(", "));
        String more = moved.size() > FEATURES_NAMED ? " and " + (moved.size() - FEATURES_NAMED) + " more" : "";
        return at(where) + ": " + features + more + " since " + since + sure(moved.get(0));
    }

    /** Whether the other values of the attribute moved too, as far as they were decided. */
    private static String alone(Verdicts.Findings findings, Slice where) {
        boolean others = findings.scores().stream()
                .filter(score -> score.kind() == DriftKind.DATA && score.drifted())
                .map(score -> score.where().slice())
                .anyMatch(slice -> slice.key().equals(where.key()) && !slice.equals(where));
        if (where.isAll()) {
            return "";
        }
        return others ? "" : "; no other " + where.key() + " moved";
    }

    private static String check(Slice where) {
        return where.isAll()
                ? ": check what changed everywhere, such as preprocessing or the image gateway"
                : ": check acquisition and preprocessing at " + where.value();
    }

    private String answers(Verdicts.Findings findings, List<SubjectScore> moved, Slice where, String since) {
        String share = moved.stream()
                .filter(score -> score.subject().equals(new Subject.ClassShare().name()))
                .findFirst()
                .map(score -> positiveClass + " share " + percent(score.aid("share_before:" + positiveClass)) + " → "
                        + percent(score.aid("share_after:" + positiveClass)))
                .orElse("the scores are spread differently");
        boolean imagesToo =
                findings.causes().getOrDefault(DriftKind.DATA, List.of()).contains(where);
        String reason = imagesToo
                ? "; its images changed too: check those first"
                : "; the images are as before once weighted by class: ask whether other patients are scanned"
                        + " (prevalence) before doubting the model";
        return at(where) + ": " + share + " since " + since + sure(moved.get(0)) + reason;
    }

    private static String accuracy(SubjectScore score, Slice where, String since) {
        return String.format(
                Locale.ROOT,
                "%s: accuracy %.2f → %.2f (%d labelled) since %s%s: have readings there checked by a radiologist until"
                        + " the cause is found",
                at(where),
                score.aid("accuracy_before"),
                score.aid("accuracy_after"),
                score.evidence().n(),
                since,
                sure(score));
    }

    private static String at(Slice where) {
        return where.isAll() ? "everywhere" : where.toString();
    }

    private static String sure(SubjectScore score) {
        return String.format(
                Locale.ROOT,
                " (excess %.2f, adjusted p %s)",
                score.evidence().excess(),
                score.evidence().adjusted() < 1e-4
                        ? "< 0.0001"
                        : String.format(Locale.ROOT, "%.4f", score.evidence().adjusted()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        double magnitude = Math.abs(value);
        return String.format(Locale.ROOT, magnitude >= 100 ? "%.0f" : magnitude >= 1 ? "%.2f" : "%.3f", value);
    }
}
