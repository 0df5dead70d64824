package org.cxrwatch.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cxrwatch.command.RecordedRun.Done;
import org.cxrwatch.config.Settings;
import org.cxrwatch.error.ExitCode;
import org.cxrwatch.job.Maintain;
import org.cxrwatch.port.Upkeep.Amount;
import org.cxrwatch.port.Upkeep.OfTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maintain}. */
@Command(
        name = "maintain",
        description = "Deletes what has expired, keeps old cells more coarsely, merges small files and deletes those"
                + " that no version needs that is kept.")
final class MaintainCommand implements Callable<Integer> {

    private static final String NOTHING =
            "Nothing is due: no row has expired, no day's files are scattered, and every" + " file is needed.";

    private final Workplace place;

    @Option(names = "--dry-run", description = "Says what is due, table by table, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            converter = DaysText.class,
            description = "Once, rows about patients (predictions, labels, rejects) go that are older than so many"
                    + " days, e.g. 30d, whatever retention.* says.")
    private Integer olderThan;

    MaintainCommand(Workplace place) {
        this.place = place;
    }

    @Override
    public Integer call() {
        Settings settings = place.settings();
        if (!dryRun) {
            return new RecordedRun(place, "maintain").run(ports -> run(ports, settings));
        }
        try (Ports ports = place.open("maintain", settings)) {
            Instant now = place.now();
            place.answer(facts(maintain(ports, settings, now).survey(now), Tense.WOULD));
        }
        return ExitCode.DONE.number();
    }

    private Done run(Ports ports, Settings settings) {
        Instant now = place.now();
        Maintain.Result done = maintain(ports, settings, now).run(now);
        return done.nothingDue()
                ? Done.nothing(facts(done, Tense.DID), NOTHING)
                : Done.of(facts(done, Tense.DID), sentence(done, Tense.DID));
    }

    private Maintain maintain(Ports ports, Settings settings, Instant now) {
        Maintain.Stores stores = new Maintain.Stores(
                ports.ledger(),
                ports.expiries(),
                ports.upkeep(),
                ports.cells(),
                ports.cellArchive(),
                ports.baselines());
        Maintain.Policy policy = new Maintain.Policy(
                settings.upkeep().retention(), settings.upkeep().keepVersions());
        Maintain job = new Maintain(stores, policy);
        return Optional.ofNullable(olderThan)
                .map(days -> job.olderThan(days, now))
                .orElse(job);
    }

    /** Whether it happened. */
    private enum Tense {
        WOULD,
        DID
    }

    private static Facts facts(Maintain.Result result, Tense tense) {
        List<String> lines = new ArrayList<>(List.of(sentence(result, tense)));
        if (!result.nothingDue()) {
            table(result).forEach(line -> lines.add("  " + line));
            result.expired().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            lines.add("  " + entry.getKey().text() + " are kept from " + entry.getValue() + " on"));
        }
        if (tense == Tense.WOULD && !result.nothingDue()) {
            lines.add("Nothing was changed: without --dry-run it is done.");
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        result.expired().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> kept.put(entry.getKey().text().replace('-', '_'), entry.getValue()));
        return Facts.said(lines)
                .with("dry_run", tense == Tense.WOULD)
                .with(
                        "tables",
                        result.tables().stream().map(MaintainCommand::fields).toList())
                .with("old_days", List.copyOf(result.old().days()))
                .with("old_cells", fields(result.old().cells()))
                .with("kept_from", kept);
    }

    private static String sentence(Maintain.Result result, Tense tense) {
        if (result.nothingDue()) {
            return NOTHING;
        }
        Amount expired = sum(result.tables().stream().map(OfTable::expired));
        Amount scattered = sum(result.tables().stream().map(OfTable::scattered));
        Amount unused = sum(result.tables().stream().map(OfTable::unused));
        String sentence = tense == Tense.WOULD
                ? "Would delete %,d expired rows in %,d files, make the cells of %,d days old, merge %,d files, and"
                        + " delete %,d files (%,d bytes) that no version needs that is kept."
                : "Deleted %,d expired rows in %,d files, made the cells of %,d days old, merged %,d files, and deleted"
                        + " %,d files (%,d bytes) that no version needed that is kept.";
        return String.format(
                Locale.ROOT,
                sentence,
                expired.rows(),
                expired.files(),
                result.old().days().size(),
                scattered.files(),
                unused.files(),
                unused.bytes());
    }

    private static Amount sum(Stream<Amount> amounts) {
        return amounts.reduce(Amount.NONE, Amount::plus);
    }

    private static Stream<String> table(Maintain.Result result) {
        return new Listing<>(
                        result.tables().stream()
                                .filter(table -> !table.isTidy())
                                .toList(),
                        "Cells only: every table is tidy.")
                .shown("TABLE", OfTable::table)
                .shown("EXPIRED DAYS", table -> table.expired().days())
                .shown("ROWS", table -> table.expired().rows())
                .shown("FILES", table -> table.expired().files())
                .shown("BYTES", table -> table.expired().bytes())
                .shown("MERGED", table -> table.scattered().files())
                .shown("UNUSED FILES", table -> table.unused().files())
                .shown("BYTES", table -> table.unused().bytes())
                .shown("VERSIONS", OfTable::versions)
                .lines();
    }

    private static Map<String, Object> fields(OfTable table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", table.table());
        fields.put("held", fields(table.held()));
        fields.put("expired", fields(table.expired()));
        fields.put("scattered", fields(table.scattered()));
        fields.put("unused", fields(table.unused()));
        fields.put("versions", table.versions());
        return fields;
    }

    private static Map<String, Object> fields(Amount amount) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("days", amount.days());
        fields.put("rows", amount.rows());
        fields.put("files", amount.files());
        fields.put("bytes", amount.bytes());
        return fields;
    }
}
