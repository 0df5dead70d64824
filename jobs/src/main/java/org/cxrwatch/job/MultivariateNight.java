package org.cxrwatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.score.Comparison;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.Reference;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/**
 * Adds what many features together come to, to the days of a night that are new or have changed: where other measures
 * against a baseline get a revision, these get the same one.
 */
public final class MultivariateNight {

    private final MultivariateDrift drift;
    private final BaselineRegister register;
    private final BaselineContents contents;
    private final Map<String, Baseline> loaded = new HashMap<>();

    /**
     * Adds so.
     *
     * @param drift of samples of rows
     * @param register which baselines there are
     * @param contents what they were made of
     */
    public MultivariateNight(MultivariateDrift drift, BaselineRegister register, BaselineContents contents) {
        this.drift = drift;
        this.register = register;
        this.contents = contents;
    }

    /** A day of a version, and what it was compared with. */
    private record Compared(WindowSlice where, Reference reference) {}

    /** The same night, with these measures. */
    RevisedNight with(RevisedNight night) {
        Map<Compared, Integer> days = days(night);
        if (days.isEmpty()) {
            return night;
        }
        Map<Object, Integer> revisions = new HashMap<>(night.revisions());
        List<MeasureScore> measures = new ArrayList<>(night.rows().measures());
        days.forEach((day, revision) -> find(day, night.rows().asOf())
                .scores(day.where(), day.reference())
                .forEach(measure -> {
                    measures.add(measure);
                    revisions.put(measure, revision);
                }));
        NightResults rows = night.rows();
        return new RevisedNight(
                new NightResults(
                        rows.asOf(),
                        rows.metrics(),
                        measures,
                        rows.subjects(),
                        rows.verdicts(),
                        rows.hosts(),
                        rows.distributions()),
                revisions);
    }

    private static Map<Compared, Integer> days(RevisedNight night) {
        Map<Compared, Integer> days = new LinkedHashMap<>();
        night.rows().subjects().stream()
                .filter(MultivariateNight::isOfAWholeDay)
                .forEach(subject -> days.merge(
                        new Compared(subject.where(), subject.reference()), night.revisionOf(subject), Math::max));
        return days;
    }

    private static boolean isOfAWholeDay(SubjectScore subject) {
        return subject.kind() != DriftKind.CONCEPT
                && subject.reference().comparison() == Comparison.BASELINE
                && subject.where().slice().equals(Slice.ALL)
                && subject.where().scope().kind() == Scope.Kind.MODEL
                && subject.where().window().kind() == WindowKind.DAY;
    }

    private MultivariateFinding find(Compared day, Instant asOf) {
        Baseline baseline = loaded.computeIfAbsent(day.reference().baselineId(), this::load);
        Window window = day.where().window();
        BaselineRecord about = baseline.about();
        String version = day.where().scope().modelVersion();
        if (about.modelVersion().equals(version) && about.covers(window.firstDay())) {
            return MultivariateFinding.none(Reason.IN_BASELINE);
        }
        return drift.find(new MultivariateDrift.Question(
                        version,
                        window.start(),
                        window.end(),
                        new MultivariateDrift.ReferenceDays(
                                about.modelVersion(), baseline.days().keySet()),
                        asOf))
                .finding();
    }

    private Baseline load(String id) {
        return contents.load(register.list().stream()
                .filter(record -> record.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("A score names the baseline " + id + ", and there is none.")));
    }
}
