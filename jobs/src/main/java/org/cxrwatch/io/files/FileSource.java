package org.cxrwatch.io.files;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;

/**
 * Files of logs, flat or with subfolders such as predictions, labels and system_metrics. A file is new if the version
 * taken is of another content. The days in the names give the order; how old a file is says nothing.
 */
final class FileSource implements Source {

    private static final Comparator<Piece> BY_DAY = Comparator.comparing(
                    (Piece file) -> file.namedDay().map(Object::toString).orElse(""))
            .thenComparing(Piece::path);

    private final String name;
    private final FileStore store;
    private final LogFiles.Arriving arriving;

    /** The files there, under the name that the ledger and the tables use. */
    FileSource(String name, FileStore store, LogFiles.Arriving arriving) {
        this.name = name;
        this.store = store;
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
        List<FileStore.Entry> entries = store.list();
        for (FileStore.Entry entry : entries) {
            Optional<Piece> file = LogName.of(entry.name()).map(log -> piece(entry, log));
            if (file.isEmpty()) {
                foreign.add(entry.path());
            } else if (wasTaken(file.get(), taken)) {
                known++;
            } else {
                fresh.add(file.get());
            }
        }
        fresh.sort(BY_DAY);
        foreign.sort(Comparator.naturalOrder());
        Optional<Plan> plan = Optional.of(Plan.ofFiles(name, arriving.basis(taken), fresh))
                .filter(some -> !some.pieces().isEmpty());
        List<String> remarks =
                entries.isEmpty() && !store.emptiness().isEmpty() ? List.of(store.emptiness()) : List.of();
        return new Listing(plan, Then.END, known, foreign, remarks, Optional.empty());
    }

    private static Piece piece(FileStore.Entry entry, LogName log) {
        Piece.Bytes bytes = Piece.Bytes.all(entry.size());
        return new Piece(entry.path(), log.kind(), bytes, entry.version(), entry.modified(), log.day());
    }

    private static boolean wasTaken(Piece file, Ledger.Taken taken) {
        Piece newest = taken.newest().get(file.path());
        return newest != null && file.sameContent(newest);
    }
}
