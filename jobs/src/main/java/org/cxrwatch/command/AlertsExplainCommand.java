package org.cxrwatch.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.cxrwatch.alert.Episode;
import org.cxrwatch.alert.Rules;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.error.UsageException;
import org.cxrwatch.job.EvaluationPolicy;
import org.cxrwatch.job.ExplainChange;
import org.cxrwatch.model.Scope;
import org.cxrwatch.port.History;
import org.cxrwatch.score.DriftKind;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.window.WindowKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code alerts explain}. */
@Command(
        name = "explain",
        description =
                "Why a case or alert is there: what was found, since when and how sure, whose rows explain a change"
                        + " of accuracy or of the answers, and what to check first. A change is explained over its"
                        + " first week with evidence, or over the days asked for.")
final class AlertsExplainCommand implements Callable<Integer> {

    private static final int WEEK = 7;

    private final Workplace place;

    @Parameters(paramLabel = "CASE|KEY", description = "The id of a case or the key of an alert.")
    private String wanted;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    AlertsExplainCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        EvaluationPolicy policy = Policies.evaluation(settings);
        Instant at = asOf.find().orElseGet(place::now);
        try (Ports ports = place.open("alerts explain", settings)) {
            List<KnownAlert> alerts = alerts(ports);
            List<ShareExplained> shares = shares(alerts, new Explaining(ports, policy, at));
            Rules rules = policy.rules();
            place.answer(new CaseText(wanted, alerts, shares, rules::runbookOf).facts());
        }
        return ExitCode.DONE.number();
    }

    /** Those that were known, each with the drift it rests on. */
    private List<KnownAlert> alerts(Ports ports) {
        NamedAlerts named = new NamedAlerts(ports.alertLog());
        List<Episode> episodes = named.find(wanted);
        List<KnownAlert> known = episodes.stream()
                .flatMap(episode -> asOf
                        .find()
                        .map(at -> KnownAlert.at(at, episode, named.changes(episode)))
                        .orElseGet(() -> Optional.of(KnownAlert.now(episode)))
                        .stream())
                .toList();
        if (known.isEmpty()) {
            Instant first = episodes.stream()
                    .map(Episode::openedAsOf)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            throw new UsageException(
                    "Nothing was known of " + wanted + " as of "
                            + ShownText.instant(asOf.find().orElseThrow()) + ": the night as of "
                            + ShownText.instant(first) + " first found it.",
                    "Name an instant from then on with --as-of, or leave it out.");
        }
        return known.stream()
                .map(alert -> alert.with(drift(alert, ports.history())))
                .toList();
    }

    /** Of the last day that was known to have drifted, what moved farthest. */
    private Optional<SubjectScore> drift(KnownAlert alert, History history) {
        Optional<DriftKind> kind = alert.driftKind();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Episode.Span span = alert.episode().span();
        History.Query query = History.Query.between(
                        span.opened().start(), span.last().end())
                .withScope(Scope.version(alert.episode().key().scope()))
                .withSlice(alert.slice())
                .withKinds(Set.of(WindowKind.DAY));
        query = asOf.find().isPresent() ? query.withAsOf(asOf.find().get()) : query;
        return history.drift(query).stream()
                .filter(score -> score.kind() == kind.get() && score.drifted())
                .max(Comparator.comparing((SubjectScore score) -> score.where().window())
                        .thenComparing(score -> score.evidence().excess()));
    }

    /** The shares that are taken apart. */
    private enum ExplainedMetric {
        ACCURACY,
        POSITIVE_RATE;

        ExplainChange.Change of(ExplainChange.Found found) {
            return switch (this) {
                case ACCURACY -> found.accuracy();
                case POSITIVE_RATE -> found.positiveRate();
            };
        }
    }

    /** The ports and terms of an explanation. */
    private record Explaining(Ports ports, EvaluationPolicy policy, Instant at) {

        /** What is found; nothing if there is no baseline to compare with. */
        Optional<ExplainChange.Found> find(ExplainChange.Request asked) {
            ExplainChange job = new ExplainChange(
                    new ExplainChange.Stores(
                            ports.baselines(), ports.baselineContents(), ports.cells(), ports.history()),
                    policy);
            return job.canCompare(asked.modelVersion(), asked.asOf()) ? Optional.of(job.run(asked)) : Optional.empty();
        }

        ShareExplained explained(
                KnownAlert alert,
                ExplainChange.Request asked,
                Optional<ExplainChange.Found> found,
                ExplainedMetric metric) {
            return new ShareExplained(
                    asked,
                    alert.slice(),
                    Readings.lower(metric),
                    found.map(each -> each.baseline().id()),
                    found.map(metric::of),
                    policy.leastRows());
        }
    }

    private List<ShareExplained> shares(List<KnownAlert> alerts, Explaining terms) {
        Optional<KnownAlert> accuracy = first(alerts, KnownAlert::isOfAccuracy);
        Optional<KnownAlert> answers = first(alerts, KnownAlert::isOfAnswers).or(() -> accuracy);
        if (answers.isEmpty()) {
            return List.of();
        }
        terms.ports().expiries().expired().requireNight(terms.at());
        List<ShareExplained> shares = new ArrayList<>();
        Map<ExplainChange.Request, Optional<ExplainChange.Found>> found = new HashMap<>();
        accuracy.ifPresent(alert -> {
            ExplainChange.Request asked = request(alert, terms.at());
            shares.add(
                    terms.explained(alert, asked, found.computeIfAbsent(asked, terms::find), ExplainedMetric.ACCURACY));
        });
        ExplainChange.Request asked = request(answers.get(), terms.at());
        shares.add(terms.explained(
                answers.get(), asked, found.computeIfAbsent(asked, terms::find), ExplainedMetric.POSITIVE_RATE));
        return shares;
    }

    /** Of several alerts the first that is open, else the first. */
    private static Optional<KnownAlert> first(List<KnownAlert> alerts, Predicate<KnownAlert> kind) {
        return alerts.stream()
                .filter(kind)
                .filter(KnownAlert::isOpen)
                .findFirst()
                .or(() -> alerts.stream().filter(kind).findFirst());
    }

    /** The days asked for, else the first week with evidence. */
    private ExplainChange.Request request(KnownAlert alert, Instant at) {
        Episode.Span span = alert.episode().span();
        String version = alert.episode().key().scope();
        if (period.isGiven()) {
            PeriodOptions.Period asked = period.days(span.last().end(), WEEK * 24);
            return new ExplainChange.Request(version, asked.firstDay(), asked.lastDay(), at);
        }
        LocalDate first = span.opened().firstDay();
        LocalDate known = LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(1);
        LocalDate last = List.of(first.plusDays(WEEK - 1), span.last().lastDay(), known).stream()
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new ExplainChange.Request(version, first, last.isBefore(first) ? first : last, at);
    }
}
