package org.cxrwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cxrwatch.alert.Examples.hour;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.Window;

/** Judgements by the default rules, and what tests ask of them. */
final class Judged {

    static final Window DAY = Window.day(java.time.LocalDate.parse("2026-10-06"));
    static final Window HOUR = hour("2026-09-16", 9);
    private static final Judging JUDGING = new Judging(DefaultRules.rules(), Examples::interval, Set.of("scanner"));

    private Judged() {}

    static List<JudgedWindow> judge(Findings findings) {
        return JUDGING.judge(findings);
    }

    static List<Judgement> ofMetrics(MetricScore... scores) {
        return judgements(Findings.ofScores(List.of(scores), List.of()));
    }

    static List<Judgement> ofLabels(LabelReading... readings) {
        return judgements(new Findings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(readings),
                List.of(),
                Map.of()));
    }

    static List<Judgement> ofDrift(List<SubjectScore> subjects, List<DriftCause> causes) {
        return judgements(new Findings(
                List.of(), subjects, causes, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Map.of()));
    }

    static List<Judgement> judgements(Findings findings) {
        return judge(findings).stream()
                .flatMap(window -> window.judgements().stream())
                .toList();
    }

    static List<Slice> raised(List<Judgement> judgements) {
        return judgements.stream()
                .filter(Judgement.Raised.class::isInstance)
                .map(judgement -> judgement.key().slice())
                .toList();
    }

    static Judgement only(List<Judgement> judgements) {
        assertThat(judgements).hasSize(1);
        return judgements.get(0);
    }
}
