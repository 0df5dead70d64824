package org.cxrwatch.io.delta;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.cxrwatch.port.RowReader.Portion;

/**
 * Files that one task reads, one after the other.
 *
 * @param portions the files
 */
record PortionGroup(List<Portion> portions) implements Serializable {

    /** About how many bytes a task reads, so that it ends in reasonable time. */
    private static final long BYTES = 64L << 20;

    /** What opening a file costs, in bytes read meanwhile. */
    private static final long OPENING = 64L << 10;

    /** Copies the list. */
    PortionGroup {
        portions = List.copyOf(portions);
    }

    /** Deals portions out to groups of about equal work, as many as can be read at once, but {@code most}. */
    static List<PortionGroup> of(List<Portion> portions, int parallelism, int most) {
        long work = portions.stream().mapToLong(PortionGroup::work).sum();
        int groups = (int) Math.min(Math.min(portions.size(), most), Math.max(parallelism, 1 + work / BYTES));
        PriorityQueue<Share> shares = new PriorityQueue<>(Comparator.comparingLong(share -> share.work));
        for (int i = 0; i < groups; i++) {
            shares.add(new Share());
        }
        portions.stream()
                .sorted(Comparator.comparingLong(PortionGroup::work).reversed().thenComparing(Portion::path))
                .forEach(portion -> {
                    Share least = shares.remove();
                    least.add(portion);
                    shares.add(least);
                });
        return shares.stream().map(share -> new PortionGroup(share.portions)).toList();
    }

    private static long work(Portion portion) {
        return portion.bytes().size() + OPENING;
    }

    private static final class Share {

        private final List<Portion> portions = new ArrayList<>();
        private long work;

        void add(Portion portion) {
            portions.add(portion);
            work += PortionGroup.work(portion);
        }
    }
}
