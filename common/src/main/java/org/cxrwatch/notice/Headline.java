package org.cxrwatch.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.alert.AlertKey;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.HourTraffic;
import org.cxrwatch.alert.RunFailures;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.model.Percent;
import org.cxrwatch.model.Score;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;

/** A case in one line: what happened, where, since when, and the number that says how bad it is. */
final class Headline {

    private final CaseStory story;

    Headline(CaseStory story) {
        this.story = story;
    }

    String text() {
        if (story.isLive()) {
            return happened();
        }
        Told lead = story.lead();
        String what = story.told().stream()
                .filter(each -> each.kind() == lead.kind())
                .map(each -> Noun.of(each.episode().key()))
                .distinct()
                .collect(Collectors.joining(", "));
        String head = story.isTakenBack()
                ? "Taken back, of " + story.since(lead.episode()) + ": " + what
                : over(lead) + ": " + what;
        return head
                + (story.beside().isEmpty()
                        ? ""
                        : "; still open: "
                                + story.live()
                                        .map(episode -> Noun.of(episode.key()))
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
    }

    /** That nobody looks any more is no all-clear. */
    private String over(Told lead) {
        return lead.episode().isUnwatched()
                ? "Not looked at any more since " + lead.over() + ", as "
                        + lead.episode().key().scope() + " answers no more"
                : "Over since " + lead.over() + ", after " + story.lasted();
    }

    private String happened() {
        Episode lead = story.lead().episode();
        if (isOfModel(lead.key())) {
            return model(lead.key());
        }
        return switch (lead.key().type()) {
            case HIGH_LATENCY -> "Answers" + CaseStory.at(lead.key().slice()) + " take" + slowness(lead) + when(lead);
            case HIGH_ERROR_RATE -> failing(lead) + when(lead);
            case LOW_THROUGHPUT -> missing(lead) + when(lead);
            case SYSTEM_RESOURCE ->
                lead.key().metric() + " of " + hosts(lead)
                        + story.numbers()
                                .load(lead)
                                .map(load -> " at " + Wording.number(load.upperHalf()))
                                .orElse(" near its limit")
                        + when(lead);
            case SYSTEM_TREND -> lead.key().metric() + " of " + hosts(lead) + " rises" + pace(lead) + when(lead);
            case NO_BASELINE ->
                lead.key().scope() + " answers without a baseline" + when(lead) + ": its drift is not looked at";
            case LABEL_COVERAGE ->
                "Labels are missing" + CaseStory.at(lead.key().slice()) + when(lead)
                        + ": nobody would see wrong answers there";
            case CUSTOM_METRIC -> custom(lead) + when(lead);
            case NOT_MEASURED ->
                "Numbers of " + lead.key().scope() + " are not measured any more" + when(lead)
                        + ": nobody would see them move";
            case MODEL_FAILURE -> "Nobody is answered" + CaseStory.at(lead.key().slice()) + when(lead);
            case RUN_FAILED ->
                RunFailures.isOfMessages(lead.key())
                        ? "Messages to " + lead.key().scope() + " were given up" + when(lead)
                        : "cxrwatch itself failed or is late" + when(lead) + ": nothing is watched";
            default -> Noun.of(lead.key()) + when(lead);
        };
    }

    private static boolean isOfModel(AlertKey key) {
        return key.type() == AlertType.DRIFT_DETECTED || key.type() == AlertType.ACCURACY_DROP;
    }

    /** Images first, as they explain the rest; then answers, which may be the patients'; then accuracy alone. */
    private String model(AlertKey key) {
        String where = CaseStory.at(key.slice());
        String since = " since " + story.since();
        if (story.images().isPresent()) {
            return "Images" + (where.isEmpty() ? " everywhere" : where) + " changed" + since + accuracy();
        }
        if (story.answers().isPresent() && story.wrongAnswers().isEmpty()) {
            return answers(story.answers().get(), where, since) + verdict();
        }
        return "Answers" + (where.isEmpty() ? " everywhere" : where) + " are wrong more often" + since + accuracy();
    }

    private Optional<MetricScore> accuracyKnown() {
        return accuracies()
                .filter(score -> score.score().measured().isPresent())
                .max(Comparator.comparing(score -> score.where().window()));
    }

    private Stream<MetricScore> accuracies() {
        return story.live()
                .filter(episode -> isOfModel(episode.key()))
                .flatMap(episode -> story.numbers().accuracy(episode).stream());
    }

    private String accuracy() {
        String unknown = accuracies().findFirst().isPresent() ? ", accuracy not known yet" : "";
        return accuracyKnown()
                .map(score -> ", accuracy " + Numbers.two(score.score().number().getAsDouble()))
                .orElse(unknown);
    }

    /** Other answers to images that are the same: prevalence, as far as accuracy does not say otherwise. */
    private String verdict() {
        return accuracyKnown()
                .map(score -> ", accuracy " + Numbers.two(score.score().number().getAsDouble())
                        + ": prevalence, not the model")
                .orElse(": other patients, as images are alike");
    }

    private String answers(Episode episode, String where, String since) {
        String place = where.isEmpty() ? " everywhere" : where;
        return story.numbers()
                .answers(episode)
                .map(shares -> (after(shares) >= before(shares) ? "More " : "Fewer ")
                        + story.numbers().positiveClass() + place + since + " (" + Percent.text(before(shares))
                        + " → "
                        + Percent.text(after(shares)) + ")")
                .orElseGet(() -> "Answers" + place + " changed" + since);
    }

    private String pace(Episode episode) {
        return story.numbers()
                .growth(episode.key(), episode.span().last())
                .map(growth -> " by " + Numbers.number(growth.perDay()) + " a day")
                .orElse(" day by day");
    }

    private double before(SubjectScore shares) {
        return story.numbers().before(shares);
    }

    private double after(SubjectScore shares) {
        return story.numbers().after(shares);
    }

    private String slowness(Episode episode) {
        return story.numbers()
                .worst(episode, Comparator.naturalOrder())
                .flatMap(score -> score.score().measured())
                .map(found -> " up to " + Wording.number(found.value()) + " s on average")
                .orElse(" too long");
    }

    private String failing(Episode episode) {
        return story.live()
                .filter(each -> each.key().type() == AlertType.HIGH_ERROR_RATE)
                .flatMap(each -> story.numbers().worst(each, Comparator.naturalOrder()).stream())
                .max(Comparator.comparing(score -> score.where().window().kind().length()))
                .flatMap(score -> score.score().measured())
                .map(Score.Measured::value)
                .map(share -> Percent.text(share) + " of requests"
                        + CaseStory.at(episode.key().slice()) + " fail")
                .orElseGet(() -> "Requests" + CaseStory.at(episode.key().slice()) + " fail");
    }

    private String missing(Episode episode) {
        List<HourTraffic> hours = story.numbers().hours(episode);
        boolean isNone = episode.key().slice().isAll()
                ? !hours.isEmpty() && hours.stream().allMatch(hour -> hour.requests() == 0)
                : story.numbers()
                        .requests(episode)
                        .filter(day -> day.requests() == 0)
                        .isPresent();
        return (isNone ? "No requests" : "Far fewer requests than usual")
                + CaseStory.at(episode.key().slice());
    }

    private String custom(Episode episode) {
        return episode.key().metric()
                + CaseStory.at(episode.key().slice())
                + story.numbers()
                        .worst(episode, Comparator.naturalOrder())
                        .flatMap(score -> score.score().measured())
                        .map(found -> " is " + Numbers.two(found.value()))
                        .orElse(" is beyond its level");
    }

    private String hosts(Episode lead) {
        Set<String> hosts = story.live()
                .map(Episode::key)
                .filter(key -> key.type() == lead.key().type()
                        && key.metric().equals(lead.key().metric()))
                .map(AlertKey::scope)
                .collect(Collectors.toSet());
        return hosts.size() == 1 ? lead.key().scope() : hosts.size() + " hosts";
    }

    private String when(Episode lead) {
        Told told = story.lead();
        return told.cameAndWent()
                ? " from " + Wording.when(lead.span().opened()) + " for " + told.lasted()
                : " since " + story.since();
    }
}
