package org.cxrwatch.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
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
                History.Query asked = query.of(history, SIX_WEEKS, Slice.ALL, window.kind());
                List<Verdict> verdicts = history.verdicts(asked);
                String nothing = verdicts.isEmpty() ? nothing(history).text(asked) : "";
                place.answer(listing(verdicts, nothing));
            }
            return ExitCode.DONE.number();
        }
    }

    private static NothingEvaluated nothing(History history) {
        return new NothingEvaluated(
                history,
                query -> history.verdicts(query).stream().map(Verdict::where).toList());
    }

    private static Listing<Verdict> listing(List<Verdict> verdicts, String ifEmpty) {
        Listing<Verdict> listing = new Listing<>(verdicts, ifEmpty)
                .field("window_start", verdict -> verdict.where().window().start())
                .shown("DAY", verdict -> days(verdict.where().window()))
                .field("window_kind", verdict -> verdict.where().window().kind().name())
                .field(
                        "scope",
                        verdict -> Readings.lower(verdict.where().scope().kind()))
                .column(
                        "model_version",
                        "SCOPE",
                        verdict -> verdict.where().scope().toString())
                .field("slice_key", verdict -> verdict.where().slice().key())
                .field("slice_value", verdict -> verdict.where().slice().value())
                .field("severity", verdict -> Readings.lower(verdict.severity()))
                .shown("SEVERITY", verdict -> wasLookedAt(verdict) ? Readings.lower(verdict.severity()) : "");
        score(listing, "data", "DATA", Verdict::data);
        score(listing, "prediction", "PREDICTION", Verdict::prediction);
        score(listing, "concept", "CONCEPT", Verdict::concept);
        score(listing, "overall", "OVERALL", Verdict::overall);
        listing.shown(
                "WHY NONE",
                verdict -> wasLookedAt(verdict)
                        ? Optional.empty()
                        : verdict.overall().absence().map(Reason::name));
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

    /** A window of several days by its first and its last. */
    private static String days(Window window) {
        return window.kind() == WindowKind.DAY
                ? window.firstDay().toString()
                : window.firstDay() + " to " + window.lastDay();
    }

    /** Where no score was measured, that nothing was found says nothing. */
    private static boolean wasLookedAt(Verdict verdict) {
        return verdict.severity() != Severity.NONE
                || verdict.overall().absence().isEmpty();
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
}
