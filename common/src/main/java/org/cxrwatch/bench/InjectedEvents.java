package org.cxrwatch.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.CauseFinder;
import org.cxrwatch.score.DriftDecision;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.DriftPolicy;
import org.cxrwatch.score.DriftReference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.window.WindowKind;

/** Events, and what the decision and the search for causes make of them. */
final class InjectedEvents {

    /** How long an event lasts. */
    static final int NIGHTS = 14;

    private static final int BASELINE_DAYS = 7;
    private static final double ROWS_A_DAY = 500;

    private final DriftDecision decision = new DriftDecision(DriftPolicy.DEFAULT);
    private final CauseFinder causes = new CauseFinder(DriftPolicy.DEFAULT, Hospital.NESTED);

    /**
     * What became of one event.
     *
     * @param firstNight on which anything of its kind was found, from 0; empty if never
     * @param named whether on that night exactly the right slices were named as the cause
     * @param otherKind whether on that night a cause of another kind was named too
     */
    record Outcome(OptionalInt firstNight, boolean named, boolean otherKind) {

        static final Outcome NOT_FOUND = new Outcome(OptionalInt.empty(), false, false);
    }

    /**
     * Lets an event happen to the hospital of this seed, about 500 rows a weekday, against a baseline of seven days.
     */
    Outcome of(Event event, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        World world = new World(new Hospital(random.nextLong(), DayToDay.USUAL), ROWS_A_DAY, BASELINE_DAYS);
        DriftReference baseline = world.baseline(BASELINE_DAYS);
        for (int night = 0; night < NIGHTS; night++) {
            LocalDate day = World.FIRST_NIGHT.plusDays(night);
            WindowParts window = World.window(WindowKind.DAY, day, List.of(world.day(day, event.on(night))));
            List<SubjectScore> scores = decision.decide(baseline, window);
            boolean found = scores.stream().anyMatch(score -> score.drifted() && score.kind() == event.kind());
            if (found) {
                SortedMap<DriftKind, List<Slice>> named = causes.find(baseline, window, scores);
                return new Outcome(OptionalInt.of(night), isRight(event, named), isOtherKindNamed(event, named));
            }
        }
        return Outcome.NOT_FOUND;
    }

    private static boolean isRight(Event event, Map<DriftKind, List<Slice>> named) {
        return named.getOrDefault(event.kind(), List.of()).equals(List.of(event.where()));
    }

    private static boolean isOtherKindNamed(Event event, Map<DriftKind, List<Slice>> named) {
        return named.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey() != event.kind() && !entry.getValue().isEmpty());
    }
}
