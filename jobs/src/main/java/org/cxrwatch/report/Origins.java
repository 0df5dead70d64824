package org.cxrwatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.baseline.BaselineRecord;
import org.cxrwatch.baseline.BaselineState;
import org.cxrwatch.baseline.BaselineStates;
import org.cxrwatch.baseline.BaselineTransition;
import org.cxrwatch.model.Scope;

/** Where the numbers of a page come from, so that anybody can ask for them again. */
final class Origins {

    private final Reading reading;

    Origins(Reading reading) {
        this.reading = reading;
    }

    /** Of a day and the versions that answered on it. */
    List<Fact> facts(LocalDate day, Metrics metrics) {
        Terms terms = reading.terms();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Known at",
                terms.asOf()
                        .map(at -> Shown.instant(at) + ", as asked for")
                        .orElseGet(() -> reading.lastNight()
                                .map(night -> Shown.instant(night) + ", by the last night; labels that come later may"
                                        + " change it")
                                .orElse("no night was evaluated"))));
        facts.add(new Fact("Written at", Shown.instant(terms.now())));
        List<Scope> versions = metrics.versions(day);
        facts.add(new Fact(
                "Model versions",
                versions.isEmpty()
                        ? "none answered"
                        : Shown.some(
                                versions.stream()
                                        .map(version -> Shown.name(version.toString()) + " ("
                                                + Shown.counted(metrics.answers(version, day), "answer") + ")")
                                        .toList(),
                                12)));
        versions.stream().limit(4).forEach(version -> facts.add(baseline(version, day)));
        facts.addAll(program());
        return facts;
    }

    /** What made the page. */
    List<Fact> program() {
        Terms.Origin origin = reading.terms().origin();
        return List.of(
                new Fact("cxrwatch", origin.program()),
                new Fact("Configuration, hash", origin.configuration()),
                new Fact("Definition of what is counted, hash", origin.definition()),
                new Fact(
                        "Delta tables, version when written",
                        origin.tables().isEmpty() ? "cannot be read from here" : String.join(", ", origin.tables())));
    }

    private Fact baseline(Scope version, LocalDate day) {
        String name = "Baseline of " + Shown.name(version.toString());
        Instant night = reading.terms()
                .asOf()
                .orElse(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        BaselineStates states = new BaselineStates(reading.stores().baselines().transitions());
        Optional<BaselineRecord> active = reading.stores().baselines().list().stream()
                .filter(one -> one.modelVersion().equals(version.modelVersion()))
                .filter(one -> states.of(one.id(), night) == BaselineState.ACTIVE)
                .findFirst();
        return new Fact(
                name,
                active.map(one -> described(one, states.latest(one.id(), night)))
                        .orElse("none was active: its drift is not looked at"));
    }

    /** What it is, and who approved it. */
    static String described(BaselineRecord baseline, Optional<BaselineTransition> approved) {
        return Shown.name(baseline.id()) + ": " + baseline.firstDay() + " to " + baseline.lastDay() + ", "
                + Shown.counted(baseline.predictions(), "prediction") + "; "
                + approved.map(change -> "made " + change.state().name().toLowerCase(Locale.ROOT) + " by "
                                + Shown.name(change.by()) + " (" + Shown.sentence(change.reason()) + "), valid from "
                                + Shown.instant(change.validFrom()))
                        .orElse("nobody approved it")
                + "; content " + short12(baseline.contentHash()) + ", definition " + short12(baseline.definition());
    }

    private static String short12(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }
}
