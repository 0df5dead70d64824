package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cxrwatch.model.RejectReason;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger.Refused;
import org.cxrwatch.port.Piece;

/**
 * What of a batch is not taken because too much beside it cannot be used: the rows of a model version in a file (of a
 * database: in the batch), and what is left of the file with them if too many rows have no version that can be read.
 * Labels that a prediction carries go with it.
 */
final class Refusals implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Set<RejectReason> FAULTLESS = EnumSet.of(RejectReason.EXPIRED, RejectReason.ERASED);

    /** All versions of a group. */
    private static final String ALL = "\0";

    private final boolean together;
    private final TreeMap<Key, String> why = new TreeMap<>();

    /**
     * Rows that are judged together.
     *
     * @param file of which; empty if a batch is judged as a whole
     * @param kind what they are
     * @param version of which model; empty if nobody knows
     */
    private record Key(String file, Piece.Kind kind, String version) implements Comparable<Key>, Serializable {

        @Override
        public int compareTo(Key other) {
            int byFile = file.compareTo(other.file);
            int byKind = byFile != 0 ? byFile : kind.compareTo(other.kind);
            return byKind != 0 ? byKind : version.compareTo(other.version);
        }

        private Key of(Piece.Kind other) {
            return new Key(file, other, version);
        }

        private Key all() {
            return new Key(file, kind, ALL);
        }
    }

    private Refusals(Batch batch) {
        this.together = batch.plan().window().isPresent();
    }

    /** Judges what was read of a batch. */
    static Refusals of(Batch batch, List<StagedTally> read, RejectLimit limit) {
        Refusals refusals = new Refusals(batch);
        Map<Key, Counted> counted = new TreeMap<>();
        read.stream()
                .filter(tally -> tally.what() != StagedRow.What.FILE)
                .forEach(tally -> counted.merge(refusals.key(tally), Counted.of(tally), Counted::plus));
        Map<Key, List<Map.Entry<Key, Counted>>> groups = counted.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().all(), TreeMap::new, Collectors.toList()));
        groups.forEach((group, versions) -> refusals.judge(group, versions, limit));
        return refusals;
    }

    private void judge(Key group, List<Map.Entry<Key, Counted>> versions, RejectLimit limit) {
        List<Counted> left = new ArrayList<>();
        for (Map.Entry<Key, Counted> version : versions) {
            Counted counted = version.getValue();
            String name = version.getKey().version();
            if (!name.isEmpty() && limit.isExceeded(counted.rejected(), counted.rows())) {
                why.put(version.getKey(), sentence(counted, " of " + name, limit));
            } else {
                left.add(counted);
            }
        }
        left.stream()
                .reduce(Counted::plus)
                .filter(rest -> limit.isExceeded(rest.rejected(), rest.rows()))
                .ifPresent(rest -> why.put(group, sentence(rest, "", limit)));
    }

    private String sentence(Counted counted, String ofVersion, RejectLimit limit) {
        return String.format(
                        Locale.ROOT,
                        "%,d of %,d rows%s cannot be used (%s); more than reject.limit = %s",
                        counted.rejected(),
                        counted.rows(),
                        ofVersion,
                        counted.mostOften(),
                        limit.share())
                + (together ? ". " + again(counted.days()) : "");
    }

    /** A file that is mended is read again by itself; rows of a database have to be asked for. */
    private static String again(TreeSet<LocalDate> days) {
        String which = days.isEmpty()
                ? "of its days"
                : days.size() == 1 ? "for " + days.first() : "for the days " + days.first() + " to " + days.last();
        return "When the rows are mended, `cxrwatch ingest --repair --date D` " + which + " takes the others";
    }

    /** Whether nothing is refused. */
    boolean none() {
        return why.isEmpty();
    }

    /** Whether a row, or rows counted together, are not taken. Rows that cannot be used are not asked for. */
    boolean covers(StagedRow.What what, String file, String version) {
        return what != StagedRow.What.FILE
                && !what.rejected()
                && reason(key(file, kind(what), version)).isPresent();
    }

    private Optional<String> reason(Key key) {
        Optional<String> own = Stream.of(key, key.all())
                .map(why::get)
                .filter(each -> each != null)
                .findFirst();
        boolean carried = key.kind() == Piece.Kind.LABEL && !key.version().isEmpty();
        return carried ? own.or(() -> reason(key.of(Piece.Kind.PREDICTION))) : own;
    }

    /** What of a file was refused, given what was read. */
    Refused of(String file, Piece.Kind kind, List<StagedTally> read) {
        Set<String> reasons = new TreeSet<>();
        long rows = 0;
        for (StagedTally tally : read) {
            if (tally.file().equals(file) && tally.what() != StagedRow.What.FILE) {
                reason(key(tally)).ifPresent(reasons::add);
                boolean own = kind(tally.what()) == kind;
                rows += own && covers(tally.what(), file, tally.version()) ? tally.rows() : 0;
            }
        }
        return new Refused(rows, String.join("; ", reasons));
    }

    private Key key(StagedTally tally) {
        return key(tally.file(), kind(tally.what()), tally.version());
    }

    private Key key(String file, Piece.Kind kind, String version) {
        return new Key(together ? "" : file, kind, version);
    }

    private static Piece.Kind kind(StagedRow.What what) {
        return switch (what) {
            case PREDICTION, REJECTED_PREDICTION -> Piece.Kind.PREDICTION;
            case LABEL, REJECTED_LABEL -> Piece.Kind.LABEL;
            case SYSTEM, REJECTED_SYSTEM -> Piece.Kind.SYSTEM;
            case FILE -> throw new IllegalArgumentException("The end of a file is no row.");
        };
    }

    /**
     * Rows that are judged together.
     *
     * @param rows all of them
     * @param rejected those that cannot be used
     * @param reasons why not
     * @param days the days the usable ones are about
     */
    private record Counted(long rows, long rejected, Map<RejectReason, RejectCount> reasons, TreeSet<LocalDate> days) {

        /** Rows that came too late or whose id was erased are as they should be: they are no sign of a fault. */
        static Counted of(StagedTally tally) {
            EnumMap<RejectReason, RejectCount> faults = new EnumMap<>(RejectReason.class);
            faults.putAll(tally.reasons());
            faults.keySet().removeAll(FAULTLESS);
            long rejected =
                    faults.values().stream().mapToLong(RejectCount::rows).sum();
            return new Counted(
                    tally.rows(), rejected, faults, new TreeSet<>(tally.days().keySet()));
        }

        Counted plus(Counted other) {
            TreeSet<LocalDate> both = new TreeSet<>(days);
            both.addAll(other.days);
            return new Counted(
                    rows + other.rows, rejected + other.rejected, RejectCount.plus(reasons, other.reasons), both);
        }

        String mostOften() {
            return reasons.entrySet().stream()
                    .max(Map.Entry.<RejectReason, RejectCount>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(most -> "most often " + most.getKey() + ": "
                            + most.getValue().example())
                    .orElse("");
        }
    }

    /** The tallies of what is taken, and of what cannot be used. */
    static List<StagedTally> left(Refusals refusals, Collection<StagedTally> read) {
        return read.stream()
                .filter(tally -> !refusals.covers(tally.what(), tally.file(), tally.version()))
                .toList();
    }
}
