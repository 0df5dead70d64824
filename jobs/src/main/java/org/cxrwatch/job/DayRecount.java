package org.cxrwatch.job;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cxrwatch.summary.Cell;
import org.cxrwatch.summary.CellContent;
import org.cxrwatch.summary.CellKey;
import org.cxrwatch.summary.CellSums;
import org.cxrwatch.summary.Generation;
import org.cxrwatch.summary.LabelPart;
import org.cxrwatch.summary.Part;
import org.cxrwatch.summary.PartKind;

/** The cells of one day beside what its rows add up to now. */
final class DayRecount {

    /** Parts of which a row always leaves something: when nothing is counted, the rows are gone. */
    private static final Set<PartKind> SHOWS_ROWS = EnumSet.of(PartKind.SERVICE, PartKind.LABEL, PartKind.SYSTEM);

    private final List<Cell> stored;
    private final List<CellContent> recounted;
    private final CellSums sums;
    private final Map<CellKey, Part> recount = new HashMap<>();

    DayRecount(Collection<Cell> stored, Collection<CellContent> recounted) {
        this.stored = List.copyOf(stored);
        this.recounted = List.copyOf(recounted);
        this.sums = new CellSums(stored);
        recounted.forEach(content -> recount.merge(content.key(), content.part(), Part::with));
    }

    /** How they compare. */
    enum Verdict {
        /** Byte for byte the same. */
        EQUAL,
        /** Not the same. */
        DIFFERENT,
        /** There are cells of rows that are no longer there. */
        ROWS_GONE
    }

    /** The cells there are, of all generations. */
    List<Cell> stored() {
        return stored;
    }

    /** Whether cells that count were made by another definition than this. */
    boolean wasDefinedOtherwise(String definition) {
        int newest = newestGeneration();
        return stored.stream()
                .filter(cell -> cell.generation().number() == newest)
                .anyMatch(cell -> !cell.definition().equals(definition));
    }

    private int newestGeneration() {
        return stored.stream()
                .mapToInt(cell -> cell.generation().number())
                .max()
                .orElse(-1);
    }

    Verdict verdict() {
        if (SHOWS_ROWS.stream().anyMatch(this::isGone)) {
            return Verdict.ROWS_GONE;
        }
        Stream<CellKey> keys = Stream.concat(stored.stream().map(Cell::key), recount.keySet().stream());
        return keys.distinct().allMatch(this::isEqual) ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    private boolean isGone(PartKind kind) {
        boolean wasCounted = stored.stream()
                .map(Cell::key)
                .filter(key -> key.kind() == kind)
                .anyMatch(key -> storedSum(key).isPresent());
        return wasCounted && recount.keySet().stream().noneMatch(key -> key.kind() == kind);
    }

    private boolean isEqual(CellKey key) {
        Optional<Part> before = storedSum(key);
        Optional<Part> now = Optional.ofNullable(recount.get(key));
        return before.isPresent() == now.isPresent()
                && before.map(part -> areEqual(part, now.orElseThrow())).orElse(true);
    }

    /**
     * Byte for byte; of labels those that hold: how often one was given and withdrawn on the way depends on who spoke
     * first. Given less withdrawn is compared crosswise, as a wrong cell may have withdrawn what was never given.
     */
    private static boolean areEqual(Part before, Part now) {
        if (before instanceof LabelPart stored && now instanceof LabelPart recounted) {
            LabelPart left = LabelPart.given(stored.given().plus(recounted.withdrawn()));
            LabelPart right = LabelPart.given(recounted.given().plus(stored.withdrawn()));
            return Arrays.equals(left.toBytes(), right.toBytes());
        }
        return Arrays.equals(before.toBytes(), now.toBytes());
    }

    private Optional<Part> storedSum(CellKey key) {
        return sums.sum(key, Instant.MAX).filter(part -> part.rows() > 0);
    }

    /**
     * The cells that replace the day's at any instant: what was recounted, and an empty part wherever an older cell
     * counts what no row says any more.
     */
    List<Cell> nextGeneration(long batch, String definition) {
        Generation next = new Generation(newestGeneration() + 1, Instant.EPOCH);
        Set<CellContent.Address> counted = new HashSet<>();
        recounted.forEach(content -> counted.add(content.address()));
        Stream<CellContent> emptied = stored.stream()
                .map(cell -> new CellContent(
                        cell.key(),
                        cell.arrival(),
                        cell.key().kind().empty(cell.part().resolution())))
                .filter(content -> counted.add(content.address()));
        return Stream.concat(recounted.stream(), emptied)
                .map(content -> new Cell(content.key(), content.arrival(), batch, next, definition, content.part()))
                .toList();
    }
}
