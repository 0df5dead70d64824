package org.cxrwatch.io.postgres.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it. */
record DirectoryTree(Path root) {

    /** Copies it, rights and all, to where nothing is yet. */
    DirectoryTree copyTo(Path target) {
        for (Path path : paths()) {
            try {
                Files.copy(path, target.resolve(root.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new DirectoryTree(target);
    }

    /** Removes it; what a process removes meanwhile is no matter. */
    void remove() {
        if (Files.exists(root)) {
            paths().stream().sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private List<Path> paths() {
        try (Stream<Path> found = Files.walk(root)) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
