package org.cxrwatch.notice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertState;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.Slice;

/**
 * Tells of a case in words and numbers: what happened, since when, where, how sure, what to look at first, and what to
 * type. What it says rests on aggregates; names from logs lose what would steer a terminal, and everything is bounded.
 */
public final class Telling {

    private static final int HEADLINE = 200;
    private static final int TEXT = 700;
    private static final int NAME = 80;
    private static final int ID = 400;
    private static final int ALERTS = 20;
    private static final int SYMPTOMS = 60;
    private static final int CHECKS = 5;

    private final Function<AlertKey, String> runbook;
    private final Links links;

    /**
     * Tells with these pages.
     *
     * @param runbook of each alert the page that says what to do
     * @param links pages of the installation
     */
    public Telling(Function<AlertKey, String> runbook, Links links) {
        this.runbook = runbook;
        this.links = links;
    }

    /** What changed of one case; at least one change. */
    public Notice.CaseNews news(Collection<News> ofCase, Background background) {
        return told(CaseStory.of(merged(ofCase), background));
    }

    /** What is open of one case, or was; at least one alert. */
    public Notice.CaseNews standing(Collection<Episode> ofCase, Background background) {
        return told(CaseStory.of(
                ofCase.stream()
                        .map(episode -> new Told(episode, Transition.standing(episode), episode.severity()))
                        .toList(),
                background));
    }

    /** Of one alert, one entry: that it opened, if it did so this night, else what became of it last. */
    private static Collection<Told> merged(Collection<News> news) {
        Map<Episode.Id, Told> merged = new LinkedHashMap<>();
        news.stream()
                .sorted(Comparator.comparing(item -> item.transition().kind()))
                .map(item -> new Told(
                        item.episode(),
                        item.transition().kind(),
                        item.transition().severity()))
                .forEach(told -> merged.merge(
                        told.episode().id(),
                        told,
                        (earlier, later) -> earlier.kind() == Transition.Kind.OPENED ? earlier : later));
        return merged.values();
    }

    private Notice.CaseNews told(CaseStory story) {
        Told lead = story.lead();
        AlertText text = new AlertText(story);
        return new Notice.CaseNews(
                Plain.line(story.caseId(), ID),
                lead.severity(),
                headline(story),
                story.told().stream()
                        .limit(ALERTS)
                        .map(each -> alert(each, Plain.line(text.of(each), TEXT)))
                        .toList(),
                story.isLive() ? symptoms(story) : List.of(),
                new CaseFigures(story).figures().stream().map(Telling::plain).toList(),
                story.isLive() ? checks(story) : List.of(),
                commands(story),
                links(story));
    }

    private static String headline(CaseStory story) {
        String words = Plain.line(new Headline(story).text(), HEADLINE);
        return story.isLive()
                ? words + Subject.SEPARATOR + Urgency.words(story.lead().severity())
                : words;
    }

    private static Notice.AlertNews alert(Told told, String text) {
        Episode episode = told.episode();
        return new Notice.AlertNews(
                episode.key(), episode.number(), told.kind(), told.severity(), episode.span(), text);
    }

    private static Notice.Figure plain(Notice.Figure figure) {
        return new Notice.Figure(
                Plain.line(figure.name(), 2 * NAME), Plain.line(figure.value(), NAME), figure.baseline());
    }

    private static List<String> symptoms(CaseStory story) {
        TreeSet<Slice> symptoms = new TreeSet<>();
        story.live().forEach(episode -> symptoms.addAll(episode.symptoms()));
        story.live().forEach(episode -> symptoms.remove(episode.key().slice()));
        return symptoms.stream()
                .limit(SYMPTOMS)
                .map(slice -> Plain.line(slice.toString(), NAME))
                .toList();
    }

    private static List<String> checks(CaseStory story) {
        return FirstCheck.of(Stream.concat(
                                story.told().stream().filter(Told::isLive).map(Told::episode), story.images().stream())
                        .map(episode -> new FirstCheck(episode, story.since(episode)))
                        .toList())
                .stream()
                .limit(CHECKS)
                .map(step -> Plain.line(step, TEXT))
                .toList();
    }

    /** What is over needs nobody's hand. */
    private static List<String> commands(CaseStory story) {
        String id = Plain.word(Plain.line(story.caseId(), ID));
        List<String> commands = new ArrayList<>();
        commands.add("cxrwatch alerts explain " + id);
        if (story.live().anyMatch(episode -> episode.state() == AlertState.FIRING)) {
            commands.add("cxrwatch alerts ack " + id);
        }
        return commands;
    }

    private List<Notice.Link> links(CaseStory story) {
        Stream<Notice.Link> pages = story.told().stream()
                .filter(each -> each.isLive() == story.isLive())
                .map(each -> runbook.apply(each.episode().key()))
                .distinct()
                .map(page -> new Notice.Link("What to check and do", page));
        return Stream.concat(
                        story.isLive() ? pages : Stream.empty(),
                        links.of(story.lead().episode()).stream())
                .toList();
    }
}
