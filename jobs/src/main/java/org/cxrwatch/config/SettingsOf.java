package org.cxrwatch.config;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cxrwatch.notice.Gate;
import org.cxrwatch.window.WindowKind;

/** Makes the settings of a configuration, in the types and ranges that conf/reference.conf promises. */
record SettingsOf(SettingReader reader, Path home) {

    private static final Set<String> ALWAYS_WATCHED = Set.of("all", "model_version");
    private static final int MANY = 1_000_000;
    private static final Duration YEARS = Duration.ofDays(3_650);

    /** When the database is read. */
    private enum Read {
        AUTO,
        YES,
        NO
    }

    Settings settings(
            Optional<DatabaseUrl> postgres, Settings.Postgres source, PushSettings push, SendingSettings sending) {
        Settings.Alerts alerts = new Settings.Alerts(
                reader.days("alert.horizon", YEARS),
                reader.duration("alert.acknowledgement", Duration.ofMinutes(1), YEARS),
                reader.duration("alert.cooldown", Gate.LEAST_COOLDOWN, YEARS));
        Settings.Slices slices = slices();
        Settings.Windows windows = windows();
        Settings.Drift drift = drift();
        TrafficSettings traffic = traffic();
        HostSettings hosts = hosts();
        Definitions custom = new CustomSettings(reader).custom();
        RuleTerms terms = new RuleTerms(
                slices, windows, traffic, drift.severity(), source.checking().heldFor(), hosts.rising(), custom);
        return new Settings(
                files(),
                S3Environment.settings(reader),
                source,
                new ContractSettings(reader).contract(),
                classes(),
                slices,
                windows,
                new Settings.Stores(
                        home, location("lake.path").orElseGet(() -> Location.folder(home.resolve("lake"))), postgres),
                baselines(),
                drift,
                traffic,
                labels(),
                alerts,
                followUp(),
                reader.count("privacy.least-rows", 1, MANY),
                hosts,
                sending,
                push,
                new LinkSettings(reader).links(),
                report(),
                new UpkeepSettings(reader).upkeep(source, alerts),
                custom,
                new RuleSettings(reader, terms).rules());
    }

    private Settings.Baselines baselines() {
        return new Settings.Baselines(
                reader.count("baseline.hours", 24, 24 * 366), reader.count("baseline.least-predictions", 1, MANY));
    }

    private ReportSettings report() {
        String folder = reader.text("report.folder");
        return new ReportSettings(
                folder.isEmpty() ? home.resolve("reports") : Path.of(folder).toAbsolutePath(),
                reader.count("report.sites", 0, MANY));
    }

    private Settings.Files files() {
        return new Settings.Files(
                location("sources.files.folder"),
                reader.zone("sources.files.time-zone"),
                reader.choice("sources.files.arrival-basis", Settings.FileArrival.class),
                reader.duration("sources.files.longest-age", Duration.ofDays(1), YEARS.multipliedBy(10)));
    }

    /** The database of logs: the one named for it, or the one named for everything if no folder is read. */
    Settings.Postgres source(Optional<DatabaseUrl> named, Optional<DatabaseUrl> common) {
        String path = "sources.postgres";
        Optional<DatabaseUrl> url = switch (reader.choice(path + ".read", Read.class)) {
            case NO -> Optional.empty();
            case YES ->
                named.or(() -> common).or(() -> {
                    throw reader.refused(path + ".read", "asks for a database, and none is named");
                });
            case AUTO -> location("sources.files.folder").isPresent() ? named : named.or(() -> common);
        };
        String column = reader.text(path + ".xid-column");
        return new Settings.Postgres(
                url,
                reader.name(path + ".schema"),
                reader.zone(path + ".time-zone"),
                reader.choice(path + ".processing-time", Settings.ProcessingTime.class),
                column.isEmpty() ? Optional.empty() : Optional.of(column),
                new Settings.PostgresReading(
                        reader.count(path + ".connections", 1, 64),
                        reader.count(path + ".batch-mebibytes", 1, MANY),
                        reader.count(path + ".mebibytes-per-second", 0, MANY)),
                new Settings.PostgresChecking(
                        reader.days(path + ".look-back", YEARS),
                        reader.days(path + ".reconcile", YEARS),
                        reader.duration(path + ".held-for", Duration.ofMinutes(1), Duration.ofDays(30))));
    }

    private Settings.Classes classes() {
        String positive = reader.name("classes.positive");
        String negative = reader.name("classes.negative");
        if (positive.equals(negative)) {
            throw reader.refused("classes.negative", "is the same as classes.positive");
        }
        return new Settings.Classes(positive, negative, reader.choice("confidence", Settings.Confidence.class));
    }

    private Settings.Slices slices() {
        List<String> daily = reader.names("slices.daily");
        Map<String, String> nested = reader.pairs("slices.nested");
        nested.forEach((inner, outer) -> {
            if (inner.equals(outer)) {
                throw reader.refused("slices.nested", "puts " + inner + " inside itself");
            }
        });
        return new Settings.Slices(daily, reader.names("slices.hourly"), nested);
    }

    private Settings.Windows windows() {
        List<WindowKind> rolling = List.of(WindowKind.DAYS_7, WindowKind.DAYS_28);
        return new Settings.Windows(
                reader.choices("windows.rolling", rolling), reader.choices("windows.widen", rolling));
    }

    private Settings.Drift drift() {
        return new Settings.Drift(
                reader.number("drift.false-alarm-rate", 1e-6, 0.5),
                reader.count("drift.least-rows", 2, MANY),
                reader.number("drift.least-excess", 0, 1),
                severity(),
                new Settings.Multivariate(
                        reader.count("drift.multivariate.rows", 100, 100_000),
                        reader.flag("drift.multivariate.nightly")));
    }

    private Settings.SeverityLevels severity() {
        double low = reader.number("drift.severity.low", 0, 1);
        double medium = reader.number("drift.severity.medium", 0, 1);
        double high = reader.number("drift.severity.high", 0, 1);
        double critical = reader.number("drift.severity.critical", 0, 1);
        refuseFalling("medium", low, medium);
        refuseFalling("high", medium, high);
        refuseFalling("critical", high, critical);
        return new Settings.SeverityLevels(low, medium, high, critical);
    }

    private void refuseFalling(String name, double below, double level) {
        if (level < below) {
            throw reader.refused("drift.severity." + name, "is less than the level below it, " + below);
        }
    }

    private TrafficSettings traffic() {
        List<String> slices = reader.names("traffic.slices");
        slices.stream().filter(ALWAYS_WATCHED::contains).findFirst().ifPresent(name -> {
            throw reader.refused(
                    "traffic.slices", "names " + name + ", which is no attribute of rows; it is always watched");
        });
        return new TrafficSettings(slices, reader.number("traffic.false-alarm-rate", 1e-6, 0.5), (int)
                reader.days("traffic.gone-after", Duration.ofDays(56)).toDays());
    }

    private Settings.Labels labels() {
        return new Settings.Labels(
                reader.number("labels.maturity", 0, 1),
                reader.count("labels.least", 1, MANY),
                reader.days("labels.horizon", YEARS),
                reader.count("labels.least-triangle-days", 1, 3_650),
                reader.names("labels.precedence"));
    }

    private HostSettings hosts() {
        Map<String, Double> limits = new TreeMap<>();
        reader.pairs("system.limit").forEach((metric, text) -> limits.put(metric, limit(metric, text)));
        return new HostSettings(reader.names("system.rising"), limits);
    }

    private double limit(String metric, String text) {
        try {
            double limit = Double.parseDouble(text);
            if (limit > 0 && Double.isFinite(limit)) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, as other texts that name no limit.
        }
        throw reader.refused("system.limit", "gives " + metric + " the limit " + text + ", which is no number above 0");
    }

    private Settings.FollowUp followUp() {
        DigestDay digest = reader.choice("alert.digest", DigestDay.class);
        return new Settings.FollowUp(
                reader.duration("alert.escalate-after", Duration.ofMinutes(1), YEARS),
                digest.day(),
                reader.duration("alert.late-after", Duration.ofHours(1), YEARS));
    }

    /** When the week is summed up. */
    private enum DigestDay {
        OFF,
        MONDAY,
        TUESDAY,
        WEDNESDAY,
        THURSDAY,
        FRIDAY,
        SATURDAY,
        SUNDAY;

        Optional<DayOfWeek> day() {
            return this == OFF ? Optional.empty() : Optional.of(DayOfWeek.valueOf(name()));
        }
    }

    private Optional<Location> location(String path) {
        String text = reader.text(path);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Location.of(text)
                        .orElseThrow(() -> reader.refused(
                                path, "is neither the path of a folder nor a bucket such as s3a://bucket/folder")));
    }
}
