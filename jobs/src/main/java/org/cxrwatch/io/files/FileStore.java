package org.cxrwatch.io.files;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.cxrwatch.port.RowReader.Portion;

/** Where files lie. It travels to wherever they are read, and holds no secret. */
sealed interface FileStore extends Serializable permits FolderStore, BucketStore {

    /**
     * Everything below the place, in no order, whatever its age.
     *
     * @throws org.cxrwatch.error.CxrwatchException if there is no such place, it does not answer, or it may not be read
     */
    List<Entry> list();

    /**
     * Looks whether there is such a place and it may be read, at no more cost than a page of its list.
     *
     * @return what was found, in a sentence
     * @throws org.cxrwatch.error.CxrwatchException as {@link #list} does
     */
    String look();

    /**
     * A file as it was planned, on this machine.
     *
     * @throws UnreadableFile if it is not what was planned any more
     * @throws org.cxrwatch.error.CxrwatchException if the store does not answer, or refuses
     */
    FetchedFile fetch(Portion portion) throws UnreadableFile;

    /** What to do about a broken file, so that it is read again. */
    String mending();

    /** What to say of a place that holds nothing at all; empty if nothing needs saying. */
    String emptiness();

    /**
     * What lies there.
     *
     * @param path relative to the place, with slashes
     * @param size in bytes
     * @param modified when it was last written
     * @param version the etag, if the store has such; else empty
     */
    record Entry(String path, long size, Instant modified, String version) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
