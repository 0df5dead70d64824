package org.cxrwatch.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.model.AlertSeverity;

/** Turns the news of a night into messages: one a case and receiver. */
public final class Announcement {

    private static final Comparator<News> WORST_FIRST = Comparator.comparing(
                    (News news) -> news.transition().severity(), Comparator.reverseOrder())
            .thenComparing(news -> news.transition().key())
            .thenComparing(news -> news.transition().episode())
            .thenComparing(news -> news.transition().kind());

    private final List<Receiver> receivers;
    private final Function<AlertKey, String> runbook;

    /**
     * Who is told.
     *
     * @param channel by which technology
     * @param name who
     * @param least the least severity they are told of
     */
    public record Receiver(String channel, String name, AlertSeverity least) {

        /** Whoever reads the log. */
        public static final Receiver LOG = new Receiver("log", "log", AlertSeverity.WARNING);
    }

    /**
     * A change that people are told of.
     *
     * @param transition the change
     * @param episode the episode after it
     */
    record News(Transition transition, Episode episode) {}

    /** Tells these receivers, and names for each alert the page that says what to do. */
    public Announcement(List<Receiver> receivers, Function<AlertKey, String> runbook) {
        this.receivers = List.copyOf(receivers);
        this.runbook = runbook;
    }

    /** The messages of a night, by case and receiver. */
    List<Message> messages(Collection<News> news) {
        Map<String, List<News>> cases = news.stream()
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(item -> item.transition().caseId(), TreeMap::new, Collectors.toList()));
        List<Message> messages = new ArrayList<>();
        for (List<News> items : cases.values()) {
            receivers.stream()
                    .filter(receiver -> items.get(0).transition().severity().compareTo(receiver.least()) >= 0)
                    .map(receiver -> message(receiver, items))
                    .forEach(messages::add);
        }
        return messages;
    }

    private Message message(Receiver receiver, List<News> items) {
        Transition worst = items.get(0).transition();
        return new Message(
                dedupKey(receiver, items),
                receiver.channel(),
                receiver.name(),
                worst.severity(),
                worst.asOf(),
                subject(items),
                lines(items));
    }

    private static String subject(List<News> items) {
        Transition worst = items.get(0).transition();
        String what = items.stream()
                .map(item -> item.transition().key().type().text() + " "
                        + item.transition().kind().text())
                .distinct()
                .collect(Collectors.joining(", "));
        return worst.severity() + " " + worst.key().slice() + ": " + what + " [" + worst.caseId() + "]";
    }

    private List<String> lines(List<News> items) {
        List<String> lines = new ArrayList<>();
        for (News item : items) {
            Transition transition = item.transition();
            lines.add(transition.kind().name() + " " + transition.severity() + " " + transition.key() + ": "
                    + transition.text());
        }
        items.stream()
                .map(item -> runbook.apply(item.transition().key()))
                .distinct()
                .map(page -> "What to check and do: " + page)
                .forEach(lines::add);
        return lines;
    }

    /**
     * Says the same of the same episodes by the same channel to the same receiver: whatever night says it, it is one
     * key.
     */
    private static String dedupKey(Receiver receiver, List<News> items) {
        String said = items.stream()
                .map(News::transition)
                .map(transition -> transition.key().fingerprint() + "#" + transition.episode() + ":"
                        + transition.kind().text() + ":" + transition.severity())
                .sorted()
                .collect(Collectors.joining("+"));
        return items.get(0).transition().caseId() + "/"
                + Fingerprint.of(
                        (said + "@" + receiver.channel() + "/" + receiver.name()).getBytes(StandardCharsets.UTF_8));
    }
}
