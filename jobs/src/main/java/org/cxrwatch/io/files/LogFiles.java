package org.cxrwatch.io.files;

import java.nio.file.Path;
import java.util.Map;
import org.cxrwatch.log.ReadingRules;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.RowReader;
import org.cxrwatch.port.Source;

/** Files of logs in one place, a folder or what lies below a prefix of a bucket: one and the same to their readers. */
public final class LogFiles {

    private final FileStore store;

    private LogFiles(FileStore store) {
        this.store = store;
    }

    /** How it is known when a file's rows arrived. */
    public enum Arriving {
        /** At the end of the day in the file's name. */
        FROM_NAME,
        /** When the file was first seen so. */
        OBSERVED,
        /** From the name the first time anything is taken, observed ever after. */
        AUTO;

        ArrivalBasis basis(Ledger.Taken taken) {
            return this == FROM_NAME || (this == AUTO && taken.newest().isEmpty())
                    ? ArrivalBasis.FROM_NAME
                    : ArrivalBasis.OBSERVED;
        }
    }

    /** Those in this folder and everything below it. */
    public static LogFiles inFolder(Path folder) {
        return new LogFiles(new FolderStore(folder.toAbsolutePath().toString()));
    }

    /**
     * Those below a prefix.
     *
     * @param place {@code s3a://bucket} or {@code s3a://bucket/prefix}
     * @param settings {@code fs.s3a.*} of Hadoop's client, without secrets: they are sent to wherever files are read
     */
    public static LogFiles inBucket(String place, Map<String, String> settings) {
        return new LogFiles(new BucketStore(place, settings));
    }

    /**
     * Looks whether the place is there and may be read.
     *
     * @return what was found, in a sentence
     * @throws org.cxrwatch.error.ConfigurationException if there is no such place, or it may not be read
     * @throws org.cxrwatch.error.TransientException if it does not answer
     */
    public String look() {
        return store.look();
    }

    /** What is new there, under the name that the ledger and the tables use. */
    public Source source(String name, Arriving arriving) {
        return new FileSource(name, store, arriving);
    }

    /** Reads them by these rules, each only if it can be read to its end. */
    public RowReader reader(ReadingRules rules) {
        return new FileReader(store, rules);
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
