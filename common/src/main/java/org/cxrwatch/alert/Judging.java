package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cxrwatch.traffic.Life;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/**
 * What the rules say of windows, given what was found in them. A pure function: the same findings give the same
 * judgements.
 */
public final class Judging {

    private final Rules rules;
    private final SliceJudge slices;
    private final Set<String> nested;

    /**
     * Judging by these rules.
     *
     * @param rules in force
     * @param intervals gives intervals at a rule's own confidence
     * @param nested attributes whose values lie within those of another one, and so name no cause of bad shares
     */
    public Judging(Rules rules, ShareInterval intervals, Set<String> nested) {
        this.rules = rules;
        this.slices = new SliceJudge(intervals, nested);
        this.nested = Set.copyOf(nested);
    }

    /** The judgements of every window in which something was looked at, in window order. */
    public List<JudgedWindow> judge(Findings findings) {
        Map<Window, List<Judgement>> judgements = new TreeMap<>();
        for (PlaceFindings place : PlaceFindings.of(findings)) {
            if (rules.read(place.place().window())) {
                rules.rules()
                        .forEach(rule -> at(judgements, place.place().window()).addAll(slices.judge(rule, place)));
            }
        }
        rules.rules().forEach(rule -> judgePlain(rule, findings, judgements));
        return judgements.entrySet().stream()
                .map(entry -> new JudgedWindow(
                        entry.getKey(), sorted(entry.getValue()), superseded(findings.days(), entry.getKey())))
                .toList();
    }

    private void judgePlain(Rule rule, Findings findings, Map<Window, List<Judgement>> judgements) {
        PlainJudge judge = new PlainJudge(rule);
        Symptoms symptoms = new Symptoms(Set.of(), findings.within());
        switch (rule.type()) {
            case SYSTEM_RESOURCE ->
                findings.hosts().stream()
                        .filter(load -> rule.reads(load.metric(), load.window()))
                        .forEach(load -> at(judgements, load.window()).add(judge.host(load)));
            case SYSTEM_TREND ->
                findings.growths().stream()
                        .filter(growth -> rule.reads(growth.metric(), growth.window()))
                        .forEach(growth -> at(judgements, growth.window()).add(judge.growth(growth)));
            case LOW_THROUGHPUT -> {
                findings.traffic().stream()
                        .filter(hour -> rule.window() == hour.window().kind())
                        .forEach(hour -> at(judgements, hour.window()).add(judge.traffic(hour)));
                eachDay(rule, findings.days(), judgements, new TrafficJudge(rule, symptoms)::missing);
            }
            case LIFE_CYCLE -> eachDay(rule, findings.days(), judgements, new TrafficJudge(rule, symptoms)::news);
            case LABEL_COVERAGE ->
                findings.labels().stream()
                        .filter(reading -> rule.window() == reading.window().kind())
                        .collect(Collectors.groupingBy(LabelReading::window))
                        .forEach((window, readings) -> at(judgements, window)
                                .addAll(new LabelJudge(rule, nested, symptoms).judge(window, readings)));
            case NOT_MEASURED ->
                findings.measured().stream()
                        .filter(day -> rule.window() == day.window().kind())
                        .forEach(day -> at(judgements, day.window()).add(judge.measured(day)));
            case NO_BASELINE ->
                findings.versions().stream()
                        .filter(version -> rule.window() == version.window().kind())
                        .forEach(version -> at(judgements, version.window()).add(judge.baseline(version)));
            default -> {}
        }
    }

    private static List<Judgement> sorted(List<Judgement> judgements) {
        return judgements.stream().sorted(Comparator.comparing(Judgement::key)).toList();
    }

    private static List<Judgement> at(Map<Window, List<Judgement>> judgements, Window window) {
        return judgements.computeIfAbsent(window, none -> new ArrayList<>());
    }

    private static void eachDay(
            Rule rule,
            List<TrafficDay> days,
            Map<Window, List<Judgement>> judgements,
            Function<TrafficDay, List<Judgement>> judge) {
        days.stream()
                .filter(day -> rule.window() == WindowKind.DAY)
                .forEach(day -> at(judgements, Window.day(day.day())).addAll(judge.apply(day)));
    }

    /** Those in whose place a later version answers on the last day of a window; hours are of the service alone. */
    private static Set<String> superseded(List<TrafficDay> days, Window window) {
        return days.stream()
                .filter(day -> window.kind() != WindowKind.HOUR && day.day().equals(window.lastDay()))
                .flatMap(day -> day.versions(Life.State.SUPERSEDED).stream())
                .collect(Collectors.toSet());
    }
}
