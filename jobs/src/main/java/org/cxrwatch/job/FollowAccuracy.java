package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.CellSums;

/** How right a version was from day to day, as any night knew it; nothing is stored and nobody is told. */
public final class FollowAccuracy {

    private final BaselineRegister register;
    private final BaselineContents contents;
    private final Cells cells;
    private final EvaluationPolicy policy;

    /** Follows by this policy. */
    public FollowAccuracy(BaselineRegister register, BaselineContents contents, Cells cells, EvaluationPolicy policy) {
        this.register = register;
        this.contents = contents;
        this.cells = cells;
        this.policy = policy;
    }

    /**
     * What was found.
     *
     * @param baseline what the charts begin with
     * @param charts of the baseline's version
     * @param without versions that answered on the last day and have no active baseline, so that nothing is charted
     * @param replaced if the version answers no more by the last day
     */
    public record Followed(
            BaselineRecord baseline, NightCharts charts, List<String> without, Optional<Replaced> replaced) {

        /** Copies the list. */
        public Followed {
            without = List.copyOf(without);
        }
    }

    /**
     * That a later version answers in a version's place.
     *
     * @param since the first day without an answer of the version's own
     * @param by which answers: of several the newest
     */
    public record Replaced(LocalDate since, String by) {

        /** As of a night, by the days that cells were read of; empty if the version answers, or nobody does instead. */
        static Optional<Replaced> of(String version, CellSums sums, LocalDate night) {
            Map<String, TreeSet<LocalDate>> days = new TreeMap<>();
            night.minusDays(AccuracyCharts.HISTORY_DAYS)
                    .datesUntil(night.plusDays(1))
                    .forEach(day -> sums.versionsOn(day)
                            .forEach(each -> days.computeIfAbsent(each, first -> new TreeSet<>())
                                    .add(day)));
            TreeSet<LocalDate> own = days.get(version);
            if (own == null) {
                return Optional.empty();
            }
            return days.entrySet().stream()
                    .filter(other -> other.getValue().first().isAfter(own.first())
                            && other.getValue().last().isAfter(own.last()))
                    .max(Comparator.comparing(other -> other.getValue().first()))
                    .map(other -> new Replaced(own.last().plusDays(1), other.getKey()));
        }
    }

    /**
     * Charts a version's days.
     *
     * @param modelVersion whose; empty if only one version has an active baseline
     * @param night the last day, UTC
     * @param asOf when the baseline has to be active, and by when labels had arrived
     * @throws DataException if there is no active baseline
     * @throws UsageException if several versions have one and none is named
     */
    public Followed run(Optional<String> modelVersion, LocalDate night, Instant asOf) {
        BaselineRecord record = new ChosenBaseline(register, contents).of(Optional.empty(), modelVersion, asOf);
        Baseline baseline = contents.load(record);
        CellSums sums = AccuracyCharts.read(cells, baseline, night, asOf);
        Map<String, String> active = new BaselineBook(register, contents).active(asOf);
        return new Followed(
                record,
                new AccuracyCharts(policy, sums).of(baseline, night, asOf),
                sums.versionsOn(night).stream()
                        .filter(version -> !active.containsKey(version))
                        .toList(),
                Replaced.of(baseline.about().modelVersion(), sums, night));
    }
}
