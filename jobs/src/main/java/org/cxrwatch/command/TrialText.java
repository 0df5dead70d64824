package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.JudgedWindow;
import org.cxrwatch.alert.Judgement;
import org.cxrwatch.alert.RuleTrial;
import org.cxrwatch.config.RuleBook;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * What a rule would have done, as people and programs are told.
 *
 * @param entry the rule
 * @param period which days
 * @param asOf by what was known then
 * @param trial what came of it
 */
record TrialText(RuleBook.Entry entry, PeriodOptions.Period period, Instant asOf, RuleTrial trial) {

    /** What of each window is shown. */
    enum Shown {
        /** What would open an alert or keep it open, by itself. */
        RAISED,
        /** What another slice explains, and what is clear or undecided, too. */
        EVERYTHING
    }

    /** How a window was judged. */
    private enum Judged {
        RAISED,
        EXPLAINED,
        CLEAR,
        OVER,
        UNDECIDED;

        static Judged of(Judgement judgement) {
            if (judgement instanceof Judgement.Raised) {
                return RAISED;
            }
            if (judgement instanceof Judgement.Explained) {
                return EXPLAINED;
            }
            if (judgement instanceof Judgement.Over) {
                return OVER;
            }
            return judgement instanceof Judgement.Clear ? CLEAR : UNDECIDED;
        }

        String text() {
            return Readings.lower(this);
        }
    }

    private record Line(Window window, Judged judged, Judgement judgement) {

        String severity() {
            return judgement instanceof Judgement.Raised raised
                    ? raised.severity().text()
                    : "";
        }

        String text() {
            return "  " + when(window) + "  " + judged.text() + (severity().isEmpty() ? "" : " (" + severity() + ")")
                    + ": " + judgement.text();
        }

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("window_start", window.start());
            fields.put("alert_key", judgement.key().toString());
            fields.put("judged", judged.text());
            fields.put("severity", Optional.of(severity()).filter(text -> !text.isEmpty()));
            fields.put("text", judgement.text());
            return fields;
        }
    }

    /** The answer. */
    Facts facts(Shown shown) {
        List<Line> judged = judged();
        List<Line> told = judged.stream()
                .filter(line -> shown == Shown.EVERYTHING || line.judged() == Judged.RAISED)
                .toList();
        Map<Judged, Integer> counts = new EnumMap<>(Judged.class);
        judged.forEach(line -> counts.merge(line.judged(), 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        lines.add(new RuleText(entry.rule()).sentence());
        lines.add("Tried " + period.text() + ", by what was known as of " + ShownText.instant(asOf)
                + (entry.standing() == RuleBook.Standing.OFF ? "; the rule is off" : "")
                + ". Nothing was written, nobody was told.");
        told.forEach(line -> lines.add(line.text()));
        lines.add(
                counts.isEmpty()
                        ? "Nothing of these days was there to judge."
                        : "Judged " + judged.size() + (judged.size() == 1 ? " time: " : " times: ")
                                + ShownText.of(texts(counts))
                                + (told.size() < judged.size() ? "; --all shows each." : "."));
        trial.fired().forEach(fired -> lines.add(sentence(fired)));
        lines.add(summary());
        return Facts.said(lines)
                .with("rule", entry.rule().name())
                .with("first_day", period.firstDay())
                .with("last_day", period.lastDay())
                .with("as_of", asOf)
                .with("counts", texts(counts))
                .with("windows", told.stream().map(Line::fields).toList())
                .with("episodes", trial.fired().stream().map(TrialText::fields).toList())
                .with("messages", trial.casesTold().size());
    }

    private static Map<String, Object> texts(Map<Judged, Integer> counts) {
        Map<String, Object> texts = new LinkedHashMap<>();
        counts.forEach((judged, count) -> texts.put(judged.text(), count));
        return texts;
    }

    private List<Line> judged() {
        List<Line> lines = new ArrayList<>();
        for (JudgedWindow window : trial.judged()) {
            window.judgements()
                    .forEach(judgement -> lines.add(new Line(window.window(), Judged.of(judgement), judgement)));
        }
        return lines;
    }

    private static String when(Window window) {
        return switch (window.kind()) {
            case HOUR -> ShownText.instant(window.start()) + " UTC";
            case DAY -> window.firstDay().toString();
            case DAYS_7, DAYS_28 -> window.firstDay() + " to " + window.lastDay();
        };
    }

    private static String end(Window window) {
        return window.kind() == WindowKind.HOUR
                ? ShownText.instant(window.start()) + " UTC"
                : window.lastDay().toString();
    }

    private static String sentence(RuleTrial.Fired fired) {
        Episode.Span span = fired.occurrence().found().span();
        boolean longer = !span.opened().equals(span.last());
        return "Would have fired " + when(span.opened()) + (longer ? " … " + end(span.last()) : "") + " at "
                + fired.occurrence().key().slice() + " ("
                + fired.occurrence().key().scope() + "), "
                + fired.occurrence().found().severity().text()
                + span.resolved().map(window -> ", over on " + end(window)).orElse(", not over yet") + ": case "
                + fired.caseId() + ".";
    }

    private String summary() {
        if (trial.fired().isEmpty()) {
            return "It would not have fired.";
        }
        int messages = trial.casesTold().size();
        return "It would have fired " + trial.fired().size() + (trial.fired().size() == 1 ? " time" : " times") + ": "
                + messages + (messages == 1 ? " message" : " messages")
                + " when the cases opened, to each receiver that is told of their severity.";
    }

    private static Map<String, Object> fields(RuleTrial.Fired fired) {
        Episode.Span span = fired.occurrence().found().span();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alert_key", fired.occurrence().key().toString());
        fields.put("severity", fired.occurrence().found().severity().text());
        fields.put("state", fired.occurrence().found().state().text());
        fields.put("opened_window_start", span.opened().start());
        fields.put("last_window_start", span.last().start());
        fields.put("resolved_window_start", span.resolved().map(Window::start));
        fields.put("case_id", fired.caseId());
        fields.put("evidence", fired.occurrence().found().evidence());
        return fields;
    }
}
