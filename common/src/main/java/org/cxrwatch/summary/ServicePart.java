package org.cxrwatch.summary;

import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.model.RequestStatus;

/**
 * The requests of an hour, or of a day, and slice.
 *
 * @param resolution how finely latencies are kept
 * @param requests requests by status
 * @param latency seconds of the successful ones
 */
public record ServicePart(Resolution resolution, CategorySummary requests, NumericSummary latency)
        implements Part, Summary<ServicePart> {

    /** No requests. */
    public static ServicePart empty(Resolution resolution) {
        return new ServicePart(resolution, CategorySummary.EMPTY, NumericSummary.empty(resolution));
    }

    /** These requests. */
    public static ServicePart of(Map<RequestStatus, Long> requests, NumericSummary latency) {
        TreeMap<String, Long> counts = new TreeMap<>();
        requests.forEach((status, rows) -> counts.put(status.text(), rows));
        return new ServicePart(latency.resolution(), CategorySummary.of(counts), latency);
    }

    @Override
    public PartKind kind() {
        return PartKind.SERVICE;
    }

    @Override
    public long rows() {
        return requests.count();
    }

    /** Requests that ended so. */
    public long requestsOf(RequestStatus status) {
        return requests.rowsOf(status.text());
    }

    /** Requests that failed or timed out. */
    public long failures() {
        return rows() - requestsOf(RequestStatus.SUCCESS);
    }

    @Override
    public ServicePart at(Resolution coarser) {
        return new ServicePart(coarser, requests, latency.at(coarser));
    }

    @Override
    public Part with(Part other) {
        return plus((ServicePart) other);
    }

    @Override
    public ServicePart plus(ServicePart other) {
        return new ServicePart(resolution, requests.plus(other.requests), latency.plus(other.latency));
    }

    @Override
    public void writeTo(SummaryWriter out) {
        requests.writeTo(out);
        latency.writeTo(out);
    }

    static ServicePart read(SummaryReader in, Resolution resolution) {
        return new ServicePart(resolution, CategorySummary.read(in), NumericSummary.read(in, resolution));
    }
}
