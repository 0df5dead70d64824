package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cxrwatch.port.KnownResults;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.port.RevisedNight;
import org.cxrwatch.window.Window;

/** The five tables to which revisions are appended. */
final class RevisedTables {

    static final WindowMetricTable METRICS = new WindowMetricTable();
    static final DriftScoreTable SUBJECTS = new DriftScoreTable();
    static final WindowVerdictTable VERDICTS = new WindowVerdictTable();
    static final SystemMetricWindowTable HOSTS = new SystemMetricWindowTable();
    static final DistributionTable DISTRIBUTIONS = new DistributionTable();
    static final List<RevisedTable<?>> ALL = List.of(METRICS, SUBJECTS, VERDICTS, HOSTS, DISTRIBUTIONS);

    private RevisedTables() {}

    /** What is known of the windows of these nights: one query a table. */
    static KnownResults known(Session session, List<NightResults> nights) {
        KnownResults known = KnownResults.none();
        List<Instant> starts = starts(nights);
        METRICS.load(session, starts, known.metrics());
        SUBJECTS.load(session, starts, known.subjects());
        VERDICTS.load(session, starts, known.verdicts());
        HOSTS.load(session, starts, known.hosts());
        DISTRIBUTIONS.load(session, starts, known.distributions());
        return known;
    }

    /** Appends what changed. */
    static void append(Session session, RevisedNight night, long publication) {
        ALL.forEach(table -> table.append(session, night, publication));
    }

    private static List<Instant> starts(List<NightResults> nights) {
        TreeSet<Instant> starts = new TreeSet<>();
        for (NightResults night : nights) {
            windows(night).map(Window::start).forEach(starts::add);
        }
        return List.copyOf(starts);
    }

    private static Stream<Window> windows(NightResults night) {
        return Stream.of(
                        night.metrics().stream().map(METRICS::window),
                        night.subjects().stream().map(SUBJECTS::window),
                        night.verdicts().stream().map(VERDICTS::window),
                        night.hosts().stream().map(HOSTS::window),
                        night.distributions().stream().map(DISTRIBUTIONS::window))
                .flatMap(windows -> windows);
    }
}
