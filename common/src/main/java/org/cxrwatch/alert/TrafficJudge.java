package org.cxrwatch.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.model.AlertSeverity;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.traffic.DailyRequests;
import org.cxrwatch.traffic.Life;
import org.cxrwatch.traffic.TrafficDay;
import org.cxrwatch.traffic.TrafficWords;
import org.cxrwatch.traffic.ValueDay;

/** Judges the requests of whole days: what is missing of everything that is watched, and who is new or there again. */
final class TrafficJudge {

    private final Rule rule;
    private final Symptoms symptoms;

    TrafficJudge(Rule rule, Symptoms symptoms) {
        this.rule = rule;
        this.symptoms = symptoms;
    }

    /** Requests that are missing: of one cause and its symptoms. What is gone or there again is over. */
    List<Judgement> missing(TrafficDay day) {
        String service = Scope.SERVICE.toString();
        TrafficWords words = new TrafficWords(day);
        List<Judgement> judgements = new ArrayList<>();
        List<SliceFinding> findings = new ArrayList<>();
        day.values().values().stream()
                .filter(value -> rule.coverage().covers(Scope.SERVICE, value.slice()))
                .forEach(value -> {
                    if (isOver(value, day)) {
                        judgements.add(new Judgement.Over(rule.key(service, value.slice()), over(value, words)));
                    } else {
                        findings.add(finding(value, words));
                    }
                });
        judgements.addAll(new Explanation(rule, service, symptoms).judgements(findings, day.causes()));
        return judgements;
    }

    private static boolean isOver(ValueDay value, TrafficDay day) {
        boolean isBack = value.life().state() == Life.State.RETURNED
                && value.life().since().equals(day.day())
                && !value.reading().isMissing();
        return isBack || value.life().state() == Life.State.GONE || value.reading() == ValueDay.Reading.SETTLED;
    }

    private static String over(ValueDay value, TrafficWords words) {
        return value.life().state() == Life.State.RETURNED ? words.returned(value) + "." : words.reading(value) + ".";
    }

    private SliceFinding finding(ValueDay value, TrafficWords words) {
        String text = words.reading(value) + ".";
        return switch (value.reading()) {
            case FINE, SETTLED -> SliceFinding.fine(value.slice(), text);
            case UNDECIDED -> SliceFinding.undecided(value.slice(), text);
            case FEWER, NONE -> SliceFinding.beyond(value.slice(), severity(), text);
        };
    }

    private AlertSeverity severity() {
        return rule.threshold().levels().get(0).severity();
    }

    /** Who is new, or there again; of very many at once only that. */
    List<Judgement> news(TrafficDay day) {
        boolean asksForNew = rule.metric().equals(DefaultRules.NEW);
        Life.State wanted = asksForNew ? Life.State.NEW : Life.State.RETURNED;
        TrafficWords words = new TrafficWords(day);
        Set<String> floods = asksForNew ? words.floods().keySet() : Set.of();
        Stream<Judgement> ofValues = day.values().values().stream()
                .filter(value ->
                        !value.slice().isAll() && !floods.contains(value.slice().key()))
                .map(value -> value.life().state() == wanted && !day.withOuter().contains(value.slice())
                        ? raised(key(value), asksForNew ? words.isNew(value) : words.returned(value))
                        : new Judgement.Clear(key(value), words.reading(value) + "."));
        return Stream.concat(ofValues, asksForNew ? Stream.of(ofAll(words)) : Stream.empty())
                .toList();
    }

    private Judgement ofAll(TrafficWords words) {
        AlertKey key = rule.key(Scope.SERVICE.toString(), Slice.ALL);
        return words.floods().isEmpty()
                ? new Judgement.Clear(key, "No attribute has more new values than there may be.")
                : raised(key, String.join("; ", words.floods().values()));
    }

    private Judgement raised(AlertKey key, String text) {
        return new Judgement.Raised(key, severity(), text + ".", List.of());
    }

    private AlertKey key(ValueDay value) {
        return value.slice().key().equals(DailyRequests.VERSION)
                ? rule.key(value.slice().value(), Slice.ALL)
                : rule.key(Scope.SERVICE.toString(), value.slice());
    }
}
