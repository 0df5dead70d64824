package org.cxrwatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.model.Reason;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.MetricScore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code performance}: how right and how fast. */
final class PerformanceCommands {

    private PerformanceCommands() {}

    static void addTo(CommandLine group, Workplace place) {
        group.getCommandSpec().usageMessage().description("How right the answers are, and how fast.");
        group.addSubcommand(new Summary(place)).addSubcommand(new PerformanceChartsCommand(place));
    }

    @Command(
            name = "summary",
            description = "The metrics of days: of the last one evaluated, or those asked for; of all predictions, or a"
                    + " slice.")
    private static final class Summary implements Callable<Integer> {

        private final Workplace place;

        @Mixin
        private final PeriodOptions period = new PeriodOptions();

        @Mixin
        private final SelectionOptions selection = new SelectionOptions();

        @Mixin
        private final WindowOption window = new WindowOption();

        @Mixin
        private final AsOfOption asOf = new AsOfOption();

        Summary(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            try (Ports ports = place.open("performance summary")) {
                History history = ports.history();
                HistoryQuery query = new HistoryQuery(period, selection, asOf);
                History.Query shown = query.of(history, 24, Slice.ALL, window.kind());
                List<MetricScore> metrics = history.metrics(shown);
                PerformanceSentences sentences = new PerformanceSentences(metrics, history.verdicts(shown));
                String nothing = metrics.isEmpty() ? nothing(history).text(shown) : "";
                List<String> told = new ArrayList<>(HistoryQuery.knownBy(history, asOf));
                told.addAll(sentences.lines());
                place.answer(listing(metrics, sentences, nothing).preface(told));
                new CountedSince(history, shown).remarks(metrics).forEach(place::say);
            }
            return ExitCode.DONE.number();
        }
    }

    private static NothingEvaluated nothing(History history) {
        return new NothingEvaluated(
                history,
                query -> history.metrics(query).stream().map(MetricScore::where).toList());
    }

    private static Listing<MetricScore> listing(
            List<MetricScore> metrics, PerformanceSentences sentences, String ifEmpty) {
        return new Listing<>(metrics, ifEmpty)
                .column("window_start", "DAY", score -> score.where().window().start())
                .field("window_kind", score -> score.where().window().kind().name())
                .field("scope", score -> score.where().scope().kind().name().toLowerCase(java.util.Locale.ROOT))
                .column("model_version", "SCOPE", score -> score.where().scope().toString())
                .field("slice_key", score -> score.where().slice().key())
                .field("slice_value", score -> score.where().slice().value())
                .column("slice", "SLICE", score -> score.where().slice().toString())
                .column("metric", "METRIC", MetricScore::metric)
                .column("value", "VALUE", score -> score.score().measured().map(Score.Measured::value))
                .column("lower", "FROM", score -> score.score().measured().map(Score.Measured::lower))
                .column("upper", "TO", score -> score.score().measured().map(Score.Measured::upper))
                .column("n", "ROWS", MetricScore::n)
                .column("reason", "WHY NONE", score -> score.score().absence().map(Reason::name))
                .field("doubts", score -> doubts(score, sentences));
    }

    private static List<String> doubts(MetricScore score, PerformanceSentences sentences) {
        return score.score().absence().equals(Optional.of(Reason.ESTIMATE_UNSAFE))
                ? sentences.doubts(score.where())
                : List.of();
    }
}
