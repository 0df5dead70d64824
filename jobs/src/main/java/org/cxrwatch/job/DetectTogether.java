package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Reason;
import org.cxrwatch.multivariate.MultivariateFinding;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;

/**
 * Asks whether many features together differ in any period of a version from its baseline, or from one that is named,
 * another version's too. Nothing is stored and nobody is told.
 */
public final class DetectTogether {

    private static final String WHAT = "Features cannot be compared together, which takes rows,";

    private final MultivariateDrift drift;
    private final BaselineRegister register;
    private final BaselineContents contents;
    private final Expired expired;

    /**
     * Asks so.
     *
     * @param drift of samples of rows
     * @param register which baselines there are
     * @param contents what they were made of
     * @param expired days whose rows are gone
     */
    public DetectTogether(
            MultivariateDrift drift, BaselineRegister register, BaselineContents contents, Expired expired) {
        this.drift = drift;
        this.register = register;
        this.contents = contents;
        this.expired = expired;
    }

    /**
     * What was found.
     *
     * @param baseline what the period was compared with
     * @param of what came of it
     */
    public record Found(BaselineRecord baseline, MultivariateDrift.Found of) {}

    /**
     * Compares.
     *
     * @throws DataException if there is no baseline, there are no predictions, or rows have expired
     */
    public Found run(DetectDrift.Request request) {
        BaselineRecord record = new ChosenBaseline(register, contents)
                .of(request.baselineId(), java.util.Optional.of(request.modelVersion()), request.asOf());
        List<LocalDate> asked = days(request.from(), request.to());
        if (record.modelVersion().equals(request.modelVersion())
                && asked.stream().anyMatch(record::covers)) {
            return new Found(record, new MultivariateDrift.Found(MultivariateFinding.none(Reason.IN_BASELINE), 0, 0));
        }
        Set<LocalDate> days = contents.load(record).days().keySet();
        expired.requireRows(WHAT, asked, Kept.PREDICTIONS);
        expired.requireRows(WHAT, List.copyOf(days), Kept.PREDICTIONS);
        MultivariateDrift.Found found = drift.find(new MultivariateDrift.Question(
                request.modelVersion(),
                request.from(),
                request.to(),
                new MultivariateDrift.ReferenceDays(record.modelVersion(), days),
                request.asOf()));
        if (found.known() == 0) {
            throw new DataException(
                    "Version " + request.modelVersion() + " has no successful predictions from " + request.from()
                            + " to " + request.to() + " that were known at " + request.asOf(),
                    "Name a longer or another period with --hours, --date, or --from and --to;"
                            + " `cxrwatch status` says which days have predictions");
        }
        return new Found(record, found);
    }

    private static List<LocalDate> days(Instant from, Instant to) {
        LocalDate last = LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC);
        return LocalDate.ofInstant(from, ZoneOffset.UTC)
                .datesUntil(last.plusDays(1))
                .toList();
    }
}
