package org.cxrwatch.score;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.model.Reason;
import org.cxrwatch.summary.DistributionPart;

/** One slice of a baseline, ready to be compared with: its subjects, and how much more than chance its days differ. */
final class SliceReference {

    private final DistributionPart total;
    private final DayRows rows;
    private final List<SubjectReference> subjects;
    private final Dispersion.Factors ofSlice;

    /** Takes the slice's days, at least one. */
    SliceReference(List<DistributionPart> days) {
        this(days, DayRows.of(days.stream().map(DistributionPart::rows).toList()));
    }

    private SliceReference(List<DistributionPart> days, DayRows rows) {
        this.total = days.stream().reduce(DistributionPart::plus).orElseThrow();
        this.rows = rows;
        this.subjects = Subject.of(total).stream()
                .map(subject -> new SubjectReference(subject, total, days, rows))
                .toList();
        SplitStatistic together =
                subjects.stream().map(SubjectReference::betweenDays).reduce(SplitStatistic.NONE, SplitStatistic::plus);
        this.ofSlice = Dispersion.Factors.of(together, Dispersion.Factors.CHANCE);
    }

    /** Of a window of so many days, of which only the sum is known. */
    static SliceReference of(DistributionPart sum, int days) {
        return new SliceReference(List.of(sum), new DayRows(sum.rows(), days, 1.0 / days));
    }

    List<SubjectReference> subjects() {
        return subjects;
    }

    /** Those of its subjects that some rows can be compared with. */
    List<SubjectReference> comparable(DistributionPart window) {
        return subjects.stream()
                .filter(subject -> obstacle(subject, window).isEmpty())
                .toList();
    }

    /** Why some rows cannot be compared with one of its subjects; empty if they can. */
    Optional<Reason> obstacle(SubjectReference subject, DistributionPart window) {
        return subject.subject().obstacle(total, window);
    }

    /** One of its subjects. */
    Optional<SubjectReference> find(Subject subject) {
        return subjects.stream().filter(each -> each.subject().equals(subject)).findFirst();
    }

    /** Days on which it has rows, at least 1. */
    int days() {
        return rows.days();
    }

    DistributionPart total() {
        return total;
    }

    /** How much more than chance a subject's days differ. */
    Dispersion dispersion(SubjectReference subject) {
        return rows.days() < 2 ? Dispersion.unknown(rows.usual()) : Dispersion.of(subject.betweenDays(), ofSlice, rows);
    }
}
