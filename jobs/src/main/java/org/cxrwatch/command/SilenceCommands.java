package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.notice.Silence;
import org.cxrwatch.port.AlertLog.Filter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alerts silence}, {@code silences} and {@code unsilence}: for some time people are not told of some alerts. */
final class SilenceCommands {

    private SilenceCommands() {}

    static void addTo(CommandLine alerts, Workplace place) {
        alerts.addSubcommand(new Add(place)).addSubcommand(new Silences(place)).addSubcommand(new End(place));
    }

    @Command(
            name = "silence",
            description = "For some time people are not told of some alerts; they are found and recorded all the same,"
                    + " and told when the silence is over if they are open then.")
    private static final class Add implements Callable<Integer> {

        private final Workplace place;

        @Option(
                names = "--match",
                paramLabel = "FIELD=PATTERN",
                description = "Which alerts, e.g. slice=site=valley or severity=warning (and worse); several must all"
                        + " fit; * stands for any characters; all for all of them.")
        private List<String> match = new ArrayList<>();

        @Option(
                names = "--from",
                paramLabel = "T",
                converter = TimeText.Converter.class,
                description = "Begin: a day or an instant. Default: now.")
        private TimeText from;

        @Mixin
        private final UntilOptions until = new UntilOptions();

        @Mixin
        private final CommentOptions note = new CommentOptions();

        Add(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            Silence.Terms terms = terms();
            try (Ports ports = place.open("alerts silence")) {
                ports.prepare();
                Silence silence = ports.alertDesk().add(terms);
                long fitting = ports.alertLog().episodes(Filter.ALL).stream()
                        .filter(episode -> episode.state().isOpen()
                                && terms.matcher().matches(episode.key(), episode.severity(), episode.caseId()))
                        .count();
                place.answer(Facts.said(
                                "Silence " + silence.id() + " of " + MatcherText.of(terms.matcher()) + " holds from "
                                        + ShownText.instant(terms.from()) + " to " + ShownText.instant(terms.until())
                                        + " UTC: people are not told of them.",
                                fitting + (fitting == 1 ? " open alert fits" : " open alerts fit")
                                        + " now. `cxrwatch alerts unsilence " + silence.id() + "` ends it before.")
                        .with("silence", silence.id())
                        .with("match", MatcherText.of(terms.matcher()))
                        .with("starts_at", terms.from())
                        .with("ends_at", terms.until())
                        .with("created_by", terms.by())
                        .with("comment", terms.comment())
                        .with("open_alerts", fitting));
            }
            return ExitCode.DONE.number();
        }

        private Silence.Terms terms() {
            Instant now = place.now();
            Instant begin = Optional.ofNullable(from).map(TimeText::instant).orElse(now);
            Instant end = until.end(begin)
                    .orElseThrow(() -> new UsageException(
                            "alerts silence does not know how long it shall hold.",
                            "Say so: --for 8h, or --until 2026-10-20T06:00Z."));
            if (!begin.isBefore(end)) {
                throw new UsageException(
                        "The silence would end " + ShownText.instant(end) + " UTC, before it begins "
                                + ShownText.instant(begin) + " UTC.",
                        "Let --from be before --until.");
            }
            if (!end.isAfter(now)) {
                throw new UsageException(
                        "The silence would be over already: it would end " + ShownText.instant(end) + " UTC, and it is "
                                + ShownText.instant(now) + " UTC now.",
                        "Name a later end with --until; what people were told cannot be taken back.");
            }
            String comment = note.comment()
                    .orElseThrow(() -> new UsageException(
                            "alerts silence does not know why people shall not be told.",
                            "Say so in words, for whoever wonders at the quiet: --comment \"scanner v-2 is"
                                    + " serviced\"."));
            return new Silence.Terms(MatcherText.parse(match), begin, end, note.by(place), comment);
        }
    }

    @Command(name = "silences", description = "All silences: to come, holding and over.")
    private record Silences(Workplace place) implements Callable<Integer> {

        @Override
        public Integer call() {
            Instant now = place.now();
            try (Ports ports = place.open("alerts silences")) {
                place.answer(new Listing<>(ports.alertDesk().silences(), "There are no silences.")
                        .column("silence", "ID", Silence::id)
                        .column("state", "STATE", silence -> silence.state(now).text())
                        .column(
                                "match",
                                "ALERTS",
                                silence -> MatcherText.of(silence.terms().matcher()))
                        .column("starts_at", "FROM", silence -> silence.terms().from())
                        .column("ends_at", "UNTIL", silence -> silence.terms().until())
                        .column("created_by", "BY", silence -> silence.terms().by())
                        .column("comment", "COMMENT", silence -> silence.terms().comment())
                        .field("created_at", Silence::created)
                        .column("ended_at", "ENDED", silence -> silence.ended().map(Silence.End::at))
                        .field("ended_by", silence -> silence.ended().map(Silence.End::by))
                        .field("ended_comment", silence -> silence.ended().map(Silence.End::comment)));
            }
            return ExitCode.DONE.number();
        }
    }

    @Command(
            name = "unsilence",
            description = "Ends a silence before its time; what is open and was kept back is told next.")
    private static final class End implements Callable<Integer> {

        private final Workplace place;

        @Parameters(paramLabel = "ID", description = "The number of the silence.")
        private long wanted;

        @Mixin
        private final CommentOptions note = new CommentOptions();

        End(Workplace place) {
            this.place = place;
        }

        @Override
        public Integer call() {
            String by = note.by(place);
            try (Ports ports = place.open("alerts unsilence")) {
                ports.prepare();
                Silence silence = find(ports.alertDesk().silences());
                if (!ports.alertDesk().end(silence.id(), by, note.comment().orElse(""))) {
                    find(ports.alertDesk().silences()); // somebody else was faster, and this says so
                }
                place.answer(Facts.said("Silence " + silence.id() + " of "
                                + MatcherText.of(silence.terms().matcher()) + " is over, says " + by
                                + ". What is open and was kept back is told by the next `cxrwatch notify` or"
                                + " `nightly`.")
                        .with("silence", silence.id())
                        .with("ended_by", by));
            }
            return ExitCode.DONE.number();
        }

        private Silence find(List<Silence> all) {
            Instant now = place.now();
            List<String> there = all.stream()
                    .filter(silence -> silence.state(now) != Silence.State.ENDED)
                    .map(silence -> String.valueOf(silence.id()))
                    .toList();
            String remedy = there.isEmpty()
                    ? "No silence holds or is to come."
                    : "Holding or to come: " + String.join(", ", there) + "; `cxrwatch alerts silences` shows them.";
            Silence silence = all.stream()
                    .filter(one -> one.id() == wanted)
                    .findFirst()
                    .orElseThrow(() -> new UsageException("There is no silence " + wanted + ".", remedy));
            if (silence.state(now) == Silence.State.ENDED) {
                Instant end = silence.ended()
                        .map(Silence.End::at)
                        .orElse(silence.terms().until());
                throw new UsageException(
                        "Silence " + wanted + " is over since " + ShownText.instant(end) + " UTC.", remedy);
            }
            return silence;
        }
    }
}
