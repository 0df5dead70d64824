package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.window.Window;

/**
 * What the rules say of windows, given what was found in them. A pure function: the same findings give the same
 * judgements.
 */
public final class Judging {

    private final Rules rules;
    private final SliceJudge slices;

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
                        entry.getKey(), sorted(entry.getValue()), superseded(findings.versions(), entry.getKey())))
                .toList();
    }

    private static void judgePlain(Rule rule, Findings findings, Map<Window, List<Judgement>> judgements) {
        PlainJudge judge = new PlainJudge(rule);
        switch (rule.type()) {
            case SYSTEM_RESOURCE ->
                findings.hosts().stream()
                        .filter(load -> rule.reads(load.metric(), load.window()))
                        .forEach(load -> at(judgements, load.window()).add(judge.host(load)));
            case SYSTEM_TREND ->
                findings.growths().stream()
                        .filter(growth -> rule.reads(growth.metric(), growth.window()))
                        .forEach(growth -> at(judgements, growth.window()).add(judge.growth(growth)));
            case LOW_THROUGHPUT ->
                findings.traffic().stream()
                        .filter(hour -> rule.window() == hour.window().kind())
                        .forEach(hour -> at(judgements, hour.window()).add(judge.traffic(hour)));
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

    /** Those that answered nothing while a version that came later did. */
    private static Set<String> superseded(List<VersionTraffic> versions, Window window) {
        List<VersionTraffic> there = versions.stream()
                .filter(version -> version.window().equals(window))
                .toList();
        Set<String> superseded = new HashSet<>();
        for (VersionTraffic version : there) {
            boolean replaced = there.stream()
                    .anyMatch(other -> other.rows() > 0 && other.firstRow().isAfter(version.firstRow()));
            if (version.rows() == 0 && replaced) {
                superseded.add(version.modelVersion());
            }
        }
        return superseded;
    }
}
