package org.cxrwatch.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.Notice;

/**
 * A message in Slack's blocks, within their limits. What comes from data is escaped, so that no name mentions anybody
 * or becomes a link.
 *
 * @param subject one line
 * @param message what to say
 */
record SlackText(String subject, Message message) {

    private static final int MOST_BLOCKS = 50;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3_000;
    private static final int MOST_FIELDS = 10;
    private static final int LONGEST_FIELD = 2_000;
    private static final int LONGEST_FALLBACK = 3_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The body to post. */
    String json() {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("text", cut(escaped(subject), LONGEST_FALLBACK));
        body.put("unfurl_links", false);
        body.put("unfurl_media", false);
        ArrayNode blocks = body.putArray("blocks");
        blocks.add(header());
        List<Notice.CaseNews> cases =
                message.isToldByLines() ? List.of() : message.notice().cases();
        int told = 0;
        for (Notice.CaseNews each : cases) {
            List<ObjectNode> more = blocks(each);
            if (blocks.size() + more.size() >= MOST_BLOCKS) {
                break;
            }
            more.forEach(blocks::add);
            told++;
        }
        if (message.isToldByLines()) {
            blocks.add(section(message.lines().stream().map(SlackText::escaped).collect(Collectors.joining("\n"))));
        } else if (told < cases.size()) {
            blocks.add(section("_and " + (cases.size() - told) + " more, which `cxrwatch alerts list` shows_"));
        }
        return body.toString();
    }

    /** Plain text: Slack reads no markup in it. */
    private ObjectNode header() {
        ObjectNode block = MAPPER.createObjectNode().put("type", "header");
        block.putObject("text")
                .put("type", "plain_text")
                .put("text", PlainText.shortened(filled(PlainText.oneLine(subject)), LONGEST_HEADER))
                .put("emoji", false);
        return block;
    }

    private static List<ObjectNode> blocks(Notice.CaseNews told) {
        List<ObjectNode> blocks = new ArrayList<>();
        blocks.add(MAPPER.createObjectNode().put("type", "divider"));
        String alerts = told.alerts().stream()
                .map(alert -> "\n• *" + escaped(alert.kind().text()) + "* "
                        + escaped(alert.key().toString()) + ": " + escaped(alert.text()))
                .collect(Collectors.joining());
        blocks.add(section(
                "*" + told.severity() + "* " + escaped(told.headline()) + "\nCase " + code(told.caseId()) + alerts));
        if (!told.figures().isEmpty()) {
            blocks.add(figures(told.figures()));
        }
        List<String> rest = new ArrayList<>();
        if (!told.symptoms().isEmpty()) {
            rest.add("Moved with it: " + escaped(String.join(", ", told.symptoms())));
        }
        IntStream.range(0, told.checks().size())
                .forEach(i -> rest.add((i + 1) + ". " + escaped(told.checks().get(i))));
        told.commands().forEach(command -> rest.add(code(command)));
        told.links().forEach(link -> rest.add(link(link)));
        if (!rest.isEmpty()) {
            blocks.add(section(String.join("\n", rest)));
        }
        return blocks;
    }

    private static ObjectNode figures(List<Notice.Figure> figures) {
        ObjectNode block = MAPPER.createObjectNode().put("type", "section");
        ArrayNode fields = block.putArray("fields");
        figures.stream()
                .limit(MOST_FIELDS)
                .forEach(figure -> fields.addObject()
                        .put("type", "mrkdwn")
                        .put(
                                "text",
                                cut(
                                        "*" + escaped(figure.name()) + "*\n" + escaped(figure.value())
                                                + figure.baseline()
                                                        .map(usual -> " (usually " + escaped(usual) + ")")
                                                        .orElse(""),
                                        LONGEST_FIELD))
                        .put("verbatim", true));
        return block;
    }

    private static ObjectNode section(String text) {
        ObjectNode block = MAPPER.createObjectNode().put("type", "section");
        block.putObject("text")
                .put("type", "mrkdwn")
                .put("text", cut(filled(text), LONGEST_SECTION))
                .put("verbatim", true);
        return block;
    }

    private static String link(Notice.Link link) {
        return MailText.isWeb(link.target())
                ? "<" + escaped(link.target()).replace("|", "%7C").replace(" ", "%20") + "|"
                        + escaped(link.label()).replace("|", "/") + ">"
                : escaped(link.label()) + ": " + code(link.target());
    }

    private static String code(String text) {
        return "`" + escaped(text).replace('`', '\'') + "`";
    }

    /** Slack takes no empty text. */
    private static String filled(String text) {
        return text.isBlank() ? "-" : text;
    }

    /** Slack's three special characters; with them go mentions, channels and links. */
    private static String escaped(String text) {
        return PlainText.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** At most so long; neither an escaped character nor a link is cut in two. */
    private static String cut(String text, int longest) {
        String cut = PlainText.shortened(text, longest);
        if (cut.length() == text.length()) {
            return cut;
        }
        int amp = cut.lastIndexOf('&');
        int open = cut.lastIndexOf('<');
        int end = cut.length() - 1;
        if (amp >= 0 && cut.indexOf(';', amp) < 0) {
            end = Math.min(end, amp);
        }
        if (open >= 0 && cut.indexOf('>', open) < 0) {
            end = Math.min(end, open);
        }
        return cut.substring(0, end) + "…";
    }
}
