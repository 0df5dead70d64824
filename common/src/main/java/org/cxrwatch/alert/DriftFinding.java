package org.cxrwatch.alert;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Probability;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Decision;
import org.cxrwatch.score.SubjectScore;

/**
 * What the decided subjects of one kind of drift say of each slice of one scope and window by itself. With levels
 * that count from, whatever was decided is evidence, and below the least urgent level it has that one's severity; with
 * levels that must be exceeded, only what lies above one.
 */
final class DriftFinding {

    /** Names of the aids that are read out where they are there: {@code median 131 → 158}. */
    static final String MEDIAN_BEFORE = "median_before";

    static final String MEDIAN_AFTER = "median_after";

    private static final Comparator<SubjectScore> STRONGEST_FIRST = Comparator.comparing(
                    (SubjectScore subject) -> -subject.evidence().excess())
            .thenComparing(SubjectScore::subject);

    private final Rule rule;

    DriftFinding(Rule rule) {
        this.rule = rule;
    }

    /** What each slice says by itself. */
    List<SliceFinding> of(Collection<SubjectScore> subjects) {
        Map<Slice, List<SubjectScore>> slices = subjects.stream()
                .filter(subject -> rule.coverage()
                        .covers(subject.where().scope(), subject.where().slice()))
                .collect(Collectors.groupingBy(subject -> subject.where().slice(), TreeMap::new, Collectors.toList()));
        return slices.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private SliceFinding finding(Slice slice, List<SubjectScore> subjects) {
        List<SubjectScore> drifted = subjects.stream()
                .filter(this::isEvidence)
                .sorted(STRONGEST_FIRST)
                .toList();
        String about = rule.metric() + " drift " + about(subjects.get(0), slice);
        if (!drifted.isEmpty()) {
            return SliceFinding.beyond(slice, severity(drifted.get(0)), about + ": " + words(drifted, subjects.size()));
        }
        if (subjects.stream().anyMatch(this::isWithinLevels)) {
            return SliceFinding.fine(slice, "No " + about + " beyond the rule's levels.");
        }
        return subjects.stream().anyMatch(subject -> subject.decision() == Decision.NOT_DRIFTED)
                ? SliceFinding.fine(slice, "No " + about + ".")
                : SliceFinding.undecided(
                        slice, "Nobody can say whether there is " + about + ": " + reason(subjects) + ".");
    }

    private static String about(SubjectScore subject, Slice slice) {
        return Wording.where(subject.where().scope().toString(), slice) + " "
                + Wording.on(subject.where().window());
    }

    private boolean isEvidence(SubjectScore subject) {
        return isLarge(subject) && !isWithinLevels(subject);
    }

    private boolean isLarge(SubjectScore subject) {
        return subject.drifted() && subject.evidence().n() >= rule.least().n();
    }

    private boolean isWithinLevels(SubjectScore subject) {
        return isLarge(subject)
                && rule.threshold().side() != Threshold.Side.FROM
                && beyond(subject).isEmpty();
    }

    private Optional<Level> beyond(SubjectScore subject) {
        return Score.of(subject.evidence().excess()).measured().flatMap(new LevelReading(rule.threshold())::beyond);
    }

    /** By the strongest excess; what was decided and is beyond no level has the least urgent one's severity. */
    private AlertSeverity severity(SubjectScore strongest) {
        List<Level> levels = rule.threshold().levels();
        return beyond(strongest)
                .map(Level::severity)
                .orElseGet(() -> levels.get(levels.size() - 1).severity());
    }

    private static String words(List<SubjectScore> drifted, int subjects) {
        SubjectScore strongest = drifted.get(0);
        SubjectScore.Evidence evidence = strongest.evidence();
        String more = drifted.size() == 1
                ? ""
                : "; also "
                        + drifted.stream().skip(1).map(SubjectScore::subject).collect(Collectors.joining(", "));
        return strongest.subject() + moved(strongest) + " by " + Wording.number(evidence.excess())
                + " more than chance (n " + evidence.n() + ", adjusted p " + Probability.text(evidence.adjusted()) + ")"
                + more + (subjects > 1 ? "; " + drifted.size() + " of " + subjects + " subjects." : ".");
    }

    private static String moved(SubjectScore subject) {
        double before = subject.aid(MEDIAN_BEFORE);
        double after = subject.aid(MEDIAN_AFTER);
        boolean known = Double.isFinite(before) && Double.isFinite(after);
        return known ? " moved, median " + Wording.number(before) + " → " + Wording.number(after) + "," : " moved";
    }

    private static String reason(List<SubjectScore> subjects) {
        return subjects.stream()
                .flatMap(subject -> subject.distance().absence().stream())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .sorted()
                .findFirst()
                .orElse("not decided");
    }
}
