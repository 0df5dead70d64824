package org.cxrwatch.notice;

import java.util.Optional;
import org.cxrwatch.alert.AlertType;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Wording;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.Onset;

/** One alert in words: what was found, how sure, since when; of one that is over, for how long it was. */
final class AlertText {

    private final CaseStory story;

    AlertText(CaseStory story) {
        this.story = story;
    }

    String of(Told told) {
        Episode episode = told.episode();
        return switch (told.kind()) {
            case RAISED -> "Got worse. " + found(told);
            case ESCALATED -> "Nobody has acknowledged it. " + found(told);
            case EXPIRED -> "Nobody has it in hand any more, as the acknowledgement ended. " + found(told);
            case OPENED -> found(told) + story.recurrence(episode);
            case RESOLVED -> over(told);
            case RETRACTED ->
                "Taken back: " + Noun.of(episode.key()) + ". By what has arrived since" + now(episode)
                        + " it does not hold. It had said: " + episode.evidence();
            default -> found(told);
        };
    }

    private String found(Told told) {
        Episode episode = told.episode();
        return episode.evidence()
                + since(episode)
                + patients(episode)
                + (told.cameAndWent() ? " Over since " + told.over() + "; it lasted " + told.lasted() + "." : "");
    }

    /** The evidence names its own window: what began there needs no second date. */
    private String since(Episode episode) {
        Optional<Onset> onset = story.numbers().onset(episode);
        Episode.Span span = episode.span();
        boolean isNew = span.opened().equals(span.last())
                && onset.map(day -> day.isCertain()
                                && day.first().equals(span.opened().firstDay()))
                        .orElse(true);
        return isNew ? "" : " Since " + onset.map(Onset::toString).orElseGet(() -> Wording.when(span.opened())) + ".";
    }

    private String over(Told told) {
        Episode episode = told.episode();
        Episode.Span span = episode.span();
        String first = Wording.when(span.opened());
        String last = Wording.when(span.last());
        String found = first.equals(last) ? first : first + " to " + last;
        String worst = ", " + told.severity().text() + " at worst.";
        if (episode.isUnwatched()) {
            return "Not looked at any more since " + told.over() + ": " + Noun.of(episode.key()) + " (" + found + ")"
                    + worst + " " + episode.key().scope() + " answers no more; nobody looked whether it is mended.";
        }
        String why = episode.key().type() == AlertType.LOW_THROUGHPUT ? " " + episode.evidence() : "";
        return "Over since " + told.over() + ": " + Noun.of(episode.key()) + ", after " + told.lasted() + " (" + found
                + ")" + worst + patients(episode) + why;
    }

    /** Of answers that changed while images did not: whether they were right. */
    private String patients(Episode episode) {
        boolean isAlone = CaseStory.isDrift(episode.key(), DriftKind.PREDICTION)
                && story.all()
                        .noneMatch(each ->
                                CaseStory.isDrift(each.key(), DriftKind.DATA) || CaseStory.isOfAccuracy(each.key()));
        if (!isAlone) {
            return "";
        }
        return story.numbers()
                .accuracy(episode)
                .map(score -> " No change of the images there explains it: prevalence"
                        + (score.score().measured().isPresent() ? ", not the model" : " rather than the model")
                        + ". Accuracy " + Wording.on(score.where().window()) + ": " + Numbers.share(score) + ".")
                .orElse(" No change of the images there explains it: prevalence rather than the model.");
    }

    /** What the same windows say by now, where it is a single number. */
    private String now(Episode episode) {
        if (!CaseStory.isOfAccuracy(episode.key())) {
            return "";
        }
        return story.numbers()
                .accuracy(episode)
                .map(score -> " (accuracy " + Wording.on(score.where().window()) + " is " + Numbers.share(score) + ")")
                .orElse("");
    }
}
