package org.cxrwatch.port;

/** How a store is laid out, by a number that grows with every change; and how it gets the layout this program knows. */
public interface Layout {

    /**
     * Which layout a store has, and which one this program writes.
     *
     * @param present of the store; {@link #NONE} if there is nothing yet
     * @param known to this program
     */
    record Version(int present, int known) {

        /** Of a store that was never written. */
        public static final int NONE = 0;

        /** Whether the store was never written. */
        public boolean isNone() {
            return present == NONE;
        }

        /** Whether the store has been brought further than this program knows. */
        public boolean isNewer() {
            return present > known;
        }

        /** Whether there is something to bring further. */
        public boolean isOlder() {
            return present < known;
        }
    }

    /** Looks, and changes nothing. */
    Version version();

    /**
     * Brings the store to the layout this program knows; nothing happens if it has it.
     *
     * @throws org.cxrwatch.error.CxrwatchException if it is newer, or older than what can be brought further
     */
    void upgrade();
}
