package org.cxrwatch.notify;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;

/**
 * A message as text and as HTML: one column, which a phone shows as well as a screen; no colours but those of
 * severities, each with its own background, so that a dark theme may choose the others; nothing loaded from elsewhere.
 */
final class MailText {

    private static final String FONT = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;";
    private static final String CELL = "padding:4px 12px 4px 0;text-align:left;vertical-align:top;";
    private static final String CODE = "font-family:Menlo,Consolas,monospace;font-size:14px;";

    private MailText() {}

    /** Its lines; nothing in them begins a line of its own. */
    static String plain(Message message) {
        return message.lines().stream().map(PlainText::oneLine).collect(Collectors.joining("\n", "", "\n"));
    }

    /** The same as HTML. */
    static String html(Message message) {
        List<Notice.CaseNews> cases = message.notice().cases();
        String body = message.isToldByLines()
                ? message.lines().stream().map(MailText::paragraph).collect(Collectors.joining())
                : cases.stream().map(MailText::told).collect(Collectors.joining("<hr style=\"opacity:.3\">"));
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\">"
                + "<meta name=\"supported-color-schemes\" content=\"light dark\">"
                + "<title>" + escaped(message.subject()) + "</title></head>"
                + "<body style=\"margin:0;padding:16px;" + FONT + "font-size:16px;line-height:1.5\">"
                + "<div style=\"max-width:640px;margin:0 auto\">" + body + "</div></body></html>";
    }

    private static String told(Notice.CaseNews told) {
        return "<h2 style=\"font-size:19px;line-height:1.3;margin:16px 0 8px\">" + badge(told.severity()) + " "
                + escaped(told.headline()) + "</h2>"
                + "<p style=\"margin:0 0 12px;opacity:.75;font-size:14px\">Case " + escaped(told.caseId()) + "</p>"
                + figures(told.figures())
                + told.alerts().stream().map(MailText::alert).collect(Collectors.joining())
                + (told.symptoms().isEmpty() ? "" : paragraph("Moved with it: " + String.join(", ", told.symptoms())))
                + list(
                        "What to look at first",
                        "ol",
                        told.checks().stream().map(MailText::escaped).toList())
                + list(
                        "What to type",
                        "ul",
                        told.commands().stream()
                                .map(command -> "<code style=\"" + CODE + "\">" + escaped(command) + "</code>")
                                .toList())
                + list(
                        "Read on",
                        "ul",
                        told.links().stream().map(MailText::link).toList());
    }

    private static String badge(AlertSeverity severity) {
        String colours = switch (severity) {
            case INFO -> "background:#1f5fa8;color:#ffffff";
            case WARNING -> "background:#ffcf33;color:#1a1a1a";
            case CRITICAL -> "background:#c4281c;color:#ffffff";
            case EMERGENCY -> "background:#7a0f5c;color:#ffffff";
        };
        return "<span style=\"" + colours + ";border-radius:4px;padding:2px 8px;font-size:14px;white-space:nowrap\">"
                + severity.name() + "</span>";
    }

    private static String figures(List<Notice.Figure> figures) {
        if (figures.isEmpty()) {
            return "";
        }
        String rows = figures.stream()
                .map(figure -> "<tr>" + cell("th", figure.name()) + cell("td", figure.value())
                        + cell(
                                "td",
                                figure.baseline()
                                        .map(usual -> "usually " + usual)
                                        .orElse("")) + "</tr>")
                .collect(Collectors.joining());
        return "<table role=\"table\" style=\"border-collapse:collapse;margin:0 0 12px\">" + rows + "</table>";
    }

    private static String cell(String tag, String text) {
        return "<" + tag + " style=\"" + CELL + "\">" + escaped(text) + "</" + tag + ">";
    }

    private static String alert(Notice.AlertNews alert) {
        return "<p style=\"margin:0 0 8px\"><strong>"
                + escaped(alert.kind().text().toUpperCase(Locale.ROOT)) + " "
                + alert.severity() + "</strong> <span style=\"overflow-wrap:anywhere\">"
                + escaped(alert.key().toString()) + "</span><br>" + escaped(alert.text()) + "</p>";
    }

    private static String link(Notice.Link link) {
        return isWeb(link.target())
                ? "<a href=\"" + escaped(link.target()) + "\">" + escaped(link.label()) + "</a>"
                : escaped(link.label()) + ": " + escaped(link.target());
    }

    /** Whether a target can be gone to; anything else, such as {@code javascript:}, is only shown. */
    static boolean isWeb(String target) {
        return target.startsWith("https://") || target.startsWith("http://");
    }

    private static String list(String heading, String tag, List<String> items) {
        return items.isEmpty()
                ? ""
                : "<h3 style=\"font-size:16px;margin:12px 0 4px\">" + heading + "</h3><" + tag
                        + " style=\"margin:0 0 12px;padding-left:24px\">"
                        + items.stream().map(item -> "<li>" + item + "</li>").collect(Collectors.joining()) + "</" + tag
                        + ">";
    }

    private static String paragraph(String text) {
        return "<p style=\"margin:0 0 8px;overflow-wrap:anywhere\">" + escaped(text) + "</p>";
    }

    /** A text that stays one wherever it stands, in an attribute too. */
    static String escaped(String text) {
        return PlainText.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
