package org.cxrwatch.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cxrwatch.error.BusyException;
import org.junit.jupiter.api.Test;

/** What every writer lock does. */
public interface WriterLockContract {

    /** A free one. */
    WriterLock writerLock();

    @Test
    default void aSecondWriterIsTurnedAwayUntilTheFirstHasEnded() {
        WriterLock lock = writerLock();
        try (WriterLock.Held first = lock.acquire("lake")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> lock.acquire("lake"))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("the lake lake");
        }
        try (WriterLock.Held second = lock.acquire("lake")) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    default void twoLakesHaveTwoWriters() {
        WriterLock lock = writerLock();
        try (WriterLock.Held one = lock.acquire("one");
                WriterLock.Held other = lock.acquire("other")) {
            assertThat(one).isNotSameAs(other);
        }
    }
}
