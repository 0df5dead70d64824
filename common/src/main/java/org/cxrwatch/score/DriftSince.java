package org.cxrwatch.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.model.Slice;

/**
 * Says what moved at some places and since when: of each the feature that moved farthest, or the answers if no feature
 * did (of all rows the other way round), dated by the last day that it drifted on, which knows most days.
 *
 * @param places where one looks; nothing is said of none
 */
record DriftSince(List<Slice> places) {

    private static final List<DriftKind> IMAGES_FIRST = List.of(DriftKind.DATA, DriftKind.PREDICTION);

    /** Images of all rows move by what moved at one site. */
    private static final List<DriftKind> ANSWERS_FIRST = List.of(DriftKind.PREDICTION, DriftKind.DATA);

    private static final Comparator<SubjectScore> WEAKEST_FIRST =
            Comparator.comparingDouble(score -> score.evidence().excess());

    DriftSince {
        places = List.copyOf(places);
    }

    /** The end of a sentence about these places. */
    String of(List<SubjectScore> drifted) {
        if (places.isEmpty()) {
            return "";
        }
        String moved = places.stream()
                .flatMap(place -> dated(drifted, place).map(score -> words(score, place)).stream())
                .collect(Collectors.joining("; "));
        if (!moved.isEmpty()) {
            return "; " + moved;
        }
        return places.contains(Slice.ALL)
                ? ""
                : "; no drift of the images or answers there was decided in these days: look at the labels too";
    }

    private String words(SubjectScore score, Slice place) {
        String whose = place.isAll() ? "everywhere " : places.size() == 1 ? "its " : "at " + place + " ";
        return whose + score.subject() + " moved since "
                + score.onset()
                        .map(Onset::toString)
                        .orElseGet(score.where().window().firstDay()::toString) + medians(score);
    }

    private static String medians(SubjectScore score) {
        double before = score.aid("median_before");
        double after = score.aid("median_after");
        return Double.isNaN(before + after)
                ? ""
                : " (median " + DriftSentences.number(before) + " → " + DriftSentences.number(after) + ")";
    }

    private static Optional<SubjectScore> dated(List<SubjectScore> drifted, Slice place) {
        List<SubjectScore> here = drifted.stream()
                .filter(SubjectScore::drifted)
                .filter(score -> score.where().slice().equals(place))
                .toList();
        return (place.isAll() ? ANSWERS_FIRST : IMAGES_FIRST)
                .stream()
                        .flatMap(
                                kind -> here.stream().filter(score -> score.kind() == kind).max(WEAKEST_FIRST).stream())
                        .findFirst()
                        .flatMap(strongest -> here.stream()
                                .filter(score -> score.subject().equals(strongest.subject()))
                                .max(Comparator.comparing(score -> score.where().window())));
    }
}
