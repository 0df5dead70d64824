package org.cxrwatch.io.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cxrwatch.error.ConfigurationException;
import org.cxrwatch.error.TransientException;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;

/**
 * A folder of JSON lines, flat or with subfolders such as predictions, labels and system_metrics. A file is new if the
 * version taken has another size or time of change.
 */
public final class FolderSource implements Source {

    private static final Comparator<Piece> BY_DAY = Comparator.comparing(
                    (Piece file) -> file.namedDay().map(Object::toString).orElse(""))
            .thenComparing(Piece::path);

    private final String name;
    private final Path folder;
    private final Arriving arriving;

    /** How it is known when a file's rows arrived. */
    public enum Arriving {
        /** At the end of the day in the file's name. */
        FROM_NAME,
        /** When the file was first seen so. */
        OBSERVED,
        /** From the name the first time anything is taken, observed ever after. */
        AUTO;

        private ArrivalBasis basis(Ledger.Taken taken) {
            return this == FROM_NAME || (this == AUTO && taken.newest().isEmpty())
                    ? ArrivalBasis.FROM_NAME
                    : ArrivalBasis.OBSERVED;
        }
    }

    /** The folder, under the name that the ledger and the tables use. */
    public FolderSource(String name, Path folder, Arriving arriving) {
        this.name = name;
        this.folder = folder;
        this.arriving = arriving;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Listing list(Ledger.Taken taken, Instant at) {
        List<Piece> fresh = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        int known = 0;
        for (Path path : paths()) {
            String relative = relative(path);
            Optional<LogName> log = LogName.of(path.getFileName().toString());
            Optional<Piece> file = log.flatMap(kind -> planned(path, relative, kind));
            if (log.isEmpty()) {
                foreign.add(relative);
            } else if (file.isPresent() && file.get().equals(taken.newest().get(relative))) {
                known++;
            } else {
                file.ifPresent(fresh::add);
            }
        }
        fresh.sort(BY_DAY);
        foreign.sort(Comparator.naturalOrder());
        Optional<Plan> plan = Optional.of(Plan.ofFiles(name, arriving.basis(taken), fresh))
                .filter(some -> !some.pieces().isEmpty());
        return Listing.all(plan, known, foreign);
    }

    /** Files, and folders that bear a log's name, which are put aside when they are read. */
    private List<Path> paths() {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The source folder " + folder + (Files.exists(folder) ? " is no folder" : " does not exist"),
                    "Name the folder that holds the classifier's logs (sources.files.folder), or create it and mount "
                            + "what belongs there");
        }
        try (Stream<Path> found = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(path -> !path.equals(folder))
                    .filter(path -> !Files.isDirectory(path)
                            || LogName.of(path.getFileName().toString()).isPresent())
                    .toList();
        } catch (IOException e) {
            throw unlistable(e);
        } catch (UncheckedIOException e) {
            throw unlistable(e.getCause());
        }
    }

    /** The file as it is now; empty if it went away meanwhile. */
    private Optional<Piece> planned(Path path, String relative, LogName log) {
        try {
            long size = Files.isDirectory(path) ? 0 : Files.size(path);
            return Optional.of(Piece.file(
                    relative,
                    log.kind(),
                    size,
                    Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.MILLIS),
                    log.day()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unlistable(e);
        }
    }

    private String relative(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private TransientException unlistable(IOException cause) {
        return new TransientException(
                "The source folder " + folder + " cannot be listed: " + cause,
                "Check that this user may read it and everything below it, and that its disk or share answers; then "
                        + "run the command again",
                cause);
    }
}
