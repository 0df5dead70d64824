package org.cxrwatch.notice;

import java.util.List;
import java.util.Optional;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.AlertSeverity;

/**
 * What a message tells, before a channel gives it its form. It holds aggregates only: nothing of a patient, no id of a
 * prediction.
 *
 * @param cases the worst first
 */
public record Notice(List<CaseNews> cases) {

    /** Copies the list. */
    public Notice {
        cases = List.copyOf(cases);
    }

    /**
     * What is told of one case.
     *
     * @param caseId its id, which commands take
     * @param severity of its worst news
     * @param headline what happened and where, in one line
     * @param alerts what changed, the worst first
     * @param symptoms what moved because of it, as texts such as {@code scanner=v-1}
     * @param figures the numbers that matter, at most three
     * @param checks what to look at first, in the order to do it
     * @param commands what to type: how to read more of it and to acknowledge it
     * @param links where to read on
     */
    public record CaseNews(
            String caseId,
            AlertSeverity severity,
            String headline,
            List<AlertNews> alerts,
            List<String> symptoms,
            List<Figure> figures,
            List<String> checks,
            List<String> commands,
            List<Link> links) {

        /** Copies the lists. */
        public CaseNews {
            alerts = List.copyOf(alerts);
            symptoms = List.copyOf(symptoms);
            figures = List.copyOf(figures);
            checks = List.copyOf(checks);
            commands = List.copyOf(commands);
            links = List.copyOf(links);
        }
    }

    /**
     * What changed of one alert.
     *
     * @param key what it is about
     * @param episode its number
     * @param kind what changed
     * @param severity from then on
     * @param span the windows it rests on
     * @param text what was found, since when, how sure
     */
    public record AlertNews(
            AlertKey key, int episode, Transition.Kind kind, AlertSeverity severity, Episode.Span span, String text) {

        /** Of which episode. */
        public Episode.Id episodeId() {
            return new Episode.Id(key, episode);
        }
    }

    /**
     * A number that matters.
     *
     * @param name of what, with its unit
     * @param value as people read it
     * @param baseline the same where nothing was wrong; empty if there is none
     */
    public record Figure(String name, String value, Optional<String> baseline) {}

    /**
     * Where to read on.
     *
     * @param label what is there
     * @param target a URL, or a page of the documentation
     */
    public record Link(String label, String target) {}
}
