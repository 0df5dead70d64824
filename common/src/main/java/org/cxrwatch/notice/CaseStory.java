package org.cxrwatch.notice;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;
import org.cxrwatch.score.SubjectScore;

/**
 * A case as it is told: what changed of it, what is open beside that, and the night's numbers.
 *
 * @param told what is told, the worst first; at least one
 * @param beside other alerts of the case that are open
 * @param numbers what was scored
 */
record CaseStory(List<Told> told, List<Episode> beside, NightNumbers numbers) {

    /** Sorts and copies. */
    CaseStory {
        told = told.stream().sorted(Told.WORST_FIRST).toList();
        beside = List.copyOf(beside);
    }

    static CaseStory of(Collection<Told> told, Background background) {
        String caseId = told.iterator().next().episode().caseId();
        List<Episode> beside = background.episodes().stream()
                .filter(episode -> episode.caseId().equals(caseId) && episode.state().isOpen())
                .filter(episode -> told.stream().noneMatch(each -> isSame(each.episode(), episode)))
                .toList();
        return new CaseStory(List.copyOf(told), beside, background.numbers());
    }

    private static boolean isSame(Episode one, Episode other) {
        return one.key().equals(other.key()) && one.number() == other.number();
    }

    String caseId() {
        return told.get(0).episode().caseId();
    }

    /** The alert that the case is told by. */
    Told lead() {
        return told.get(0);
    }

    /** Whether nothing is wrong any more, by this case. */
    boolean isOver() {
        return beside.isEmpty() && told.stream().noneMatch(Told::isLive);
    }

    /** Whether all that is told never was, by what has arrived since. */
    boolean isTakenBack() {
        return told.stream().allMatch(each -> each.kind() == Transition.Kind.RETRACTED);
    }

    /** Whether anything is told that is wrong. */
    boolean isLive() {
        return lead().isLive();
    }

    /** The alerts that are wrong, those told of first. */
    Stream<Episode> live() {
        return Stream.concat(told.stream().filter(Told::isLive).map(Told::episode), beside.stream());
    }

    /** One of these alerts that is wrong. */
    Optional<Episode> live(Predicate<AlertKey> which) {
        return live().filter(episode -> which.test(episode.key())).findFirst();
    }

    /** Changed images that are not over. */
    Optional<Episode> images() {
        return live(key -> isDrift(key, DriftKind.DATA));
    }

    /** Changed answers that are not over. */
    Optional<Episode> answers() {
        return live(key -> isDrift(key, DriftKind.PREDICTION));
    }

    /** Wrong answers that are not over. */
    Optional<Episode> wrongAnswers() {
        return live(CaseStory::isOfAccuracy);
    }

    static boolean isOfAccuracy(AlertKey key) {
        return key.type() == AlertType.ACCURACY_DROP || isDrift(key, DriftKind.CONCEPT);
    }

    static boolean isDrift(AlertKey key, DriftKind kind) {
        return key.type() == AlertType.DRIFT_DETECTED && key.metric().equals(kind.text());
    }

    /** When an alert began: the day dated by its own history, else its first window with evidence. */
    String since(Episode episode) {
        return numbers.drift(episode)
                .flatMap(SubjectScore::onset)
                .map(Onset::first)
                .filter(day -> day.isBefore(episode.span().opened().firstDay()))
                .map(Object::toString)
                .orElseGet(() -> Wording.when(episode.span().opened()));
    }

    /** When the first of what is wrong began. */
    String since() {
        return live().map(this::since).sorted().findFirst().orElseGet(() -> since(lead().episode()));
    }

    /** {@code everywhere}, {@code at valley}, {@code at scanner valley-1}. */
    static String where(Slice slice) {
        if (slice.isAll()) {
            return "everywhere";
        }
        String attribute = slice.key().equals("site") ? "" : slice.key().replace('_', ' ') + " ";
        return "at " + attribute + slice.value();
    }

    /** The same in front of a noun's verb: nothing for all. */
    static String at(Slice slice) {
        return slice.isAll() ? "" : " " + where(slice);
    }
}
