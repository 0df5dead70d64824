package org.cxrwatch.notice;

import java.nio.charset.StandardCharsets;
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
    private final Telling telling;

    /** Tells whom the routing names, in these words. */
    public Announcement(Routing routing, Telling telling) {
        this.routing = routing;
        this.telling = telling;
    }

    /** The messages of what changed, to whom the routing names. */
    public List<Message> messages(Collection<News> news, Background background) {
        return messages(Message.Purpose.ALERT, news, background, item -> routing.receivers(item.transition()));
    }

    /** Messages of some purpose, to these receivers: one a receiver, the worst case first. */
    public List<Message> messages(
            Message.Purpose purpose,
            Collection<News> news,
            Background background,
            Function<News, Collection<Receiver>> to) {
        Map<String, List<News>> cases = news.stream()
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(item -> item.transition().caseId(), TreeMap::new, Collectors.toList()));
        Map<Receiver, List<List<News>>> heard = new LinkedHashMap<>();
        Map<String, Notice.CaseNews> told = new TreeMap<>();
        cases.forEach((caseId, items) -> told.put(caseId, telling.news(items, background)));
        for (List<News> items : worstFirst(cases, told)) {
            Set<Receiver> receivers = new LinkedHashSet<>();
            items.forEach(item -> receivers.addAll(to.apply(item)));
            receivers.forEach(receiver ->
                    heard.computeIfAbsent(receiver, none -> new ArrayList<>()).add(items));
        }
        return heard.entrySet().stream()
                .map(entry -> message(purpose, entry.getKey(), entry.getValue(), told))
                .toList();
    }

    /** How the cases of these episodes stand, the worst first. */
    public List<Notice.CaseNews> standing(Collection<Episode> episodes, Background background) {
        return episodes.stream()
                .collect(Collectors.groupingBy(Episode::caseId, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofCase -> telling.standing(ofCase, background))
                .sorted(Comparator.comparing(Notice.CaseNews::severity, Comparator.reverseOrder()))
                .toList();
    }

    /** What is over comes last, however bad it was. */
    private static List<List<News>> worstFirst(Map<String, List<News>> cases, Map<String, Notice.CaseNews> told) {
        return cases.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, List<News>> each) -> Subject.isOver(told.get(each.getKey())))
                        .thenComparing(each -> each.getValue().get(0), WORST_FIRST))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Message message(
            Message.Purpose purpose, Receiver receiver, List<List<News>> cases, Map<String, Notice.CaseNews> told) {
        Notice notice = new Notice(cases.stream()
                .map(items -> told.get(items.get(0).transition().caseId()))
                .toList());
        Transition worst = cases.get(0).get(0).transition();
        return new Message(
                dedupKey(purpose, receiver, cases),
                purpose,
                receiver.channel(),
                receiver.name(),
                worst.severity(),
                worst.asOf(),
                Subject.of(notice),
                NoticeText.lines(notice),
                notice);
    }

    /** Acknowledgements of one episode end more than once; of an end that was kept back the telling is all there is. */
    private static String ended(Transition transition) {
        return transition.kind() == Transition.Kind.EXPIRED
                ? ":" + transition.handling().flatMap(Handling::until).orElse(transition.asOf())
                : "";
    }

    /**
     * Says the same of the same episodes to the same receiver for the same reason: whatever night says it, it is one
     * key.
     */
    private static String dedupKey(Message.Purpose purpose, Receiver receiver, List<List<News>> cases) {
        String said = cases.stream()
                .flatMap(List::stream)
                .map(News::transition)
                .map(transition -> transition.key().fingerprint() + "#" + transition.episode() + ":"
                        + transition.kind().text() + ":" + transition.severity() + ended(transition))
                .sorted()
                .collect(Collectors.joining("+"));
        String why = purpose == Message.Purpose.ALERT ? "" : "!" + purpose.text();
        return cases.get(0).get(0).transition().caseId() + "/"
                + Fingerprint.of((said + "@" + receiver.name() + why).getBytes(StandardCharsets.UTF_8));
    }
}
