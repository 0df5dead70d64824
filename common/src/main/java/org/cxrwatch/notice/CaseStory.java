package org.cxrwatch.notice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.HostGrowth;
import org.cxrwatch.alert.Recurrence;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;

/**
 * A case as it is told: what changed of it, what is open beside that, and the night's numbers.
 *
 * @param told what is told, the worst first; at least one
 * @param beside other alerts of the case that are open
 * @param past other alerts of the case that are over
 * @param numbers what was scored
 */
record CaseStory(List<Told> told, List<Episode> beside, List<Episode> past, NightNumbers numbers) {

    private static final int DAY = "2026-09-22".length();

    /** Sorts and copies. */
    CaseStory {
        told = told.stream().sorted(Told.WORST_FIRST).toList();
        beside = List.copyOf(beside);
        past = List.copyOf(past);
    }

    static CaseStory of(Collection<Told> told, Background background) {
        String caseId = told.iterator().next().episode().caseId();
        Map<Boolean, List<Episode>> others = background.episodes().stream()
                .filter(episode -> episode.caseId().equals(caseId))
                .filter(episode ->
                        told.stream().noneMatch(each -> each.episode().id().equals(episode.id())))
                .collect(Collectors.partitioningBy(episode -> episode.state().isOpen()));
        return new CaseStory(List.copyOf(told), others.get(true), others.get(false), background.numbers());
    }

    String caseId() {
        return told.get(0).episode().caseId();
    }

    /** The alert that the case is told by. */
    Told lead() {
        return told.get(0);
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

    /** Of an episode that is not the first of its alert in the case, that it is not; else nothing. */
    String recurrence(Episode episode) {
        return new Recurrence(all().toList())
                .words(episode.key(), episode.number())
                .orElse("");
    }

    /** When an alert began: the day dated by its own history, else its first window with evidence. */
    String since(Episode episode) {
        Optional<LocalDate> dated = numbers.onset(episode)
                .map(Onset::first)
                .or(() -> numbers.growth(episode.key(), episode.span().last()).flatMap(HostGrowth.Growth::since));
        return dated.filter(day -> day.isBefore(episode.span().opened().firstDay()))
                .map(LocalDate::toString)
                .orElseGet(() -> Wording.when(episode.span().opened()));
    }

    /** When the first of what is wrong began; of a day and an hour of it the hour. */
    String since() {
        return live().map(this::since)
                .min(Comparator.comparing((String when) -> when.substring(0, DAY))
                        .thenComparing(String::length, Comparator.reverseOrder())
                        .thenComparing(Comparator.naturalOrder()))
                .orElseGet(() -> since(lead().episode()));
    }

    /** How long the case lasted, by all its alerts. */
    String lasted() {
        return Told.length(
                all().map(episode -> episode.span().opened().start())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                all().map(episode -> episode.span().last().end())
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /** Every alert of the case, open or over. */
    Stream<Episode> all() {
        return Stream.concat(told.stream().map(Told::episode), Stream.concat(beside.stream(), past.stream()));
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
