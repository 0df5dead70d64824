package org.cxrwatch.port;

import java.util.HashSet;
import java.util.Set;
import org.cxrwatch.error.BusyException;

final class MemoryWriterLock implements WriterLock {

    private final Set<String> held = new HashSet<>();

    @Override
    public Held acquire(String lake) {
        if (!held.add(lake)) {
            throw new BusyException("Another command is writing to the lake " + lake + ".", "Run it again later.");
        }
        return () -> held.remove(lake);
    }
}
