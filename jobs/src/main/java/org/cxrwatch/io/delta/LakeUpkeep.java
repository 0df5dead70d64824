package org.cxrwatch.io.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.model.ClocksAhead;
import org.cxrwatch.port.Upkeep;
import org.cxrwatch.retention.Kept;
import scala.Option;

/** The tables of the lake as files: what of them has expired, lies scattered or is needed by nobody. */
public final class LakeUpkeep implements Upkeep {

    /** Fewer files of a day cost a reader less than merging them. */
    static final int MANY_FILES = 8;

    /** A file of this size is read in one task, and merging it gains nothing. */
    private static final long SMALL_FILE = 64L << 20;

    private static final List<Aged> TABLES = List.of(
            Aged.by(Kept.PREDICTIONS, PredictionTable.TABLE),
            Aged.by(Kept.PREDICTIONS, AppliedLabelTable.TABLE),
            // By the day they were retracted or noted missing at the source. The rows they name are as old or
            // older, but for clocks that were ahead; without its retraction a row and its successor would both count.
            Aged.by(Kept.PREDICTIONS, RetractionTable.TABLE).following(),
            Aged.by(Kept.PREDICTIONS, TombstoneTable.TABLE).following(),
            Aged.by(Kept.LABELS, LabelTable.TABLE),
            Aged.by(Kept.REJECTS, RejectTable.TABLE),
            Aged.by(Kept.SYSTEM_METRICS, SystemMetricTable.TABLE),
            Aged.by(Kept.SCORES, WindowMetricTable.TABLE),
            Aged.by(Kept.SCORES, DriftMeasureTable.TABLE),
            Aged.never(CellTable.TABLE),
            Aged.never(BaselineTable.TABLE),
            Aged.never(LabelPolicyTable.TABLE));

    private final DeltaLake lake;

    /** The tables of this lake. */
    public LakeUpkeep(DeltaLake lake) {
        this.lake = lake;
    }

    /** A table and what its folders of days expire with; its rows go with the folder. */
    private record Aged(LakeTable table, Optional<Kept> kept, int daysAfter) {

        static Aged by(Kept kept, LakeTable table) {
            return new Aged(table, Optional.of(kept), 0);
        }

        static Aged never(LakeTable table) {
            return new Aged(table, Optional.empty(), 0);
        }

        Aged following() {
            return new Aged(table, kept, ClocksAhead.DAYS);
        }

        Optional<LocalDate> firstKept(Map<Kept, LocalDate> first) {
            return kept.flatMap(what -> Optional.ofNullable(first.get(what))).map(day -> day.minusDays(daysAfter));
        }

        String day() {
            return table.partitions().get(0);
        }
    }

    @Override
    public List<OfTable> survey(Terms terms) {
        return standing()
                .map(aged -> survey(aged, terms))
                .sorted(Comparator.comparing(OfTable::table))
                .toList();
    }

    private OfTable survey(Aged aged, Terms terms) {
        TableFiles held = TableFiles.of(lake, aged.table());
        TableFiles expired = aged.firstKept(terms.firstKept())
                .map(first -> held.where(file -> file.isBefore(first)))
                .orElse(new TableFiles(List.of()));
        UnusedFiles unused = new UnusedFiles(lake, aged.table(), cutoff(terms));
        return new OfTable(
                aged.table().name(),
                aged.kept(),
                held.amount(),
                expired.amount(),
                held.where(file -> !expired.files().contains(file))
                        .scattered(MANY_FILES, SMALL_FILE)
                        .amount(),
                unused.data(held),
                unused.commits());
    }

    @Override
    public boolean holdsLabels() {
        return !lake.read(LabelTable.TABLE).isEmpty();
    }

    @Override
    public void expire(Map<Kept, LocalDate> before) {
        standing()
                .forEach(aged -> aged.firstKept(before).ifPresent(first -> {
                    if (!TableFiles.of(lake, aged.table())
                            .where(file -> file.isBefore(first))
                            .amount()
                            .isNone()) {
                        lake.delete(aged.table(), col(aged.day()).lt(lit(first)));
                    }
                }));
    }

    @Override
    public void tidy(Terms terms) {
        standing().map(Aged::table).forEach(table -> {
            lake.keepVersions(table, terms.keepVersions());
            TableFiles held = TableFiles.of(lake, table);
            List<LocalDate> scattered = held.scattered(MANY_FILES, SMALL_FILE).days();
            if (!scattered.isEmpty()) {
                lake.compact(table, TableFiles.folders(table.partitions().get(0), scattered));
            }
            UnusedFiles unused = new UnusedFiles(lake, table, cutoff(terms));
            if (!unused.data(TableFiles.of(lake, table)).isNone()) {
                lake.vacuum(table, terms.keepVersions());
            }
            if (unused.commits() > 0) {
                // Writes a checkpoint, and deletes what it stands for and is older than the table's property says.
                lake.log(table).checkpoint(lake.snapshot(table), Option.empty());
            }
        });
    }

    private static Instant cutoff(Terms terms) {
        return terms.now().minus(terms.keepVersions());
    }

    private Stream<Aged> standing() {
        return TABLES.stream().filter(aged -> lake.exists(aged.table()));
    }
}
