package org.cxrwatch.summary;

/**
 * What is known of a multiset of rows, small enough to keep and able to be added to.
 *
 * <p>Laws, tested for every implementation: {@code plus} is associative and commutative; there is an identity; and the
 * bytes written depend on the multiset of rows alone, bit for bit, whatever the partitions, batches or merge order.
 *
 * @param <S> the implementation itself
 */
public interface Summary<S extends Summary<S>> {

    /**
     * The summary of both multisets together.
     *
     * @throws IllegalArgumentException if the two were made at different {@link Resolution}s
     */
    S plus(S other);

    /** Writes the canonical bytes: equal summaries write equal bytes. */
    void writeTo(SummaryWriter out);
}
