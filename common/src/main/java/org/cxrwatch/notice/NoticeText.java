package org.cxrwatch.notice;

import java.util.ArrayList;
import java.util.List;
import org.cxrwatch.alert.Transition;

/** A notice as plain text, for mails, terminals and logs: lines of at most {@value #COLUMNS} columns, and not many. */
public final class NoticeText {

    /** The widest line, but for a word or an address that is longer by itself. */
    public static final int COLUMNS = 100;

    /** The most lines of one message: what a person reads. */
    public static final int LINES = 200;

    /** Stands for a blank at which no line ends. */
    private static final String HELD = "\u0000";

    private static final int ALERTS = 8;
    private static final int SYMPTOMS = 8;

    private final List<String> lines = new ArrayList<>();

    private NoticeText() {}

    /** The lines. */
    public static List<String> lines(Notice notice) {
        NoticeText text = new NoticeText();
        notice.cases().forEach(text::add);
        return text.lines.size() <= LINES ? List.copyOf(text.lines) : cut(text.lines);
    }

    private static List<String> cut(List<String> lines) {
        List<String> kept = new ArrayList<>(lines.subList(0, LINES - 1));
        kept.add("… and " + (lines.size() - LINES + 1) + " more lines: `cxrwatch alerts list` shows all cases.");
        return kept;
    }

    private void add(Notice.CaseNews told) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        wrap("", told.headline());
        wrap("", "Case " + told.caseId());
        lines.add("");
        told.alerts().stream().limit(ALERTS).forEach(alert -> wrap("  * ", text(alert)));
        more("    ", told.alerts().size() - ALERTS, "alert", "alerts");
        symptoms(told.symptoms());
        section("Numbers:", told.figures().stream().map(NoticeText::figure).toList());
        numbered("Check first:", told.checks());
        section("Type:", told.commands());
        section(
                "Read on:",
                told.links().stream()
                        .map(link -> link.label() + ": " + link.target())
                        .toList());
    }

    /** Of what is over its own words say so. */
    private static String text(Notice.AlertNews alert) {
        boolean isLong = alert.kind() != Transition.Kind.RAISED
                && !alert.span().opened().equals(alert.span().last());
        return alert.kind().isOver()
                ? alert.text()
                : alert.severity().text() + (isLong ? " at worst, " : ", ")
                        + alert.kind().text() + ": " + alert.text();
    }

    private void symptoms(List<String> symptoms) {
        if (!symptoms.isEmpty()) {
            int more = symptoms.size() - SYMPTOMS;
            wrap(
                    "  ",
                    "Moved with it, and needs no reason of its own: "
                            + String.join(
                                    ", ", symptoms.stream().limit(SYMPTOMS).toList())
                            + (more > 0 ? " and " + more + " more." : "."));
        }
    }

    private static String figure(Notice.Figure figure) {
        return figure.name() + ": " + figure.value()
                + figure.baseline().map(usual -> "; usual: " + usual).orElse("");
    }

    private void section(String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add(title);
            items.forEach(item -> wrap("  ", item));
        }
    }

    private void numbered(String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add(title);
            for (int i = 0; i < items.size(); i++) {
                wrap("  " + (i + 1) + ". ", items.get(i));
            }
        }
    }

    private void more(String indent, int more, String one, String many) {
        if (more > 0) {
            lines.add(indent + "and " + more + " more " + (more == 1 ? one : many));
        }
    }

    private void wrap(String first, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean isFresh = true;
        for (String glued : text.replace(" %", HELD + "%").split(" ", -1)) {
            String word = glued.replace(HELD, " ");
            if (!isFresh && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                isFresh = true;
            }
            line.append(isFresh ? "" : " ").append(word);
            isFresh = false;
        }
        lines.add(line.toString());
    }
}
