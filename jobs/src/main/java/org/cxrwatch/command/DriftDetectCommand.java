package org.cxrwatch.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.DetectDrift;
import org.cxrwatch.job.DetectTogether;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MeasureScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowSlice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drift detect}. */
@Command(
        name = "detect",
        description = "Compares a period (the last --hours, 24 if not said, or --date, or --from to --to) with the"
                + " version's active baseline or with --baseline; stores nothing and tells nobody.")
final class DriftDetectCommand implements Callable<Integer> {

    private static final int USUAL_HOURS = 24;

    private final Workplace place;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(
            names = "--baseline",
            paramLabel = "ID",
            description = "The baseline to compare with, another version's too.")
    private String baselineId;

    @Option(
            names = "--multivariate",
            description = "Looks at many features together, by a sample of rows: finds what no feature shows by itself."
                    + " Of all predictions; takes seconds.")
    private boolean multivariate;

    DriftDetectCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        refuseSlice();
        Settings settings = place.settings();
        Instant at = asOf.find().orElseGet(place::now);
        PeriodOptions.Period asked = period.period(at, USUAL_HOURS);
        try (Ports ports = place.open("drift detect", settings)) {
            String version = selection
                    .scope()
                    .map(scope -> scope.modelVersion())
                    .orElseGet(() -> VersionsSeen.in(asked, ports.cells(), at).only());
            DetectDrift.Request request =
                    new DetectDrift.Request(version, asked.from(), asked.to(), Optional.ofNullable(baselineId), at);
            place.answer(multivariate ? together(request, asked, ports) : alone(request, asked, ports));
        }
        return ExitCode.DONE.number();
    }

    private void refuseSlice() {
        if (multivariate && selection.slice().isPresent()) {
            throw new UsageException(
                    "--multivariate looks at all predictions of a version together, not at a slice.",
                    "Leave --slice out; what moved in a slice is told without --multivariate.");
        }
    }

    private Facts alone(DetectDrift.Request request, PeriodOptions.Period asked, Ports ports) {
        DetectDrift job = new DetectDrift(
                new DetectDrift.Predictions(ports.windowCounts(), ports.cells()),
                ports.baselines(),
                ports.baselineContents(),
                Policies.evaluation(place.settings()));
        return facts(job.run(request), request.modelVersion(), asked);
    }

    private Facts together(DetectDrift.Request request, PeriodOptions.Period asked, Ports ports) {
        Settings settings = place.settings();
        Instant begun = place.now();
        DetectTogether job = new DetectTogether(
                Policies.multivariate(settings, ports),
                ports.baselines(),
                ports.baselineContents(),
                ports.expiries().expired());
        DetectTogether.Found found = job.run(request);
        Duration took = Duration.between(begun, place.now());
        return new TogetherText(
                        request.modelVersion(), asked, found, settings.drift().falseAlarmRate(), took)
                .facts();
    }

    private Facts facts(DetectDrift.Found found, String version, PeriodOptions.Period asked) {
        Slice slice = selection.slice().orElse(Slice.ALL);
        refuseUnknown(slice, found, version, asked);
        Optional<Verdict> verdict = found.verdicts().stream()
                .filter(each -> each.where().slice().equals(slice))
                .findFirst();
        List<SubjectScore> scores = found.scores().stream()
                .filter(score ->
                        selection.slice().isEmpty() || score.where().slice().equals(slice))
                .toList();
        List<MeasureScore> measures = found.measures().stream()
                .filter(score ->
                        selection.slice().isEmpty() || score.where().slice().equals(slice))
                .toList();
        return Facts.said(lines(found, version, asked, verdict, slice))
                .with("model_version", version)
                .with("baseline_id", found.baseline().id())
                .with("baseline_model_version", found.baseline().modelVersion())
                .with("baseline_of", Readings.lower(new BaselineOwner(found.baseline(), version, asked).relation()))
                .with("window_start", asked.from())
                .with("window_end", asked.to())
                .with("n", found.rows())
                .with("severity", verdict.map(each -> Readings.lower(each.severity())))
                .with("worst_slice", verdict.flatMap(Verdict::worst).map(Slice::toString))
                .with("recommendations", verdict.map(Verdict::recommendations).orElse(List.of()))
                .with("scores", scores.stream().map(DriftDetectCommand::fields).toList())
                .with(
                        "measures",
                        measures.stream().map(DriftDetectCommand::fields).toList());
    }

    private static void refuseUnknown(
            Slice slice, DetectDrift.Found found, String version, PeriodOptions.Period asked) {
        List<Slice> there = found.verdicts().stream()
                .map(verdict -> verdict.where().slice())
                .toList();
        if (!there.contains(slice)) {
            throw new UsageException(
                    "Neither the predictions of " + version + " " + asked.text() + " nor baseline "
                            + found.baseline().id() + " have a slice " + slice,
                    NamesThere.remedy(slice.toString(), there));
        }
    }

    private static List<String> lines(
            DetectDrift.Found found,
            String version,
            PeriodOptions.Period asked,
            Optional<Verdict> verdict,
            Slice slice) {
        List<String> lines = new ArrayList<>();
        lines.add(ShownText.count(found.rows()) + " predictions of " + version + " " + asked.text()
                + ", compared with baseline "
                + found.baseline().id() + ":");
        new BaselineOwner(found.baseline(), version, asked).told().ifPresent(lines::add);
        List<SubjectScore> shown = found.scores().stream()
                .filter(score -> score.where().slice().equals(slice))
                .toList();
        verdict.ifPresent(each -> lines.add(decided(each, shown)));
        verdict.map(Verdict::recommendations).orElse(List.of()).forEach(text -> lines.add("  " + text));
        new Listing<>(shown, "  (nothing was measured of " + slice + ")")
                .column("subject", "SUBJECT (" + slice + ")", SubjectScore::subject)
                .column("kind", "KIND", score -> score.kind().text())
                .column(
                        "distance",
                        "DISTANCE",
                        score -> score.distance().measured().map(Score.Measured::value))
                .column("excess", "EXCESS", score -> score.evidence().excess())
                .column("p_adjusted", "P ADJUSTED", score -> score.evidence().adjusted())
                .column(
                        "decision",
                        "DECISION",
                        score -> score.distance()
                                .absence()
                                .map(Reason::name)
                                .orElse(score.decision().name()))
                .lines()
                .forEach(lines::add);
        return lines;
    }

    private static String decided(Verdict verdict, List<SubjectScore> scores) {
        Slice slice = verdict.where().slice();
        if (verdict.severity() == Severity.NONE && verdict.overall().absence().isPresent()) {
            Reason reason = scores.stream()
                    .flatMap(score -> score.distance().absence().stream())
                    .findFirst()
                    .orElse(Reason.NO_BASELINE);
            return "No drift was looked for in " + slice + ": " + reason + ".";
        }
        if (verdict.severity() == Severity.NONE) {
            return "No drift was decided; " + slice + " moved as follows.";
        }
        return "Drift, severity " + Readings.lower(verdict.severity())
                + verdict.worst().map(worst -> ", worst at " + worst).orElse("")
                + (verdict.recommendations().isEmpty() ? "; " + slice + " moved as follows." : ":");
    }

    private static Map<String, Object> where(WindowSlice where) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slice_key", where.slice().key());
        fields.put("slice_value", where.slice().value());
        return fields;
    }

    private static Map<String, Object> fields(SubjectScore score) {
        Map<String, Object> fields = where(score.where());
        fields.put("kind", score.kind().text());
        fields.put("subject", score.subject());
        fields.put("distance", score.distance().measured().map(Score.Measured::value));
        fields.put("reason", score.distance().absence().map(Reason::name));
        fields.put("n", score.evidence().n());
        fields.put("reference_n", score.evidence().reference());
        fields.put("excess", score.evidence().excess());
        fields.put("expected", score.evidence().expected());
        fields.put("p", score.evidence().p());
        fields.put("p_adjusted", score.evidence().adjusted());
        fields.put("least_detectable", score.evidence().leastDetectable());
        fields.put("decision", score.decision().name());
        fields.put("aids", score.aids());
        return fields;
    }

    private static Map<String, Object> fields(MeasureScore score) {
        Map<String, Object> fields = where(score.where());
        fields.put("subject", score.subject());
        fields.put("measure", score.measure());
        fields.put("value", score.score().measured().map(Score.Measured::value));
        fields.put("reason", score.score().absence().map(Reason::name));
        fields.put("n", score.n());
        return fields;
    }
}
