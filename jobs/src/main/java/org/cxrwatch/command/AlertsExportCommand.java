package org.cxrwatch.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.port.AlertLog.Filter;
import picocli.CommandLine.Command;

/** {@code alerts export}. */
@Command(
        name = "export",
        description = "All alerts with all that happened to them, as JSON: one object a line, with --json one array.")
final class AlertsExportCommand implements Callable<Integer> {

    private final Workplace place;

    AlertsExportCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("alerts export")) {
            Map<Episode.Id, List<Transition>> events =
                    ports.alertLog().transitions().stream().collect(Collectors.groupingBy(Transition::episodeId));
            place.answer(new JsonLines(ports.alertLog().episodes(Filter.ALL).stream()
                    .map(episode -> EpisodeFields.of(episode, events.getOrDefault(episode.id(), List.of())))
                    .toList()));
        }
        return ExitCode.DONE.number();
    }
}
