package org.cxrwatch.alert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.traffic.TrafficDay;

/**
 * What the rules judge: the scores of some windows by what is known now. The order of the lists means nothing.
 *
 * @param metrics metrics, measured or not
 * @param subjects decided drift
 * @param causes which slices explain it
 * @param hosts loads of hosts
 * @param growths where hosts' numbers are going
 * @param traffic requests beside the usual
 * @param versions what each version had to do; also those that had nothing to do
 * @param days requests of whole days, of everything that is watched
 * @param labels labels of whole days beside the usual
 * @param measured what was measured of whole days beside the days before
 * @param within of each value of a nested attribute the values it was seen in: the sites of a scanner
 */
public record Findings(
        List<MetricScore> metrics,
        List<SubjectScore> subjects,
        List<DriftCause> causes,
        List<HostLoad> hosts,
        List<HostGrowth> growths,
        List<HourTraffic> traffic,
        List<VersionTraffic> versions,
        List<TrafficDay> days,
        List<LabelReading> labels,
        List<MeasuredDay> measured,
        Map<Slice, Set<Slice>> within) {

    /** Nothing was found, as nothing was looked at. */
    public static final Findings NONE = ofScores(List.of(), List.of());

    /** Scores alone, for those who only look numbers up. */
    public static Findings ofScores(Collection<MetricScore> metrics, Collection<SubjectScore> subjects) {
        return new Findings(
                List.copyOf(metrics),
                List.copyOf(subjects),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** Copies the collections. */
    public Findings {
        metrics = List.copyOf(metrics);
        subjects = List.copyOf(subjects);
        causes = List.copyOf(causes);
        hosts = List.copyOf(hosts);
        growths = List.copyOf(growths);
        traffic = List.copyOf(traffic);
        versions = List.copyOf(versions);
        days = List.copyOf(days);
        labels = List.copyOf(labels);
        measured = List.copyOf(measured);
        within = Map.copyOf(within);
    }
}
