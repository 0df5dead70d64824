package org.cxrwatch.io.delta;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Commits of Delta tables in a bucket, any number of writers on any number of machines at once: a commit is an object
 * that is created by a conditional write, so that of two commits of the same version one is refused and made anew.
 * Delta makes it by its name, with the settings of the session; it has no state.
 *
 * <p>The store must keep conditions: {@link StoreProbe} finds out.
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {

    /** As Delta calls it. */
    public ConditionalLogStore(Configuration configuration) {
        super(configuration);
    }

    /**
     * Writes a file of a log, a line an action. A commit holds a number drawn for it alone: no two are equal.
     *
     * @throws FileAlreadyExistsException if it is not to be overwritten, and another has written it
     */
    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        byte[] content = content(actions);
        if (overwrite) {
            replace(path, content, configuration);
            return;
        }
        ConditionalCreate objects = new ConditionalCreate(path.getFileSystem(configuration));
        if (objects.create(path, content) == ConditionalCreate.Outcome.TAKEN) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private static byte[] content(Iterator<String> actions) {
        StringBuilder lines = new StringBuilder();
        actions.forEachRemaining(action -> lines.append(action).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void replace(Path path, byte[] content, Configuration configuration) throws IOException {
        FSDataOutputStreamBuilder<?, ?> object =
                path.getFileSystem(configuration).createFile(path);
        object.overwrite(true);
        // What is to be replaced needs no look at what is there.
        object.opt("fs.s3a.create.performance", true);
        try (FSDataOutputStream out = object.build()) {
            out.write(content);
        }
    }

    /** {@inheritDoc} One request, where the inherited one first asks whether the folder exists. */
    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        return Arrays.stream(path.getFileSystem(configuration).listStatus(path.getParent()))
                .filter(file -> file.getPath().getName().compareTo(path.getName()) >= 0)
                .sorted(Comparator.comparing(file -> file.getPath().getName()))
                .iterator();
    }

    /** No: an object is there whole, or not at all. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        return false;
    }
}
