package org.cxrwatch.summary;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.Prediction;
import org.cxrwatch.model.RequestStatus;
import org.cxrwatch.model.Slice;

/**
 * Counts predictions into the contents of distribution and service cells, one row at a time, with bounded memory: a
 * day's
 * rows are sealed every {@value #BLOCK} rows.
 */
public final class PredictionCells {

    private static final int BLOCK = 65_536;

    private final SummaryDefinition definition;
    private final Resolutions resolutions;
    private final Map<BlockKey, DistributionBlock> blocks = new HashMap<>();
    private final Map<CellContent.Address, RequestCount> requests = new HashMap<>();
    private final Map<CellContent.Address, CellContent> sealed = new HashMap<>();

    private record BlockKey(String modelVersion, LocalDate day, Arrival arrival) {}

    /** The resolutions of distributions of {@code all} and of slices. */
    public enum Resolutions {
        /** Those of cells. */
        CELL(Resolution.ALL, Resolution.SLICE),
        /** Those of a baseline. */
        BASELINE(Resolution.BASELINE, Resolution.BASELINE);

        private final Resolution ofAll;
        private final Resolution ofSlices;

        Resolutions(Resolution ofAll, Resolution ofSlices) {
            this.ofAll = ofAll;
            this.ofSlices = ofSlices;
        }
    }

    /** Counts by this definition. */
    public PredictionCells(SummaryDefinition definition, Resolutions resolutions) {
        this.definition = definition;
        this.resolutions = resolutions;
    }

    /** Counts a request: its status and, if it was answered, its latency. */
    public void addRequest(Prediction prediction, Arrival arrival) {
        LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
        int hour = prediction.at().atOffset(ZoneOffset.UTC).getHour();
        SummaryDefinition.RequestSlices keys = definition.requestSliceKeys();
        SummaryDefinition.slicesOf(keys.hourly(), prediction.attributes())
                .map(slice -> new CellKey(PartKind.SERVICE, prediction.modelVersion(), day, Optional.of(hour), slice))
                .forEach(key -> addRequest(key, prediction, arrival));
        SummaryDefinition.slicesOf(keys.daily(), prediction.attributes())
                .filter(slice -> !slice.isAll())
                .map(slice -> new CellKey(PartKind.SERVICE, prediction.modelVersion(), day, Optional.empty(), slice))
                .forEach(key -> addRequest(key, prediction, arrival));
    }

    private void addRequest(CellKey key, Prediction prediction, Arrival arrival) {
        requests.computeIfAbsent(new CellContent.Address(key, arrival), address -> new RequestCount())
                .add(prediction);
    }

    /** Counts an answer by a definition without metrics. */
    public void addAnswer(Prediction prediction, Arrival arrival) {
        addAnswer(prediction, arrival, List.of());
    }

    /**
     * Counts the answer of a successful request into the distributions of its day; others are ignored.
     *
     * @param prediction with its derived features among the others, where they have a value
     * @param ofMetrics what it says of each metric of the definition, in that order
     */
    public void addAnswer(Prediction prediction, Arrival arrival, List<ShareCount.Outcome> ofMetrics) {
        if (!prediction.succeeded()) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(prediction.at(), ZoneOffset.UTC);
        BlockKey key = new BlockKey(prediction.modelVersion(), day, arrival);
        DistributionBlock block = blocks.computeIfAbsent(key, fresh -> new DistributionBlock(definition));
        block.add(prediction, ofMetrics);
        if (block.rows() == BLOCK) {
            seal(key, blocks.remove(key));
        }
    }

    private void seal(BlockKey key, DistributionBlock block) {
        Map<Slice, DistributionPart> parts = block.seal(resolutions.ofAll, resolutions.ofSlices);
        parts.forEach((slice, part) -> add(new CellContent(
                new CellKey(PartKind.DISTRIBUTION, key.modelVersion(), key.day(), Optional.empty(), slice),
                key.arrival(),
                part)));
    }

    private void add(CellContent content) {
        sealed.merge(content.address(), content, CellContent::with);
    }

    /** What was counted so far; the collector is empty afterwards. */
    public List<CellContent> drain() {
        blocks.forEach(this::seal);
        requests.forEach((address, count) -> add(new CellContent(address.key(), address.arrival(), count.part())));
        List<CellContent> contents = List.copyOf(sealed.values());
        blocks.clear();
        requests.clear();
        sealed.clear();
        return contents;
    }

    private static final class RequestCount {

        private final Map<RequestStatus, Long> byStatus = new HashMap<>();
        private final NumericCollector latency = new NumericCollector(Resolution.SERVICE);

        void add(Prediction prediction) {
            byStatus.merge(prediction.status(), 1L, Long::sum);
            if (prediction.succeeded()) {
                prediction.latency().ifPresent(latency::add);
            }
        }

        ServicePart part() {
            return ServicePart.of(byStatus, latency.summary());
        }
    }
}
