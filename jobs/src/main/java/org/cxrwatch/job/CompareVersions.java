package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.model.Slice;
import org.cxrwatch.performance.Confusion;
import org.cxrwatch.port.Cells;
import org.cxrwatch.port.PairedImages;
import org.cxrwatch.retention.Expired;
import org.cxrwatch.retention.Kept;
import org.cxrwatch.score.VersionComparison;
import org.cxrwatch.score.VersionCounts;
import org.cxrwatch.score.WindowParts;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.PartKind;

/**
 * Compares two versions twice: by rows of their own, from cells, and by images that both scored, from rows. Nothing is
 * stored and nobody is told.
 */
public final class CompareVersions {

    private final Cells cells;
    private final PairedImages images;
    private final Expired expired;
    private final Terms terms;

    /**
     * Compares so.
     *
     * @param cells what each version's own rows are summed from
     * @param images what both scored
     * @param expired days whose rows are gone
     */
    public CompareVersions(Cells cells, PairedImages images, Expired expired, Terms terms) {
        this.cells = cells;
        this.images = images;
        this.expired = expired;
        this.terms = terms;
    }

    /**
     * How it is compared.
     *
     * @param positiveClass the class that is positive
     * @param leastRows labelled rows of each side from which a difference is told; never below {@value
     *     VersionComparison#LEAST}
     */
    public record Terms(String positiveClass, long leastRows) {}

    /**
     * What is compared.
     *
     * @param first the version compared with
     * @param second the version that is looked at
     * @param firstDay first day of images that both scored, UTC
     * @param lastDay last day of them
     * @param ownDays the days of each version's own rows
     * @param asOf only what was known then counts
     */
    public record Request(
            String first,
            String second,
            LocalDate firstDay,
            LocalDate lastDay,
            SortedSet<LocalDate> ownDays,
            Instant asOf) {

        /** Copies the days. */
        public Request {
            ownDays = Collections.unmodifiableSortedSet(new TreeSet<>(ownDays));
        }
    }

    /**
     * A version's own rows.
     *
     * @param version whose
     * @param predictions successful ones
     * @param labelled those with a label
     * @param answered days with predictions
     * @param labelledDays those of them with labels
     */
    public record Own(
            String version,
            long predictions,
            long labelled,
            SortedSet<LocalDate> answered,
            SortedSet<LocalDate> labelledDays) {

        /** Copies the days. */
        public Own {
            answered = Collections.unmodifiableSortedSet(new TreeSet<>(answered));
            labelledDays = Collections.unmodifiableSortedSet(new TreeSet<>(labelledDays));
        }
    }

    /**
     * What was found.
     *
     * @param first the first version's own rows
     * @param second the second's
     * @param apart by rows of their own, one a metric
     * @param paired by images that both scored, one a metric; empty if there are none with a label
     * @param images what both scored, labelled or not
     * @param pairedFrom the first day of which rows are still kept, if that is later than what was asked for
     */
    public record Found(
            Own first,
            Own second,
            List<VersionComparison> apart,
            List<VersionComparison> paired,
            long images,
            Optional<LocalDate> pairedFrom) {

        /** Copies the lists. */
        public Found {
            apart = List.copyOf(apart);
            paired = List.copyOf(paired);
        }
    }

    /** The sums of one version's days. */
    private static final class OwnRows {

        private final TreeMap<Slice, Confusion> confusions = new TreeMap<>();
        private final TreeSet<LocalDate> answered = new TreeSet<>();
        private final TreeSet<LocalDate> labelledDays = new TreeSet<>();
        private long predictions;

        void add(LocalDate day, WindowParts parts, String positiveClass) {
            parts.distributions().keySet().forEach(slice -> confusions.putIfAbsent(slice, Confusion.NONE));
            parts.labels()
                    .forEach((slice, part) ->
                            confusions.merge(slice, Confusion.of(part.standing(), positiveClass), Confusion::plus));
            long rows = parts.rows(Slice.ALL);
            predictions += rows;
            if (rows > 0) {
                answered.add(day);
            }
            LabelPart labels = parts.labels().get(Slice.ALL);
            if (labels != null && labels.labelled() > 0) {
                labelledDays.add(day);
            }
        }

        Confusion in(Slice slice) {
            return confusions.getOrDefault(slice, Confusion.NONE);
        }

        Own own(String version) {
            return new Own(version, predictions, in(Slice.ALL).labelled(), answered, labelledDays);
        }
    }

    /**
     * Compares.
     *
     * @throws org.cxrwatch.error.DataException if what was known then can no longer be told
     */
    public Found run(Request request) {
        expired.requireNight(request.asOf());
        CellSums sums = new CellSums(request.ownDays().isEmpty() ? List.of() : cells.load(range(request)));
        OwnRows first = own(sums, request.first(), request);
        OwnRows second = own(sums, request.second(), request);
        LocalDate pairedFrom = pairedFrom(request);
        PairedImages.Found both = pairedFrom.isAfter(request.lastDay())
                ? PairedImages.Found.NONE
                : images.count(query(request, pairedFrom));
        return new Found(
                first.own(request.first()),
                second.own(request.second()),
                comparisons(request, apart(first, second)),
                both.labelled().isEmpty() ? List.of() : comparisons(request, both.labelled()),
                both.images(),
                Optional.of(pairedFrom).filter(day -> day.isAfter(request.firstDay())));
    }

    private static Cells.Range range(Request request) {
        return new Cells.Range(
                request.ownDays().first(),
                request.ownDays().last(),
                EnumSet.of(PartKind.DISTRIBUTION, PartKind.LABEL),
                request.asOf());
    }

    private OwnRows own(CellSums sums, String version, Request request) {
        OwnRows rows = new OwnRows();
        request.ownDays()
                .forEach(day ->
                        rows.add(day, WindowParts.ofDay(sums, version, day, request.asOf()), terms.positiveClass()));
        return rows;
    }

    private LocalDate pairedFrom(Request request) {
        return Stream.of(Kept.PREDICTIONS, Kept.LABELS)
                .flatMap(kept -> expired.firstKept(kept).stream())
                .max(LocalDate::compareTo)
                .filter(day -> day.isAfter(request.firstDay()))
                .orElse(request.firstDay());
    }

    private PairedImages.Query query(Request request, LocalDate from) {
        return new PairedImages.Query(
                request.first(),
                request.second(),
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                request.lastDay().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                request.asOf(),
                terms.positiveClass());
    }

    private static Map<Slice, VersionCounts> apart(OwnRows first, OwnRows second) {
        TreeSet<Slice> slices = new TreeSet<>(first.confusions.keySet());
        slices.addAll(second.confusions.keySet());
        slices.add(Slice.ALL);
        Map<Slice, VersionCounts> counts = new TreeMap<>();
        slices.forEach(slice -> counts.put(slice, new VersionCounts.Apart(first.in(slice), second.in(slice))));
        return counts;
    }

    private List<VersionComparison> comparisons(Request request, Map<Slice, ? extends VersionCounts> counts) {
        return Stream.of(VersionCounts.Metric.values())
                .map(metric -> VersionComparison.of(request.first(), request.second(), metric, new TreeMap<>(counts))
                        .restingOn(terms.leastRows()))
                .toList();
    }
}
