package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.RegisteredModel;
import org.cxrwatch.port.BaselineRegister;
import org.cxrwatch.port.ModelRegister;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code models list}. */
@Command(
        name = "list",
        description = "The versions that are registered and those that answered: in the last four weeks evaluated, or"
                + " when asked for; and the baseline each is compared with.")
final class ModelsListCommand implements Callable<Integer> {

    private static final int FOUR_WEEKS = 28 * 24;

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    ModelsListCommand(Workplace place) {
        this.place = place;
    }

    /** A version: registered, seen, or both. */
    private record Version(
            String version, Optional<ModelRegister.Entry> entry, long predictions, Optional<String> baseline) {

        Optional<Object> said(Function<RegisteredModel, Optional<?>> what) {
            return entry.flatMap(known -> what.apply(known.model()));
        }
    }

    @Override
    public Integer call() {
        try (Ports ports = place.open("models list")) {
            Instant end = HistoryQuery.lastEvaluated(ports.history(), new AsOfOption())
                    .orElseGet(place::now);
            VersionsSeen seen = VersionsSeen.in(period.period(end, FOUR_WEEKS), ports.cells(), place.now());
            place.answer(listing(versions(ports.models().list(), seen, active(ports.baselines())), seen));
        }
        return ExitCode.DONE.number();
    }

    private Map<String, String> active(BaselineRegister register) {
        BaselineStates states = new BaselineStates(register.transitions());
        return register.list().stream()
                .filter(baseline -> states.of(baseline.id(), place.now()) == BaselineState.ACTIVE)
                .collect(Collectors.toMap(BaselineRecord::modelVersion, BaselineRecord::id, (one, other) -> other));
    }

    private static List<Version> versions(
            List<ModelRegister.Entry> entries, VersionsSeen seen, Map<String, String> active) {
        List<Version> versions = new ArrayList<>();
        entries.forEach(entry -> {
            String version = entry.model().version();
            versions.add(new Version(
                    version,
                    Optional.of(entry),
                    seen.rows().getOrDefault(version, 0L),
                    Optional.ofNullable(active.get(version))));
        });
        List<String> registered =
                entries.stream().map(entry -> entry.model().version()).toList();
        Stream.concat(seen.rows().keySet().stream(), active.keySet().stream())
                .distinct()
                .sorted()
                .filter(version -> !registered.contains(version))
                .forEach(version -> versions.add(new Version(
                        version,
                        Optional.empty(),
                        seen.rows().getOrDefault(version, 0L),
                        Optional.ofNullable(active.get(version)))));
        return versions;
    }

    private static Listing<Version> listing(List<Version> versions, VersionsSeen seen) {
        String when = seen.period().firstDay() + " to " + seen.period().lastDay();
        boolean strangers =
                versions.stream().anyMatch(version -> version.entry().isEmpty());
        return new Listing<>(
                        versions,
                        "No version is registered, and none answered from " + when
                                + ". `cxrwatch models add --name NAME --version V` registers one.")
                .column("name", "NAME", version -> version.said(model -> Optional.of(model.name())))
                .column("version", "VERSION", Version::version)
                .column("architecture", "ARCHITECTURE", version -> version.said(RegisteredModel::architecture))
                .column("status", "STATUS", version -> version.said(RegisteredModel::status))
                .column("created_at", "CREATED", version -> version.said(RegisteredModel::createdAt))
                .column("source", "SOURCE", version -> version.entry().map(ModelRegister.Entry::source))
                .column("noted_at", "NOTED", version -> version.entry().map(ModelRegister.Entry::notedAt))
                .column("predictions", "PREDICTIONS", Version::predictions)
                .column("active_baseline", "BASELINE", Version::baseline)
                .footer("Predictions: successful ones from " + when + "."
                        + (strangers
                                ? " Versions without a name are not registered: `cxrwatch models add --name NAME"
                                        + " --version V`."
                                : ""));
    }
}
