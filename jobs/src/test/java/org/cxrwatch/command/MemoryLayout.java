package org.cxrwatch.command;

import org.cxrwatch.port.Layout;

/** A layout that is a number in memory. */
final class MemoryLayout implements Layout {

    private final int known;
    int present;

    MemoryLayout(int known) {
        this.known = known;
        this.present = known;
    }

    @Override
    public Version version() {
        return new Version(present, known);
    }

    @Override
    public void upgrade() {
        present = known;
    }
}
