package org.cxrwatch.port;

/** Lets one process write a lake at a time. */
public interface WriterLock {

    /**
     * Takes the lock for as long as the holder is open.
     *
     * @throws org.cxrwatch.error.BusyException if another process holds it
     */
    Held acquire(String lake);

    /** The lock, held. */
    interface Held extends AutoCloseable {

        /** Gives it back. */
        @Override
        void close();
    }
}
