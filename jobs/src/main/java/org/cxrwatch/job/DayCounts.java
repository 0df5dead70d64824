package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.Cells;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.DistributionPart;
import org.cxrwatch.summary.PartKind;
import org.cxrwatch.summary.ServicePart;

/** What a version was asked and answered on a day, by what had arrived. */
final class DayCounts {

    private final CellSums cells;
    private final Instant asOf;

    /** Reads the cells of one day. */
    DayCounts(Cells cells, LocalDate day, Instant asOf) {
        this.cells = new CellSums(
                cells.load(new Cells.Range(day, day, EnumSet.of(PartKind.DISTRIBUTION, PartKind.SERVICE), asOf)));
        this.asOf = asOf;
    }

    /** Answers by class, one an image. */
    Map<String, Long> answers(String version) {
        Map<String, Long> counts = new TreeMap<>();
        cells.keys(asOf)
                .filter(key -> key.modelVersion().equals(version) && key.slice().equals(Slice.ALL))
                .filter(key -> key.kind() == PartKind.DISTRIBUTION)
                .flatMap(key -> cells.sum(key, asOf).stream())
                .map(DistributionPart.class::cast)
                .forEach(part -> part.predictedClasses()
                        .values()
                        .entries()
                        .forEach((answer, count) -> counts.merge(answer, count.rows(), Long::sum)));
        return counts;
    }

    /** Requests that ended so. */
    long requests(String version, RequestStatus status) {
        return cells.keys(asOf)
                .filter(key -> key.modelVersion().equals(version) && key.slice().equals(Slice.ALL))
                .filter(key -> key.kind() == PartKind.SERVICE)
                .flatMap(key -> cells.sum(key, asOf).stream())
                .map(ServicePart.class::cast)
                .mapToLong(part -> part.requestsOf(status))
                .sum();
    }
}
