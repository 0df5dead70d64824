package org.cxrwatch.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Score;
import org.cxrwatch.model.Slice;
import org.cxrwatch.score.Verdict;

/** Makes the page of a night. */
final class NightPages {

    private static final int CONTEXT_DAYS = 21;
    private static final int MOST_SITES = 10;
    private static final double CONTEXT_STEP = 16;
    private static final int MOST_FOUND = 8;

    private final Reading reading;

    NightPages(Reading reading) {
        this.reading = reading;
    }

    NightPage page(LocalDate day) {
        List<Verdict> verdicts = reading.verdicts(day);
        Metrics metrics = reading.metrics(day.minusDays(1), day, Slice.ALL);
        Optional<Scope> scope = metrics.busiest(day)
                .or(() -> verdicts.stream()
                        .map(verdict -> verdict.where().scope())
                        .max(Comparator.naturalOrder()));
        Optional<Verdict> whole = whole(verdicts, scope);
        List<CaseView> cases = reading.cases(day);
        VerdictSentence verdict = VerdictSentence.of(cases, whole);
        return new NightPage(
                new Head(
                        "cxrwatch, " + day,
                        "Night report, " + Shown.longDay(day),
                        verdict.tone(),
                        verdict.text(),
                        links(day, verdicts)),
                new Changed(reading.alerts(), day).sentences(cases, verdicts, reading.verdicts(day.minusDays(1))),
                cases,
                whole.map(Verdict::recommendations).orElse(List.of()).stream()
                        .limit(MOST_FOUND)
                        .map(Shown::sentence)
                        .toList(),
                parts(day, verdicts, metrics, scope));
    }

    private static Optional<Verdict> whole(List<Verdict> verdicts, Optional<Scope> scope) {
        return verdicts.stream()
                .filter(verdict -> verdict.where().slice().isAll())
                .filter(verdict -> scope.map(verdict.where().scope()::equals).orElse(false))
                .findFirst();
    }

    private NightPage.Parts parts(LocalDate day, List<Verdict> verdicts, Metrics metrics, Optional<Scope> scope) {
        Weeks weeks = new Weeks(reading, Weeks.upTo(day, CONTEXT_DAYS), Optional.of(day));
        Slices slices = new Slices(reading, day, scope);
        Optional<ReliabilityLine> line = scope.flatMap(whose -> reliability(metrics, whose, day));
        return new NightPage.Parts(
                weeks.grid(Sites.worst(verdicts, MOST_SITES), CONTEXT_STEP),
                Hours.pictures(reading.hours(day, Slice.ALL)),
                new Features(reading, day, scope).groups(whole(verdicts, scope)),
                new Numbers(metrics, day, scope, before(day, scope)).groups(),
                new NightPage.More(
                        line.map(ReliabilityLine::picture),
                        line.map(ReliabilityLine::sentence)
                                        .orElse("No line could be fitted: that takes labels of both classes.")
                                + " Counted bin by bin, with intervals: `cxrwatch predictions accuracy --date " + day
                                + " --reliability`.",
                        slices.rows(verdicts),
                        slices.rest(verdicts),
                        new Origins(reading).facts(day, metrics)));
    }

    /** What is known of the baseline, by the labels known now. */
    private Map<String, Double> before(LocalDate day, Optional<Scope> scope) {
        return scope.flatMap(whose -> reading.accuracyBefore(day, Slice.ALL, whose))
                .map(value -> Map.of("accuracy", value))
                .orElse(Map.of());
    }

    private static Optional<ReliabilityLine> reliability(Metrics metrics, Scope scope, LocalDate day) {
        Optional<Score.Measured> intercept = metrics.find(scope, day, "calibration_intercept")
                .flatMap(score -> score.score().measured());
        return metrics.find(scope, day, "calibration_slope")
                .flatMap(slope -> slope.score()
                        .measured()
                        .flatMap(found ->
                                intercept.map(at -> new ReliabilityLine(at.value(), found.value(), slope.n()))));
    }

    private List<Link> links(LocalDate day, List<Verdict> verdicts) {
        List<Link> links = new ArrayList<>();
        links.add(reading.link("All nights", FileNames.INDEX));
        links.add(reading.link("← " + day.minusDays(1), FileNames.night(day.minusDays(1))));
        links.add(reading.link(day.plusDays(1) + " →", FileNames.night(day.plusDays(1))));
        links.add(reading.link("Month " + YearMonth.from(day), FileNames.month(YearMonth.from(day))));
        Sites.worst(verdicts, MOST_SITES)
                .forEach(site -> links.add(reading.link(Shown.name(site.value()), FileNames.site(site.value(), day))));
        return links;
    }
}
