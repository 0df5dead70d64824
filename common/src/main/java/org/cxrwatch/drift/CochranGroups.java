package org.cxrwatch.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Merges bins until Cochran's rule holds for a chi-square of both rows: every expected count at least 1, and at most
 * one in five below 5. The smallest group is merged first: with its smaller neighbour where bins have an order, with
 * the next smallest otherwise. Which bins are merged depends on both sides' sum and their totals alone, never on how
 * they differ. Source: doi:10.2307/3001616 (Cochran 1954).
 */
final class CochranGroups {

    private static final double LEAST = 1;
    private static final double USUAL_LEAST = 5;
    private static final double SMALL_ALLOWED = 0.2;

    private final PairedCounts counts;
    private final List<Group> groups = new ArrayList<>();

    /** Rows of both sides in merged bins. */
    private record Group(long reference, long window) {

        Group with(Group other) {
            return new Group(reference + other.reference, window + other.window);
        }

        long pooled() {
            return reference + window;
        }
    }

    private CochranGroups(PairedCounts counts) {
        this.counts = counts;
        IntStream.range(0, counts.size())
                .filter(bin -> counts.pooledAt(bin) > 0)
                .forEach(bin -> groups.add(new Group(counts.referenceAt(bin), counts.windowAt(bin))));
    }

    /** The merged counts; a single group where no two satisfy the rule. */
    static PairedCounts of(PairedCounts counts) {
        CochranGroups merging = new CochranGroups(counts);
        while (merging.groups.size() > 1 && !merging.holds()) {
            merging.mergeSmallest();
        }
        return new PairedCounts(
                counts.order(),
                merging.groups.stream().mapToLong(Group::reference).toArray(),
                merging.groups.stream().mapToLong(Group::window).toArray());
    }

    private boolean holds() {
        double referencePart = (double) counts.referenceTotal() / counts.pooledTotal();
        double windowPart = (double) counts.windowTotal() / counts.pooledTotal();
        double least = Math.min(referencePart, windowPart);
        int small = 0;
        for (Group group : groups) {
            if (group.pooled() * least < LEAST) {
                return false;
            }
            small += group.pooled() * referencePart < USUAL_LEAST ? 1 : 0;
            small += group.pooled() * windowPart < USUAL_LEAST ? 1 : 0;
        }
        return small <= SMALL_ALLOWED * 2 * groups.size();
    }

    private void mergeSmallest() {
        int smallest = smallestBut(-1);
        int partner = counts.order() == PairedCounts.Order.ORDERED ? neighbour(smallest) : smallestBut(smallest);
        groups.set(Math.min(smallest, partner), groups.get(smallest).with(groups.get(partner)));
        groups.remove(Math.max(smallest, partner));
    }

    /** The first of the smallest groups, one of them left aside. */
    private int smallestBut(int aside) {
        int smallest = aside == 0 ? 1 : 0;
        for (int i = smallest + 1; i < groups.size(); i++) {
            if (i != aside && groups.get(i).pooled() < groups.get(smallest).pooled()) {
                smallest = i;
            }
        }
        return smallest;
    }

    private int neighbour(int group) {
        if (group == 0) {
            return 1;
        }
        boolean last = group == groups.size() - 1;
        return last || groups.get(group - 1).pooled() <= groups.get(group + 1).pooled() ? group - 1 : group + 1;
    }
}
