package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.DetectionPower;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.PowerCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code power}. */
@Command(
        name = "power",
        description = "How small a change would be found: of means, of the share of pneumonia, of accuracy; in one"
                + " night, in the rows of a week, and in those of four weeks. At the volume of the baseline's days; of"
                + " every slice, or with --slice of one, feature by feature.")
final class PowerCommand implements Callable<Integer> {

    private static final String NEVER = "-";

    private final Workplace place;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    @Option(names = "--baseline", paramLabel = "ID", description = "Of this baseline; not of the active one.")
    private String baselineId;

    PowerCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        Instant at = asOf.find().orElseGet(place::now);
        try (Ports ports = place.open("power", settings)) {
            DetectionPower.Card card = new DetectionPower(
                            ports.baselines(), ports.baselineContents(), ports.cells(), Policies.evaluation(settings))
                    .run(Optional.ofNullable(baselineId), selection.scope().map(scope -> scope.modelVersion()), at);
            place.answer(facts(card));
        }
        return ExitCode.DONE.number();
    }

    private Facts facts(DetectionPower.Card card) {
        List<PowerCard.Line> lines =
                selection.slice().map(slice -> List.of(only(card, slice))).orElse(card.lines());
        List<String> text = new ArrayList<>();
        text.add("What would be found with a probability of 90 %, had it alone changed; at the volume of baseline "
                + card.baseline().id() + ".");
        text.add("In 1 night / in the rows of 7 / of 28 nights; " + NEVER + ": not at this volume.");
        text.add("");
        table(lines).lines().forEach(text::add);
        if (selection.slice().isPresent()) {
            text.add("");
            features(lines.get(0)).lines().forEach(text::add);
        }
        return Facts.said(text)
                .with("baseline_id", card.baseline().id())
                .with("model_version", card.baseline().modelVersion())
                .with("probability", PowerCard.PROBABILITY)
                .with("slices", lines.stream().map(PowerCommand::json).toList());
    }

    private static PowerCard.Line only(DetectionPower.Card card, Slice slice) {
        return card.lines().stream()
                .filter(line -> line.slice().equals(slice))
                .findFirst()
                .orElseThrow(() -> unknown(card, slice));
    }

    private static UsageException unknown(DetectionPower.Card card, Slice slice) {
        List<String> names =
                card.lines().stream().map(line -> line.slice().toString()).toList();
        return new UsageException(
                "Baseline " + card.baseline().id() + " has no slice " + slice + " with enough predictions to decide",
                NamesThere.remedy(slice.toString(), names));
    }

    private static Listing<PowerCard.Line> table(List<PowerCard.Line> lines) {
        return new Listing<>(lines, "No slice of the baseline has enough predictions to decide anything.")
                .shown("SLICE", line -> line.slice().toString())
                .shown("A DAY", line -> Math.round(line.rows()))
                .shown("MEAN, SD", line -> nights(line, PowerCard.Changes::medianShift, 1, "%.2f"))
                .shown("SHARE, POINTS", line -> nights(line, PowerCard.Changes::share, 100, "%.0f"))
                .shown("LABELS", line -> Math.round(line.labels()))
                .shown("ACCURACY, POINTS", line -> nights(line, PowerCard.Changes::accuracy, 100, "%.0f"));
    }

    private static Listing<String> features(PowerCard.Line line) {
        List<String> names = List.copyOf(line.changes().get(0).means().keySet());
        return new Listing<>(
                        line.changes().get(line.changes().size() - 1).means().isEmpty() ? List.of() : names, "")
                .shown("FEATURE", name -> name)
                .shown("BY, IN ITS UNIT", name -> feature(line, name, 1))
                .shown(
                        "IN SD",
                        name -> feature(
                                line,
                                name,
                                1 / line.changes().get(0).means().get(name).deviation()));
    }

    private static String feature(PowerCard.Line line, String name, double unit) {
        return line.changes().stream()
                .map(changes -> number(
                        Optional.ofNullable(changes.means().get(name))
                                .map(PowerCard.Shift::least)
                                .orElse(OptionalDouble.empty()),
                        unit,
                        "%.3g"))
                .collect(Collectors.joining(" / "));
    }

    private static String nights(
            PowerCard.Line line, Function<PowerCard.Changes, OptionalDouble> what, double unit, String format) {
        return line.changes().stream()
                .map(changes -> number(what.apply(changes), unit, format))
                .collect(Collectors.joining(" / "));
    }

    private static String number(OptionalDouble number, double unit, String format) {
        return number.isPresent() ? String.format(Locale.ROOT, format, unit * number.getAsDouble()) : NEVER;
    }

    private static Map<String, Object> json(PowerCard.Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slice_key", line.slice().key());
        fields.put("slice_value", line.slice().value());
        fields.put("predictions_a_day", line.rows());
        fields.put("labels_a_day", line.labels());
        fields.put("accuracy", boxed(line.accuracy()));
        fields.put("found", line.changes().stream().map(PowerCommand::json).toList());
        return fields;
    }

    private static Map<String, Object> json(PowerCard.Changes changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("nights", changes.nights());
        fields.put("median_shift_sd", boxed(changes.medianShift()));
        Map<String, Object> means = new LinkedHashMap<>();
        changes.means().forEach((name, shift) -> means.put(name, boxed(shift.least())));
        fields.put("mean_shift", means);
        fields.put("share_change", boxed(changes.share()));
        fields.put("accuracy_fall", boxed(changes.accuracy()));
        return fields;
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
}
