package org.cxrwatch.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cxrwatch.alert.AlertFold;
import org.cxrwatch.alert.AlertRegister;
import org.cxrwatch.alert.Checkpoint;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Findings;
import org.cxrwatch.alert.JudgedWindow;
import org.cxrwatch.alert.Judgement;
import org.cxrwatch.alert.Judging;
import org.cxrwatch.alert.News;
import org.cxrwatch.alert.Night;
import org.cxrwatch.alert.RecordedNight;
import org.cxrwatch.alert.Transition;
import org.cxrwatch.model.Score;
import org.cxrwatch.notice.Announcement;
import org.cxrwatch.notice.Background;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.notice.Links;
import org.cxrwatch.notice.Message;
import org.cxrwatch.notice.NightNumbers;
import org.cxrwatch.notice.Routing;
import org.cxrwatch.notice.Telling;
import org.cxrwatch.notice.WorthTelling;
import org.cxrwatch.performance.Wilson;
import org.cxrwatch.port.Results;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;

/** The alerts through the nights of one evaluation: judge, fold, record, seal. */
final class AlertNight {

    private final EvaluationPolicy policy;
    private final Judging judging;
    private final AlertFold fold;
    private final AlertRegister register = new AlertRegister();
    private final Announcement announcement;
    private final Gate gate;
    private final Results.Said people;
    private final Map<Episode.Id, Episode> episodes = new TreeMap<>();
    private final Map<Episode.Id, Episode> changed = new TreeMap<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private Checkpoint checkpoint;
    private Instant decidedThrough;

    AlertNight(EvaluationPolicy policy, Results.AlertBook book, Instant decidedThrough, Routing routing, Links links) {
        this.policy = policy;
        this.judging = judging(policy);
        this.fold = new AlertFold(policy.rules()::persistenceOf);
        this.announcement = new Announcement(routing, new Telling(policy.rules()::runbookOf, links));
        this.gate = new Gate(policy.cooldown());
        this.people = book.people();
        this.checkpoint = book.checkpoint();
        this.decidedThrough = decidedThrough;
        book.episodes().stream()
                .filter(episode -> !episode.key().type().isOperational())
                .forEach(episode -> episodes.put(episode.id(), episode));
    }

    /** Judging by the rules of a policy. */
    static Judging judging(EvaluationPolicy policy) {
        return new Judging(
                policy.rules(),
                AlertNight::interval,
                policy.slicing().nestedIn().keySet());
    }

    private static Score.Measured interval(double share, long n, double confidence) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        Wilson wilson = Wilson.of(Math.round(share * n), n, z);
        return new Score.Measured(share, wilson.lower(), wilson.upper());
    }

    /** Judges, folds and records a night; a night that was decided before is left as it is. */
    void add(Nights.One night, Findings findings, Night.Telling telling) {
        if (!night.asOf().isAfter(decidedThrough)) {
            return;
        }
        List<JudgedWindow> judged = new ArrayList<>(judging.judge(findings));
        judged.addAll(withdrawn(night.day()));
        Results.Said said = people.asOf(night.asOf());
        RecordedNight recorded = register.record(
                episodes.values(),
                fold.fold(checkpoint, judged, said.over()),
                new Night(night.asOf(), decidedThrough, telling));
        put(recorded.episodes());
        transitions.addAll(recorded.transitions());
        if (telling == Night.Telling.TELL) {
            List<News> worth = new WorthTelling(episodes.values()).of(recorded.news());
            Gate.Passed passed = gate.pass(episodes.values(), worth, said.silences(), night.asOf());
            put(passed.episodes());
            transitions.addAll(passed.transitions());
            messages.addAll(announcement.messages(
                    passed.told(),
                    Background.of(episodes.values(), new NightNumbers(findings, policy.positiveClass()))));
        }
        Instant horizon = night.day()
                .plusDays(1)
                .minus(policy.alertHorizon())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        checkpoint = fold.seal(checkpoint, judged, said.over(), horizon);
        decidedThrough = night.asOf();
    }

    private void put(List<Episode> now) {
        now.forEach(episode -> {
            episodes.put(episode.id(), episode);
            changed.put(episode.id(), episode);
        });
    }

    /** What was sealed as open by a rule that is no longer in force is over. */
    private List<JudgedWindow> withdrawn(LocalDate day) {
        return checkpoint.tracks().stream()
                .filter(track -> track.current().isPresent()
                        && policy.rules().find(track.key()).isEmpty())
                .map(track -> JudgedWindow.of(
                        lastOf(day, track.key().window()),
                        List.of(new Judgement.Over(track.key(), "The rule that opened it is no longer in force."))))
                .toList();
    }

    private static Window lastOf(LocalDate day, WindowKind kind) {
        return switch (kind) {
            case HOUR -> Window.hour(day, 23);
            case DAY -> Window.day(day);
            case DAYS_7, DAYS_28 -> Window.endingOn(day, kind);
        };
    }

    /** The first day whose windows are not sealed yet. */
    LocalDate firstOpenDay(LocalDate night) {
        LocalDate horizon = night.plusDays(1).minus(policy.alertHorizon());
        LocalDate sealed = LocalDate.ofInstant(checkpoint.sealedThrough(), ZoneOffset.UTC);
        return checkpoint.equals(Checkpoint.NONE) || sealed.isAfter(horizon) ? horizon : sealed;
    }

    Results.AlertBook book() {
        return new Results.AlertBook(checkpoint, List.copyOf(changed.values()), transitions, messages);
    }
}
