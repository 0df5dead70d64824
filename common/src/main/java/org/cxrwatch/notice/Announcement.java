package org.cxrwatch.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Fingerprint;
import org.cxrwatch.alert.Handling;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;

/** Turns the news of a night into messages: one a receiver, that tells of every case it is to hear of. */
public final class Announcement {

    private static final Comparator<News> WORST_FIRST = Comparator.comparing(
                    (News news) -> news.transition().severity(), Comparator.reverseOrder())
            .thenComparing(news -> news.transition().key())
            .thenComparing(news -> news.transition().episode())
            .thenComparing(news -> news.transition().kind());

    private final Routing routing;
    private final Function<AlertKey, String> runbook;

    /** Tells whom the routing names, and names for each alert the page that says what to do. */
    public Announcement(Routing routing, Function<AlertKey, String> runbook) {
        this.routing = routing;
        this.runbook = runbook;
    }

    /** The messages of a night. */
    public List<Message> messages(Collection<News> news) {
        return messages(Message.Purpose.ALERT, news, item -> routing.receivers(item.transition()));
    }

    /** Messages of some purpose, to these receivers. */
    public List<Message> messages(
            Message.Purpose purpose, Collection<News> news, Function<News, Collection<Receiver>> to) {
        Map<String, List<News>> cases = news.stream()
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(item -> item.transition().caseId(), TreeMap::new, Collectors.toList()));
        Map<Receiver, List<List<News>>> heard = new LinkedHashMap<>();
        for (List<News> items : worstFirst(cases.values())) {
            Set<Receiver> receivers = new LinkedHashSet<>();
            items.forEach(item -> receivers.addAll(to.apply(item)));
            receivers.forEach(receiver ->
                    heard.computeIfAbsent(receiver, none -> new ArrayList<>()).add(items));
        }
        return heard.entrySet().stream()
                .map(entry -> message(purpose, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<List<News>> worstFirst(Collection<List<News>> cases) {
        return cases.stream()
                .sorted(Comparator.comparing((List<News> items) -> items.get(0), WORST_FIRST))
                .toList();
    }

    private Message message(Message.Purpose purpose, Receiver receiver, List<List<News>> cases) {
        Notice notice = new Notice(cases.stream().map(this::told).toList());
        Notice.CaseNews worst = notice.cases().get(0);
        Instant asOf = cases.get(0).get(0).transition().asOf();
        return new Message(
                dedupKey(receiver, cases),
                purpose,
                receiver.channel(),
                receiver.name(),
                worst.severity(),
                asOf,
                subject(notice),
                lines(notice),
                notice);
    }

    /** How the cases of these episodes stand, the worst first. */
    public List<Notice.CaseNews> standing(Collection<Episode> episodes, Instant now) {
        Map<String, List<News>> cases = episodes.stream()
                .map(episode -> new News(Transition.standing(episode, now), episode))
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(item -> item.transition().caseId(), TreeMap::new, Collectors.toList()));
        return worstFirst(cases.values()).stream().map(this::told).toList();
    }

    private Notice.CaseNews told(List<News> items) {
        Transition worst = items.get(0).transition();
        return new Notice.CaseNews(
                worst.caseId(),
                worst.severity(),
                headline(items),
                items.stream().map(Announcement::alert).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                items.stream()
                        .map(item -> runbook.apply(item.transition().key()))
                        .distinct()
                        .map(page -> new Notice.Link("What to check and do", page))
                        .toList());
    }

    private static Notice.AlertNews alert(News news) {
        Transition transition = news.transition();
        return new Notice.AlertNews(
                transition.key(),
                transition.episode(),
                transition.kind(),
                transition.severity(),
                news.episode().span(),
                transition.text());
    }

    private static String headline(List<News> items) {
        String what = items.stream()
                .map(item -> item.transition().key().type().text() + " " + item.word())
                .distinct()
                .collect(Collectors.joining(", "));
        return items.get(0).transition().key().slice() + ": " + what;
    }

    private static String subject(Notice notice) {
        Notice.CaseNews worst = notice.cases().get(0);
        int more = notice.cases().size() - 1;
        return worst.severity() + " " + worst.headline() + " [" + worst.caseId() + "]"
                + (more == 0 ? "" : " and " + more + (more == 1 ? " more case" : " more cases"));
    }

    private static List<String> lines(Notice notice) {
        List<String> lines = new ArrayList<>();
        for (Notice.CaseNews told : notice.cases()) {
            told.alerts()
                    .forEach(alert -> lines.add(
                            alert.kind().name() + " " + alert.severity() + " " + alert.key() + ": " + alert.text()));
            told.links().forEach(link -> lines.add(link.label() + ": " + link.target()));
        }
        return lines;
    }

    /** Acknowledgements of one episode end more than once. */
    private static String ended(Transition transition) {
        return transition
                .handling()
                .flatMap(Handling::until)
                .map(until -> ":" + until)
                .orElse("");
    }

    /**
     * Says the same of the same episodes to the same receiver: whatever night says it, it is one key.
     */
    private static String dedupKey(Receiver receiver, List<List<News>> cases) {
        String said = cases.stream()
                .flatMap(List::stream)
                .map(News::transition)
                .map(transition -> transition.key().fingerprint() + "#" + transition.episode() + ":"
                        + transition.kind().text() + ":" + transition.severity() + ended(transition))
                .sorted()
                .collect(Collectors.joining("+"));
        return cases.get(0).get(0).transition().caseId() + "/"
                + Fingerprint.of((said + "@" + receiver.name()).getBytes(StandardCharsets.UTF_8));
    }
}
