package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cxrwatch.baseline.Baseline;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.baseline.ContentHash;
import org.cxrwatch.error.DataException;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.BaselineContents;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.Incidents;
import org.cxrwatch.summary.DistributionPart;

/**
 * Freezes what a version's predictions looked like in a period, days that people marked left out. What is already
 * frozen is found and used: doing the same twice makes one baseline.
 */
public final class EstablishBaseline {

    private final BaselineContents contents;
    private final BaselineRegister register;
    private final Incidents incidents;
    private final Terms terms;

    /** Makes baselines of these rows, under these terms. */
    public EstablishBaseline(BaselineContents contents, BaselineRegister register, Incidents incidents, Terms terms) {
        this.contents = contents;
        this.register = register;
        this.incidents = incidents;
        this.terms = terms;
    }

    /**
     * What a baseline must be.
     *
     * @param leastPredictions fewest successful predictions
     * @param definition hash of the definition they are counted by
     */
    public record Terms(long leastPredictions, String definition) {}

    /**
     * What is to be frozen.
     *
     * @param modelVersion whose predictions
     * @param firstDay first day, UTC
     * @param lastDay last day, UTC
     * @param use what the baseline is to be used for
     * @param note who asked and why
     */
    public record Request(String modelVersion, LocalDate firstDay, LocalDate lastDay, Use use, Note note) {}

    /** What becomes of a baseline once it is made. */
    public enum Use {
        /** It waits for somebody to promote it. */
        KEEP_AS_CANDIDATE,
        /** Its version's windows are compared with it from now on. */
        ACTIVATE
    }

    /**
     * Who asked, why, and when.
     *
     * @param by who
     * @param reason why
     * @param at what a night as of then or later sees
     */
    public record Note(String by, String reason, Instant at) {}

    /**
     * What was made.
     *
     * @param baseline the baseline
     * @param leftOut days of the period that incidents keep out of it
     * @param made whether it is new; else it was there already, with the same contents
     */
    public record Result(BaselineRecord baseline, SortedSet<LocalDate> leftOut, boolean made) {

        /** Copies the set. */
        public Result {
            leftOut = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(leftOut));
        }
    }

    /**
     * Makes it.
     *
     * @throws DataException if the period holds too few predictions
     */
    public Result run(Request request) {
        SortedSet<LocalDate> leftOut = leftOut(request);
        TreeSet<LocalDate> days = request.firstDay()
                .datesUntil(request.lastDay().plusDays(1))
                .collect(Collectors.toCollection(TreeSet::new));
        days.removeAll(leftOut);
        Map<LocalDate, Map<Slice, DistributionPart>> counted = contents.count(request.modelVersion(), days);
        long predictions = counted.values().stream()
                .map(slices -> slices.get(Slice.ALL))
                .filter(java.util.Objects::nonNull)
                .mapToLong(DistributionPart::rows)
                .sum();
        refuseTooFew(request, predictions, leftOut);
        BaselineRecord record = record(request, predictions, ContentHash.of(counted));
        boolean made = register.list().stream().noneMatch(known -> known.id().equals(record.id()));
        contents.save(new Baseline(record, counted));
        register.add(record);
        if (request.use() == Use.ACTIVATE) {
            register.record(new BaselineTransition(
                    record.id(),
                    record.modelVersion(),
                    BaselineState.ACTIVE,
                    request.note().at(),
                    request.note().by(),
                    request.note().reason()));
        }
        return new Result(record, leftOut, made);
    }

    private SortedSet<LocalDate> leftOut(Request request) {
        return incidents.list().stream()
                .filter(incident -> !incident.validFrom().isAfter(request.note().at()))
                .flatMap(incident ->
                        incident.firstDay().datesUntil(incident.lastDay().plusDays(1)))
                .filter(day -> !day.isBefore(request.firstDay()) && !day.isAfter(request.lastDay()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void refuseTooFew(Request request, long predictions, SortedSet<LocalDate> leftOut) {
        if (predictions >= terms.leastPredictions()) {
            return;
        }
        String without = leftOut.isEmpty() ? "" : ", " + leftOut.size() + " of its days left out as incidents";
        throw new DataException(
                "Version " + request.modelVersion() + " has " + predictions + " successful predictions from "
                        + request.firstDay() + " to " + request.lastDay() + without
                        + "; a baseline is made of at least "
                        + terms.leastPredictions(),
                "Name another period with --from and --to (cxrwatch status says which days have predictions), or wait"
                        + " until there are more");
    }

    private BaselineRecord record(Request request, long predictions, String contentHash) {
        String plain = request.modelVersion().replaceAll("[^A-Za-z0-9._-]", "-") + "-" + compact(request.firstDay())
                + "-" + compact(request.lastDay());
        List<BaselineRecord> known = register.list();
        BaselineRecord wanted = new BaselineRecord(
                plain,
                request.modelVersion(),
                request.firstDay(),
                request.lastDay(),
                predictions,
                terms.definition(),
                contentHash,
                request.note().at(),
                request.note().by(),
                request.note().reason());
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? plain : plain + "-" + i)
                .map(id -> sameOrFree(id, wanted, known))
                .filter(found -> !found.isEmpty())
                .map(found -> found.get(0))
                .findFirst()
                .orElseThrow();
    }

    /** The known baseline of that id if it is the same, the wanted one if the id is free, nothing if it is taken. */
    private static List<BaselineRecord> sameOrFree(String id, BaselineRecord wanted, List<BaselineRecord> known) {
        List<BaselineRecord> bearers =
                known.stream().filter(each -> each.id().equals(id)).toList();
        if (bearers.isEmpty()) {
            return List.of(withId(id, wanted));
        }
        return bearers.stream()
                .filter(each -> each.contentHash().equals(wanted.contentHash())
                        && each.modelVersion().equals(wanted.modelVersion()))
                .toList();
    }

    private static BaselineRecord withId(String id, BaselineRecord wanted) {
        return new BaselineRecord(
                id,
                wanted.modelVersion(),
                wanted.firstDay(),
                wanted.lastDay(),
                wanted.predictions(),
                wanted.definition(),
                wanted.contentHash(),
                wanted.createdAt(),
                wanted.createdBy(),
                wanted.reason());
    }

    private static String compact(LocalDate day) {
        return day.toString().replace("-", "");
    }
}
