package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.io.files.FetchedFile.Keeping;
import org.cxrwatch.port.RowReader.Portion;

/**
 * A folder of this machine.
 *
 * @param place its path
 */
record FolderStore(String place) implements FileStore {

    private static final String TOUCH = "; mend it and touch it, a changed file is read again";

    /** {@inheritDoc} Folders that bear a log's name are put aside when they are read. */
    @Override
    public List<Entry> list() {
        Path folder = existing();
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(path -> !path.equals(folder))
                    .filter(path -> !Files.isDirectory(path)
                            || LogName.of(path.getFileName().toString()).isPresent())
                    .flatMap(path -> entry(folder, path).stream())
                    .toList();
        } catch (IOException e) {
            throw unlistable(e);
        } catch (UncheckedIOException e) {
            throw unlistable(e.getCause());
        }
    }

    @Override
    public String look() {
        if (!Files.isReadable(existing())) {
            throw new ConfigurationException(
                    "The folder " + place + " may not be read by this user",
                    "Let the user who runs cxrwatch read it and everything below it");
        }
        return place + " can be read.";
    }

    private Path existing() {
        Path folder = Path.of(place);
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The folder " + folder + " (sources.files.folder) "
                            + (Files.exists(folder) ? "is no folder" : "does not exist"),
                    "Name the folder that holds the classifier's logs (sources.files.folder), or create it and mount "
                            + "what belongs there");
        }
        return folder;
    }

    /** The file as it is now; empty if it went away meanwhile. */
    private Optional<Entry> entry(Path folder, Path path) {
        try {
            return Optional.of(new Entry(
                    folder.relativize(path).toString().replace('\\', '/'),
                    Files.isDirectory(path) ? 0 : Files.size(path),
                    Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.MILLIS),
                    ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unlistable(e);
        }
    }

    private TransientException unlistable(IOException cause) {
        return new TransientException(
                "The source folder " + place + " cannot be listed: " + cause,
                "Check that this user may read it and everything below it, and that its disk or share answers; then "
                        + "run the command again",
                cause);
    }

    @Override
    public FetchedFile fetch(Portion portion) throws UnreadableFile {
        Path path = Path.of(place).resolve(portion.path());
        try {
            if (Files.isDirectory(path)) {
                throw new UnreadableFile("it is a folder, not a file" + TOUCH);
            }
            long size = Files.size(path);
            if (size < portion.bytes().size()) {
                throw new UnreadableFile("it is shorter than when it was listed, " + size + " bytes instead of "
                        + portion.bytes().size() + ": it was rewritten, and is read in its new form next time");
            }
            if (!Files.isReadable(path)) {
                throw new UnreadableFile("this user may not read it" + TOUCH);
            }
            return new FetchedFile(path, portion.bytes().size(), Keeping.ORIGINAL);
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("it is gone since it was listed; bring it back and touch it", e);
        } catch (IOException e) {
            throw new UnreadableFile("it cannot be opened (" + e.getMessage() + ")" + TOUCH, e);
        }
    }

    @Override
    public String mending() {
        return TOUCH;
    }

    /** {@inheritDoc} Of an empty folder nothing: it is plain to see. */
    @Override
    public String emptiness() {
        return "";
    }

    @Override
    public String toString() {
        return place;
    }
}
