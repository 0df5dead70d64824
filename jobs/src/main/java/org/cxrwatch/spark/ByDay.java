package org.cxrwatch.spark;

import org.apache.spark.Partitioner;

/** Brings the contents of a day together, so that a batch writes one file of cells a day. */
final class ByDay extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByDay(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object address) {
        return Math.floorMod(AddressText.dayOf((String) address).hashCode(), partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByDay byDay && byDay.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
