package org.cxrwatch.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Severity;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.Verdict;

/**
 * What is said of a site without jargon, a sentence a question.
 *
 * @param site its name
 * @param day which day
 * @param metrics of the site, of that day
 */
record SiteLines(String site, LocalDate day, Metrics metrics) {

    /** What is wrong: the headline of the worst case, if there is one. */
    String state(Optional<String> headline, Optional<Verdict> own) {
        if (headline.isPresent()) {
            return headline.get() + ".";
        }
        if (own.map(Slices::tone).orElse(Tone.UNKNOWN) == Tone.UNKNOWN) {
            return "Nobody can say whether images from " + Shown.name(site) + " are as usual: "
                    + own.flatMap(verdict -> verdict.overall().absence())
                            .map(Shown::reason)
                            .orElse("none was seen on this day")
                    + ".";
        }
        return own.filter(verdict -> verdict.severity() != Severity.NONE).isPresent()
                ? "Images or answers from " + Shown.name(site) + " are not quite as they were; nobody needs to act."
                : "Nothing unusual was found at " + Shown.name(site) + ".";
    }

    /** How much came, beside the mean of that weekday in the weeks before: as {@code cxrwatch traffic} says it. */
    String volume() {
        Optional<Double> usual = metrics.service(day, "requests_usual")
                .flatMap(score -> score.score().measured())
                .map(Score.Measured::value);
        return metrics.service(day, "requests")
                .flatMap(score -> score.score().measured())
                .map(found -> "X-rays sent to the classifier on this day: " + Shown.number(found.value())
                        + usual.map(value -> String.format(
                                        Locale.ENGLISH, "; on a %1$tA about %2$,.0f are usual", day, value))
                                .orElse("")
                        + ".")
                .orElse("How many X-rays were sent is not known.");
    }

    /** How often it was right. */
    String right(Optional<Double> before) {
        Optional<MetricScore> accuracy = metrics.model(day, "accuracy");
        return accuracy.flatMap(score -> score.score().measured())
                .map(found -> "Of the " + accuracy.get().n() + " answers whose diagnosis is known, "
                        + hundred(found.value()) + " in 100 were right (it may be " + hundred(found.lower()) + " to "
                        + hundred(found.upper()) + ")"
                        + before.map(value -> "; normal here is " + hundred(value))
                                .orElse("") + ".")
                .orElse("How often it was right cannot be said yet: too few diagnoses have come.");
    }

    /** Whether it answered. */
    String answering() {
        String failed = metrics.service(day, "error_rate")
                .flatMap(score -> score.score().measured())
                .map(found -> found.value() == 0
                        ? "Every request was answered"
                        : "Of 100 requests " + Shown.number(100 * found.value()) + " failed")
                .orElse("How many requests failed is not known");
        return failed
                + metrics.service(day, "latency_mean")
                        .flatMap(score -> score.score().measured())
                        .map(found -> "; an answer took " + Shown.number(found.value()) + " seconds on average")
                        .orElse("")
                + ".";
    }

    /** What to do, without the commands that only those who run cxrwatch can call. */
    String todo(List<CaseView> cases) {
        return cases.stream()
                .flatMap(one -> one.more().checks().stream())
                .map(SiteLines::plain)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> "What to do: " + text)
                .orElse("Nothing has to be done here.");
    }

    /** Up to the clause that names a command. */
    static String plain(String check) {
        int command = check.indexOf('`');
        if (command < 0) {
            return check;
        }
        String before = check.substring(0, command);
        int end = Math.max(before.lastIndexOf(';'), Math.max(before.lastIndexOf('('), before.lastIndexOf('.')));
        String kept = end > 0 ? before.substring(0, end) : before.replaceAll("[:,]\\s*$", "");
        return kept.strip() + ".";
    }

    private static String hundred(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }
}
