package org.cxrwatch.io.pushgateway;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cxrwatch.port.MetricsGateway.Gauge;

/** Gauges in the text format of Prometheus, those of one name together. */
final class GaugeText {

    /** What the text is. */
    static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

    private GaugeText() {}

    static String of(List<Gauge> gauges) {
        Map<String, List<Gauge>> byName = new TreeMap<>();
        gauges.forEach(gauge ->
                byName.computeIfAbsent(gauge.name(), name -> new ArrayList<>()).add(gauge));
        StringWriter text = new StringWriter();
        try {
            TextFormat.write004(
                    text,
                    Collections.enumeration(
                            byName.values().stream().map(GaugeText::family).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static MetricFamilySamples family(List<Gauge> gauges) {
        Gauge first = gauges.get(0);
        return new MetricFamilySamples(
                first.name(),
                Collector.Type.GAUGE,
                first.help(),
                gauges.stream().map(GaugeText::sample).toList());
    }

    private static MetricFamilySamples.Sample sample(Gauge gauge) {
        return new MetricFamilySamples.Sample(
                gauge.name(),
                List.copyOf(gauge.labels().keySet()),
                List.copyOf(gauge.labels().values()),
                gauge.value());
    }
}
