package org.cxrwatch.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drift}: whether the model still sees what it was trained for. */
final class DriftCommands {

    private DriftCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("Whether the model still sees what it was trained for.");
        group.addSubcommand(new DriftDetectCommand(place)).addSubcommand(new Past(place));
    }

    @Command(
            name = "history",
            description = "What was found day by day: of the last six weeks evaluated, or those asked for; of all"
                    + " predictions, or a slice.")
    private static final class Past implements Callable<Integer> {

        private static final int SIX_WEEKS = 42 * 24;

        private final Workplace place;

        @Mixin
        private final PeriodOptions period = new PeriodOptions();

        @Mixin
        private final SelectionOptions selection = new SelectionOptions();

        @Mixin
        private final WindowOption window = new WindowOption();

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        Past(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            try (Ports ports = place.open("drift history")) {
                History history = ports.history();
                HistoryQuery query = new HistoryQuery(period, selection, asOf);
                place.answer(listing(history.verdicts(query.of(history, SIX_WEEKS, Slice.ALL, window.kind()))));
            }
            return ExitCode.DONE.number();
        }
    }

    static Listing<Verdict> listing(List<Verdict> verdicts) {
        Listing<Verdict> listing = new Listing<>(verdicts, HistoryQuery.NOTHING)
                .column(
                        "window_start",
                        "DAY",
                        verdict -> verdict.where().window().start())
                .field("window_kind", verdict -> verdict.where().window().kind().name())
                .field("scope", verdict -> lower(verdict.where().scope().kind()))
                .column(
                        "model_version",
                        "SCOPE",
                        verdict -> verdict.where().scope().toString())
                .field("slice_key", verdict -> verdict.where().slice().key())
                .field("slice_value", verdict -> verdict.where().slice().value())
                .column("severity", "SEVERITY", verdict -> lower(verdict.severity()));
        score(listing, "data", "DATA", Verdict::data);
        score(listing, "prediction", "PREDICTION", Verdict::prediction);
        score(listing, "concept", "CONCEPT", Verdict::concept);
        score(listing, "overall", "OVERALL", Verdict::overall);
        return listing.column(
                        "worst_slice", "WORST SLICE", verdict -> verdict.worst().map(Slice::toString))
                .column("causes", "CAUSES", DriftCommands::causes)
                .field("recommendations", Verdict::recommendations);
    }

    private static void score(Listing<Verdict> listing, String name, String heading, Function<Verdict, Score> score) {
        listing.column(name + "_score", heading, verdict -> part(score.apply(verdict), Score.Measured::value))
                .field(name + "_lower", verdict -> part(score.apply(verdict), Score.Measured::lower))
                .field(name + "_upper", verdict -> part(score.apply(verdict), Score.Measured::upper))
                .field(
                        name + "_reason",
                        verdict -> score.apply(verdict).absence().map(Reason::name));
    }

    /** Each cause once, whatever kinds of drift it explains. */
    private static List<String> causes(Verdict verdict) {
        return verdict.causes().values().stream()
                .flatMap(List::stream)
                .distinct()
                .map(Slice::toString)
                .toList();
    }

    private static Optional<Double> part(Score score, Function<Score.Measured, Double> part) {
        return score.measured().map(part);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
