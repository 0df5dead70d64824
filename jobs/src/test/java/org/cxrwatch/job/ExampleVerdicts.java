package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.port.NightResults;
import org.cxrwatch.score.Verdict;
import org.cxrwatch.window.WindowKind;

/** Writes docs/example-verdicts.md: what ten nights of the six weeks said, beside what had happened. */
record ExampleVerdicts(List<NightResults> published, List<Transition> transitions) {

    private static final int COLUMNS = 120;

    private static final String HEAD = """
            # Ten nights, word by word

            What the nights of the demo said as of then, beside what had happened, and what a reader made of it. This page is
            written from the stream by a test (`EvaluateSixWeeksTest`) that fails if a word differs; to write it anew:
            `mvn -pl jobs -am test -Dtest=EvaluateSixWeeksTest -Dsurefire.failIfNoSpecifiedTests=false -Dexamples=write`.

            Sentences about drift are the verdict on all predictions of the day: at most five, the worst first. Below them stand
            the alerts that opened that night; symptoms of a case are listed in it and send nothing.
            """;

    /** A night and what one should know of it. */
    private record Night(String asOf, String title, String happened, String review) {}

    private static final List<Night> NIGHTS = List.of(
            new Night(
                    "2026-09-15",
                    "A quiet night",
                    "Nothing.",
                    "Nothing is said. Every quiet night before 09-22, of 210 looks each, is as silent about images and answers."),
            new Night(
                    "2026-09-17",
                    "Requests fail at one site",
                    "On 09-16 from 07:12 to 14:24 the gateway of harbor failed a third of its requests.",
                    "Right place and right day, and nothing about images: failed requests say nothing of them."),
            new Night(
                    "2026-09-23",
                    "Brighter, flatter images at valley",
                    "From 09-22 valley has a new scanner setting.",
                    "The site is named and not its scanners, as both moved; that answers changed too is told with it."),
            new Night(
                    "2026-09-25",
                    "The first labels of valley",
                    "Accuracy at valley falls to between 0.6 and 0.75, while in total it stays above 0.8.",
                    "Two days after the images changed there are enough labels to say what it did to patients."),
            new Night(
                    "2026-09-28",
                    "More pneumonia",
                    "From 09-27 to 10-01 28 points more pneumonia is scanned everywhere; the model is as right as ever.",
                    "Called prevalence and no fault of the images. Valley, changed for five days, is told apart from it."),
            new Night(
                    "2026-10-02",
                    "Graphics memory leaks",
                    "From 09-29 GPU memory grows by 900 MB a day on both hosts.",
                    "Found on the third night of the leak without any limit configured, and dated to the day it began."),
            new Night(
                    "2026-10-04",
                    "A slow service",
                    "On 10-03 from 09:36 the service is 14 times slower.",
                    "Told hour by hour as one case, apart from the drift at valley."),
            new Night(
                    "2026-10-06",
                    "Silence",
                    "On 10-05 from 10:48 to 14:24 nothing arrives at all.",
                    "Silence is an alert, not a day with fewer rows."),
            new Night(
                    "2026-10-07",
                    "Inverted images at two sites",
                    "From 10-06 to 10-08 70 % of the images of north and harbor arrive inverted.",
                    "Critical on the first night, both sites by name, before any label: this is the night that matters most."),
            new Night(
                    "2026-10-10",
                    "A new version",
                    "From 10-09 v1.1.0, retrained with such images, answers all requests.",
                    "It is new and has no baseline, which is said; alerts of the version that it replaces end."));

    String text() {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        int number = 1;
        for (Night night : NIGHTS) {
            lines.add("");
            lines.add("## " + number++ + ". " + night.title());
            lines.add("");
            paragraph(lines, "", "**What had happened.** " + night.happened());
            lines.add("");
            said(lines, night);
            lines.add("");
            paragraph(lines, "", "**Reading it.** " + night.review());
        }
        return String.join("\n", lines) + "\n";
    }

    private void said(List<String> lines, Night night) {
        Instant asOf = Instant.parse(night.asOf() + "T00:00:00Z");
        List<Verdict> verdicts = published.stream()
                .filter(each -> each.asOf().equals(asOf))
                .flatMap(each -> each.verdicts().stream())
                .filter(verdict -> verdict.where().window().kind() == WindowKind.DAY
                        && verdict.where().slice().isAll()
                        && verdict.where()
                                .window()
                                .firstDay()
                                .equals(LocalDate.parse(night.asOf()).minusDays(1))
                        && !verdict.recommendations().isEmpty())
                .toList();
        Set<String> opened = new LinkedHashSet<>();
        transitions.stream()
                .filter(each -> each.asOf().equals(asOf) && each.kind() == Transition.Kind.OPENED)
                .forEach(
                        each -> opened.add("*" + each.severity().name().toLowerCase(Locale.ROOT) + "* " + each.text()));
        if (verdicts.isEmpty() && opened.isEmpty()) {
            lines.add("Said on the night of " + night.asOf() + ": nothing.");
        }
        verdicts.forEach(verdict -> {
            lines.add("Said of " + verdict.where().window().firstDay() + ", severity "
                    + verdict.severity().name().toLowerCase(Locale.ROOT) + ":");
            lines.add("");
            verdict.recommendations().forEach(text -> item(lines, text));
        });
        if (!opened.isEmpty()) {
            if (!verdicts.isEmpty()) {
                lines.add("");
            }
            lines.add("Alerts that opened:");
            lines.add("");
            opened.forEach(text -> item(lines, text));
        }
    }

    private static void item(List<String> lines, String text) {
        paragraph(lines, "* ", text);
    }

    private static void paragraph(List<String> lines, String first, String text) {
        StringBuilder line = new StringBuilder(first);
        for (String word : text.split(" ", -1)) {
            boolean isFresh = line.length() == first.length();
            if (!isFresh && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                isFresh = true;
            }
            line.append(isFresh ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }
}
