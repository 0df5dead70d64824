package org.cxrwatch.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cxrwatch.notice.Links;
import org.cxrwatch.retention.RetentionPolicy;
import org.cxrwatch.summary.LabelRules;
import org.cxrwatch.summary.SummaryDefinition;
import org.cxrwatch.window.WindowKind;

/**
 * What users can set, checked: conf/reference.conf says what each means.
 *
 * @param files the folder or bucket that is read
 * @param s3 the object store, if buckets are named
 * @param postgres the database that is read
 * @param contract what is asked of rows
 * @param classes what the model answers
 * @param slices how traffic is divided
 * @param windows which windows there are beside hours and days
 * @param stores where results are kept
 * @param baseline what a baseline must be
 * @param drift when a difference is drift
 * @param traffic what is watched for falling silent
 * @param labels when there are enough of them
 * @param alerts how long they stay open to change, and when people hear of them again
 * @param followUp what is followed up between evaluations
 * @param leastRows fewest predictions behind a number that leaves the lake
 * @param hosts where their numbers may go
 * @param sending how people are told
 * @param push where numbers are left for Prometheus
 * @param links pages that messages lead to
 * @param report where pages are written
 * @param upkeep for how long what is kept
 * @param custom features and metrics that users define
 * @param rules when people are told of what
 */
public record Settings(
        Files files,
        S3 s3,
        Postgres postgres,
        Contract contract,
        Classes classes,
        Slices slices,
        Windows windows,
        Stores stores,
        Baselines baseline,
        Drift drift,
        TrafficSettings traffic,
        Labels labels,
        Alerts alerts,
        FollowUp followUp,
        int leastRows,
        HostSettings hosts,
        SendingSettings sending,
        PushSettings push,
        Links links,
        ReportSettings report,
        Upkeep upkeep,
        Definitions custom,
        RuleBook rules) {

    /** What cells are made to hold. */
    public SummaryDefinition definition() {
        return new SummaryDefinition(
                slices.daily(),
                new SummaryDefinition.RequestSlices(slices.hourly(), traffic.slices()),
                custom.derived(),
                custom.metrics());
    }

    /**
     * An object store that speaks S3.
     *
     * @param endpoint its address; empty for AWS's own
     * @param region of the buckets; empty if the machine says it
     * @param pathStyle how its buckets are addressed
     */
    public record S3(Optional<URI> endpoint, Optional<String> region, PathStyle pathStyle) {

        private static final String PREFIX = "fs.s3a.";

        /**
         * A request is sent three times by AWS's client, and that four times by Hadoop's: it fails for good once in a
         * million if every third is lost, and a store that is down is told of in seconds. Hadoop's own defaults take
         * minutes, and wait 200 seconds for a connection that fell silent. 15 s to connect is the least that it takes.
         */
        private static final Map<String, String> PATIENCE = Map.of(
                PREFIX + "attempts.maximum", "2",
                PREFIX + "retry.limit", "3",
                PREFIX + "retry.interval", "500ms",
                PREFIX + "retry.throttle.limit", "6",
                PREFIX + "retry.throttle.interval", "500ms",
                PREFIX + "connection.establish.timeout", "15s",
                PREFIX + "connection.timeout", "30s");

        /** The same as settings of Hadoop's client, by which credentials are found as AWS's own programs find them. */
        public Map<String, String> hadoop() {
            Map<String, String> settings = new TreeMap<>(PATIENCE);
            settings.put(
                    PREFIX + "aws.credentials.provider",
                    "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
            settings.put(PREFIX + "path.style.access", Boolean.toString(byPath()));
            endpoint.ifPresent(address -> settings.put(PREFIX + "endpoint", address.toString()));
            region.ifPresent(name -> settings.put(PREFIX + "endpoint.region", name));
            return settings;
        }

        private boolean byPath() {
            return pathStyle == PathStyle.YES || (pathStyle == PathStyle.AUTO && endpoint.isPresent());
        }
    }

    /** Whether the bucket's name stands in the path of an address, not in its host. */
    public enum PathStyle {
        /** With an endpoint of one's own. */
        AUTO,
        /** Always. */
        YES,
        /** Never. */
        NO
    }

    /**
     * A folder of logs.
     *
     * @param folder where, on this machine or in a bucket; empty if nobody said
     * @param timeZone of timestamps that name none
     * @param arrivalBasis how it is known when rows arrived
     * @param longestAge how old a row may be when it arrives
     */
    public record Files(Optional<Location> folder, ZoneId timeZone, FileArrival arrivalBasis, Duration longestAge) {}

    /**
     * A database of logs.
     *
     * @param url where; empty if none is read
     * @param schema of its tables
     * @param timeZone of its timestamps, which name none
     * @param processingTime what the column processing_time counts
     * @param xidColumn an indexed column that holds each row's transaction; empty if there is none
     * @param reading how it is read
     * @param checking how it is checked
     */
    public record Postgres(
            Optional<DatabaseUrl> url,
            String schema,
            ZoneId timeZone,
            ProcessingTime processingTime,
            Optional<String> xidColumn,
            PostgresReading reading,
            PostgresChecking checking) {}

    /** What processing_time counts. */
    public enum ProcessingTime {
        /** Seconds, as the service writes. */
        SECONDS,
        /** Milliseconds. */
        MILLISECONDS
    }

    /**
     * How a database is read.
     *
     * @param connections how many at once
     * @param batchMebibytes so much of a table is in a batch of the first load
     * @param mebibytesPerSecond so much is read in a second, all connections together; 0 for no limit
     */
    public record PostgresReading(int connections, int batchMebibytes, int mebibytesPerSecond) {}

    /**
     * How a database is checked.
     *
     * @param lookBack days that are read again when its transactions were numbered anew
     * @param reconcile days that are compared every night
     * @param heldFor how long a transaction may stay open before somebody is told
     */
    public record PostgresChecking(Duration lookBack, Duration reconcile, Duration heldFor) {}

    /**
     * What is asked of rows.
     *
     * @param clockAhead how far a writer's clock may be ahead of the end of the day a row arrives on
     * @param rejectLimit how many rows of a file may be unusable
     * @param predictions asked of predictions
     * @param labels asked of labels
     * @param systemMetrics asked of samples of hosts
     */
    public record Contract(
            Duration clockAhead, RejectLimit rejectLimit, Columns predictions, Columns labels, Columns systemMetrics) {}

    /**
     * How many rows of a file may be unusable before the others are not taken either.
     *
     * @param share of its rows
     * @param leastRows fewest that are too many
     */
    public record RejectLimit(double share, int leastRows) {}

    /**
     * What is asked of the columns of one kind of rows, by path.
     *
     * @param required must be there
     * @param ranges of numbers
     * @param allowed what a column may say
     * @param onViolation what becomes of a row that says something else
     */
    public record Columns(
            List<String> required,
            Map<String, Range> ranges,
            Map<String, List<String>> allowed,
            OnViolation onViolation) {

        /** Copies the lists and maps. */
        public Columns {
            required = List.copyOf(required);
            ranges = Map.copyOf(ranges);
            allowed = Map.copyOf(allowed);
        }
    }

    /** A range of numbers, both ends in it. */
    public record Range(double least, double most) {}

    /** What becomes of a row that says what is not allowed. */
    public enum OnViolation {
        /** It is taken, and told of. */
        REPORT,
        /** It is put aside. */
        REJECT
    }

    /** How it is known when a file's rows arrived. */
    public enum FileArrival {
        /** From the name for the first load, observed ever after. */
        AUTO,
        /** At the end of the day in the file's name. */
        FROM_NAME,
        /** When they were first seen. */
        OBSERVED
    }

    /**
     * The two answers of the model.
     *
     * @param positive the disease is there
     * @param negative it is not
     * @param confidence whose probability is logged
     */
    public record Classes(String positive, String negative, Confidence confidence) {}

    /** Whose probability the column {@code confidence} holds. */
    public enum Confidence {
        /** That of the class that was predicted. */
        PREDICTED_CLASS,
        /** Always that of the positive class. */
        POSITIVE_CLASS
    }

    /**
     * Attributes by which rows are looked at apart.
     *
     * @param daily for drift and accuracy
     * @param hourly for requests
     * @param nested inner attribute by outer: {@code scanner} lies in {@code site}
     */
    public record Slices(List<String> daily, List<String> hourly, Map<String, String> nested) {

        /** Copies the lists and the map. */
        public Slices {
            daily = List.copyOf(daily);
            hourly = List.copyOf(hourly);
            nested = Map.copyOf(nested);
        }
    }

    /**
     * Windows of several days that end with a night.
     *
     * @param rolling which are scored
     * @param widen by which small slices of a day are decided
     */
    public record Windows(List<WindowKind> rolling, List<WindowKind> widen) {

        /** Copies the lists. */
        public Windows {
            rolling = List.copyOf(rolling);
            widen = List.copyOf(widen);
        }
    }

    /**
     * Where results are kept.
     *
     * @param home folder of all that is embedded
     * @param lake where the Delta tables are
     * @param postgres the results database; empty for the embedded one
     */
    public record Stores(Path home, Location lake, Optional<DatabaseUrl> postgres) {}

    /**
     * What a baseline must be.
     *
     * @param hours length of its period
     * @param leastPredictions fewest successful predictions in it
     */
    public record Baselines(int hours, long leastPredictions) {}

    /**
     * When a difference is drift.
     *
     * @param falseAlarmRate share of nights with a false alarm, a model version
     * @param leastRows fewest rows that are compared
     * @param leastExcess smallest excess worth a call
     * @param severity from which excess on it is called what
     * @param multivariate many features together
     */
    public record Drift(
            double falseAlarmRate,
            int leastRows,
            double leastExcess,
            SeverityLevels severity,
            Multivariate multivariate) {}

    /**
     * How many features together are looked at.
     *
     * @param rows drawn of either side at most
     * @param nightly whether nights do so
     */
    public record Multivariate(int rows, boolean nightly) {}

    /** The least excess of each severity, rising. */
    public record SeverityLevels(double low, double medium, double high, double critical) {}

    /**
     * When there are enough labels.
     *
     * @param maturity share of the usual final coverage
     * @param least fewest labelled predictions
     * @param horizon how long a label may take
     * @param leastTriangleDays fewest days from which the usual delay is learnt
     * @param precedence sources, the most trusted first; of those not named the time decides
     */
    public record Labels(double maturity, int least, Duration horizon, int leastTriangleDays, List<String> precedence) {

        /** Copies the list. */
        public Labels {
            precedence = List.copyOf(precedence);
        }

        /** Which labels reach a prediction, and which holds. */
        public LabelRules rules() {
            return new LabelRules((int) horizon.toDays(), precedence);
        }
    }

    /**
     * How long alerts stay open to change, and when people hear of them again.
     *
     * @param horizon what is older is sealed
     * @param acknowledgement how long an acknowledgement holds if nothing is said of it
     * @param cooldown people are told of the same alert again at the earliest after this time
     */
    public record Alerts(Duration horizon, Duration acknowledgement, Duration cooldown) {}

    /**
     * What is followed up between evaluations.
     *
     * @param escalateAfter how long somebody may take to acknowledge
     * @param digest on which day a digest is due; empty for none
     * @param lateAfter how long ago the last night that succeeded may be
     */
    public record FollowUp(Duration escalateAfter, Optional<DayOfWeek> digest, Duration lateAfter) {}

    /**
     * For how long what is kept.
     *
     * @param retention rows and cells
     * @param keepVersions versions of tables that were replaced
     */
    public record Upkeep(RetentionPolicy retention, Duration keepVersions) {}
}
