package org.cxrwatch.summary;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cxrwatch.model.Arrival;
import org.cxrwatch.model.ArrivalBasis;

/**
 * What cells become once their days are old: one cell a part, version, day and slice. Hours, arrivals and batches are
 * summed into it, of generations the one that stands; numbers are kept at {@link Resolution#old}.
 *
 * <p>Laws: the cells of a day sum up to what they did, at the old resolution, at any instant from the last
 * {@link Cell#knownFrom} on; and the old cells of old cells are the same.
 */
public final class OldCells {

    private static final Comparator<Cell> BY_ARRIVAL =
            Comparator.comparing(cell -> cell.arrival().at());
    private static final Comparator<Cell> BY_KEY = Comparator.comparing(
                    (Cell cell) -> cell.key().day())
            .thenComparing(cell -> cell.key().kind())
            .thenComparing(cell -> cell.key().modelVersion())
            .thenComparing(cell -> cell.key().slice().key())
            .thenComparing(cell -> cell.key().slice().value())
            .thenComparing(Cell::definition);

    private OldCells() {}

    private record Together(CellKey key, String definition) {
        static Together of(Cell cell) {
            CellKey key = cell.key();
            CellKey ofDay = new CellKey(key.kind(), key.modelVersion(), key.day(), Optional.empty(), key.slice());
            return new Together(ofDay, cell.definition());
        }
    }

    /** Of whole days, each with all of its cells. Cells in which nothing is counted any more are left out. */
    public static List<Cell> of(Collection<Cell> ofWholeDays) {
        Map<LocalDate, Integer> standing = ofWholeDays.stream()
                .collect(groupingBy(
                        cell -> cell.key().day(),
                        Collectors.collectingAndThen(Collectors.toList(), OldCells::standing)));
        return ofWholeDays.stream()
                .filter(cell ->
                        cell.generation().number() == standing.get(cell.key().day()))
                .collect(groupingBy(Together::of))
                .entrySet()
                .stream()
                .map(entry -> sum(entry.getKey(), entry.getValue()))
                .filter(cell -> cell.part().rows() > 0)
                .sorted(BY_KEY)
                .toList();
    }

    private static int standing(List<Cell> ofDay) {
        return ofDay.stream().mapToInt(cell -> cell.generation().number()).max().orElse(0);
    }

    /** Of many arrivals nobody can say any more when which came: the delay of labels is not learnt from it. */
    private static Cell sum(Together together, List<Cell> cells) {
        Part part = cells.stream().map(Cell::part).reduce(Part::together).orElseThrow();
        Cell last = cells.stream().max(BY_ARRIVAL).orElseThrow();
        Arrival arrival = new Arrival(last.arrival().on(), last.arrival().at(), ArrivalBasis.ASSUMED);
        long batch = cells.stream().mapToLong(Cell::batch).max().orElseThrow();
        return new Cell(together.key(), arrival, batch, last.generation(), together.definition(), part.old());
    }
}
