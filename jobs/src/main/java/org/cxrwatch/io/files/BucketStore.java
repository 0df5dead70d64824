package org.cxrwatch.io.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.hadoop.fs.s3a.S3AFileStatus;
import org.apache.hadoop.util.functional.FutureIO;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.io.files.FetchedFile.Keeping;
import org.cxrwatch.port.RowReader.Portion;

/**
 * What lies below a prefix of a bucket. An object is read in the version that was listed, by its etag, or not at all.
 *
 * @param place {@code s3a://bucket/prefix}
 * @param settings of Hadoop's client
 */
record BucketStore(String place, Map<String, String> settings) implements FileStore {

    private static final String READ_POLICY = "fs.option.openfile.read.policy";
    private static final String WHOLE = "whole-file";

    /** Copies the map. */
    BucketStore {
        settings = Map.copyOf(settings);
    }

    @Override
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> objects = client().listFiles(root(), true);
            while (objects.hasNext()) {
                LocatedFileStatus object = objects.next();
                entries.add(new Entry(
                        below(object.getPath()),
                        object.getLen(),
                        Instant.ofEpochMilli(object.getModificationTime()),
                        etag(object)));
            }
        } catch (FileNotFoundException nothingOfThatPrefix) {
            return List.of();
        } catch (IOException e) {
            throw failed("be listed", e);
        }
        return entries;
    }

    @Override
    public String look() {
        try {
            // The first page is asked for before the first object is.
            RemoteIterator<LocatedFileStatus> objects = client().listFiles(root(), true);
            if (!objects.hasNext()) {
                return emptiness();
            }
            below(objects.next().getPath());
            return place + " answers, and can be listed.";
        } catch (FileNotFoundException nothingOfThatPrefix) {
            return emptiness();
        } catch (IOException e) {
            throw failed("be listed", e);
        }
    }

    @Override
    public FetchedFile fetch(Portion portion) throws UnreadableFile {
        try {
            Path copy = TemporaryCopies.HERE.make();
            boolean whole = false;
            try {
                fetch(portion, copy);
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(copy);
                }
            }
            return new FetchedFile(copy, portion.bytes().size(), Keeping.COPY);
        } catch (FileNotFoundException e) {
            throw new UnreadableFile("it is gone since it was listed; bring it back under another name", e);
        } catch (RemoteFileChangedException e) {
            throw new UnreadableFile("it was rewritten since it was listed, and is read in its new form next time", e);
        } catch (IOException e) {
            throw failed("be read at " + portion.path(), e);
        }
    }

    private void fetch(Portion portion, Path copy) throws IOException {
        long size = portion.bytes().size();
        if (size == 0) {
            return;
        }
        org.apache.hadoop.fs.Path object = new org.apache.hadoop.fs.Path(root(), portion.path());
        FileStatus listed =
                new S3AFileStatus(size, portion.modified().toEpochMilli(), object, size, "", portion.version(), null);
        try (FSDataInputStream in = FutureIO.awaitFuture(client().openFile(object)
                .withFileStatus(listed)
                .opt(READ_POLICY, WHOLE)
                .build())) {
            long fetched = TemporaryCopies.HERE.write(in, copy);
            if (fetched != size) {
                throw new IOException(fetched + " bytes came instead of " + size);
            }
        }
    }

    /** One client a process and bucket, which Hadoop keeps: making one takes a second. */
    private FileSystem client() throws IOException {
        Configuration configuration = new Configuration();
        settings.forEach(configuration::set);
        return FileSystem.get(URI.create(place + "/"), configuration);
    }

    private org.apache.hadoop.fs.Path root() {
        return new org.apache.hadoop.fs.Path(place + "/");
    }

    /** Its name below the prefix. If nothing lies below it, what is listed of an object is the object itself. */
    private String below(org.apache.hadoop.fs.Path object) {
        String path = object.toUri().getPath();
        String prefix = root().toUri().getPath();
        if (path.equals(prefix)) {
            throw new ConfigurationException(
                    "The place " + place + " (sources.files.folder) is no folder, but an object",
                    "Name the prefix below which the classifier's logs lie (sources.files.folder), without the name of"
                            + " an object");
        }
        return path.substring(prefix.endsWith("/") ? prefix.length() : prefix.length() + 1);
    }

    private static String etag(FileStatus object) {
        String etag = object instanceof EtagSource versioned ? versioned.getEtag() : null;
        return etag == null ? "" : etag;
    }

    private RuntimeException failed(String what, IOException cause) {
        return new BucketTrouble(place, what).of(cause);
    }

    @Override
    public String mending() {
        return "; mend it and upload it again, another content is read again";
    }

    @Override
    public String emptiness() {
        return "There is no object below " + place
                + ". If there should be, check the prefix in sources.files.folder: it stands for a folder, not for the "
                + "beginning of a name.";
    }

    @Override
    public String toString() {
        return place;
    }
}
