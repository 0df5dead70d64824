package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;

/** The parts of the traffic on a day, the worst first; bounded, however many there are. */
final class Slices {

    private static final int MOST = 40;

    private final Reading reading;
    private final LocalDate day;
    private final Optional<Scope> scope;

    Slices(Reading reading, LocalDate day, Optional<Scope> scope) {
        this.reading = reading;
        this.day = day;
        this.scope = scope;
    }

    private List<Verdict> ordered(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> scope.map(verdict.where().scope()::equals).orElse(false))
                .filter(verdict -> !verdict.where().slice().isAll())
                .sorted(Comparator.comparing(Verdict::severity)
                        .reversed()
                        .thenComparing(verdict -> !verdict.where().slice().key().equals(Sites.KEY))
                        .thenComparing(verdict -> verdict.where().slice()))
                .toList();
    }

    /** The rows to be shown. */
    List<SliceRow> rows(List<Verdict> verdicts) {
        return ordered(verdicts).stream().limit(MOST).map(this::row).toList();
    }

    /** What is said of those that are not. */
    String rest(List<Verdict> verdicts) {
        List<Verdict> all = ordered(verdicts);
        if (all.size() <= MOST) {
            return "";
        }
        long found = all.stream()
                .skip(MOST)
                .filter(verdict -> verdict.severity() != Severity.NONE)
                .count();
        return Shown.counted(all.size() - MOST, "slice") + " more, "
                + (found == 0 ? "none of them" : Long.toString(found))
                + " with a finding. One of them: cxrwatch drift history --date " + day + " --slice KEY=VALUE";
    }

    private SliceRow row(Verdict verdict) {
        Slice slice = verdict.where().slice();
        String file = FileNames.site(slice.value(), day);
        boolean there = slice.key().equals(Sites.KEY) && reading.terms().files().test(file);
        return new SliceRow(
                Shown.slice(slice),
                tone(verdict),
                new SliceRow.Drift(
                        Shown.score(verdict.data()), Shown.score(verdict.prediction()), Shown.score(verdict.concept())),
                accuracy(reading.metrics(day, day, slice)),
                new Link(Shown.slice(slice), file, there));
    }

    private SliceRow.Accuracy accuracy(Metrics metrics) {
        Optional<MetricScore> score = scope.flatMap(whose -> metrics.find(whose, day, "accuracy"));
        Optional<Score.Measured> found = score.flatMap(one -> one.score().measured());
        return new SliceRow.Accuracy(
                found.map(at -> Shown.percent(at.value()) + " (" + Shown.percent(at.lower()) + " to "
                                + Shown.percent(at.upper()) + ")")
                        .orElseGet(
                                () -> score.map(one -> Shown.score(one.score())).orElse("–")),
                score.map(one -> Long.toString(one.n())).orElse("–"),
                found.map(at -> Whisker.svg("Accuracy", at, Optional.empty())).orElse(""));
    }

    /** That nothing was found says nothing where nobody could look. */
    static Tone tone(Verdict verdict) {
        return verdict.severity() == Severity.NONE
                        && verdict.overall().absence().isPresent()
                ? Tone.UNKNOWN
                : Tone.of(verdict.severity());
    }
}
