package org.cxrwatch.port;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A gateway in memory, which can be made to answer as one that is down or misconfigured. */
public final class MemoryMetricsGateway implements MetricsGateway {

    private final Map<Group, List<Gauge>> standing = new EnumMap<>(Group.class);

    /** What is answered to everything from now on; what is not taken changes nothing. */
    public Answer answer = Answer.TAKEN;

    @Override
    public Answer replace(Group group, List<Gauge> gauges) {
        if (answer.status() == Answer.Status.TAKEN) {
            standing.put(group, List.copyOf(gauges));
        }
        return answer;
    }

    @Override
    public Answer add(Group group, List<Gauge> gauges) {
        if (answer.status() == Answer.Status.TAKEN) {
            List<String> names = gauges.stream().map(Gauge::name).toList();
            List<Gauge> all = new ArrayList<>(standing.getOrDefault(group, List.of()));
            all.removeIf(gauge -> names.contains(gauge.name()));
            all.addAll(gauges);
            standing.put(group, all);
        }
        return answer;
    }

    /** What stands in all groups, as Prometheus writes it. */
    public Map<String, Double> standing() {
        Map<String, Double> all = new TreeMap<>();
        standing.values().forEach(gauges -> gauges.forEach(gauge -> all.put(text(gauge), gauge.value())));
        return all;
    }

    /** What stands in all groups. */
    public List<Gauge> gauges() {
        return standing.values().stream().flatMap(List::stream).toList();
    }

    private static String text(Gauge gauge) {
        return gauge.labels().isEmpty()
                ? gauge.name()
                : gauge.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=\""
                                + label.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", gauge.name() + "{", "}"));
    }
}
