package org.cxrwatch.io.postgres.source;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Batch;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Piece;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source.Listing;
import org.cxrwatch.port.Source.Then;
import org.cxrwatch.port.SourceChecks;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.port.XidWindow.Mode;

/**
 * Decides what is read next of a database, from what it says now and what was taken before.
 *
 * @param source its name
 * @param terms how it is read
 * @param seen what it says now
 */
record NextWindow(String source, SourceTerms terms, Seen seen) {

    private static final long MEBIBYTE = 1L << 20;

    /**
     * What a database says.
     *
     * @param state of its transactions
     * @param parts of its tables
     * @param at when it was asked
     */
    record Seen(ServerState state, List<TableLayout.Part> parts, Instant at) {}

    /** The plan after what was taken. */
    Listing after(Ledger.Taken taken) {
        if (taken.position().isEmpty()) {
            return load(Load.fresh(seen.state().oldest()));
        }
        Batch last = taken.position().get();
        XidWindow window = last.plan().window().orElseThrow();
        boolean sameHistory =
                window.server().equals(seen.state().server()) && seen.state().oldest() >= window.to();
        if (window.mode() == Mode.LOAD && !loaded(taken)) {
            boolean asBefore = sameHistory && unmoved(taken);
            return load(
                    asBefore
                            ? new Load(window.to(), taken)
                            : Load.fresh(seen.state().oldest()));
        }
        return sameHistory ? changes(last, window) : lookBack(window);
    }

    /** Every table as a whole. */
    static List<Piece> whole(List<TableLayout.Part> parts, Instant at) {
        return parts.stream()
                .map(part -> piece(part, Piece.Bytes.all(part.bytes()), at))
                .toList();
    }

    /**
     * A first load under way.
     *
     * @param to first transaction that it leaves to the window after it
     * @param taken the pieces taken so far
     */
    private record Load(long to, Ledger.Taken taken) {

        static Load fresh(long to) {
            return new Load(to, Ledger.Taken.nothing());
        }

        /** Where the next batch begins. Rows that are to be loaded lie in what the table was when the load began. */
        Piece.Bytes left(TableLayout.Part part) {
            Piece before = taken.newest().get(part.name());
            if (before == null) {
                return Piece.Bytes.all(part.bytes());
            }
            long whole = before.bytes().whole();
            return new Piece.Bytes(before.bytes().end(), whole - before.bytes().end(), whole);
        }
    }

    private static boolean loaded(Ledger.Taken taken) {
        return taken.newest().values().stream().allMatch(piece -> piece.bytes().last());
    }

    /** Whether no table was written anew, which puts rows at other places. */
    private boolean unmoved(Ledger.Taken taken) {
        return seen.parts().stream().allMatch(part -> {
            Piece before = taken.newest().get(part.name());
            return before == null || before.version().equals(part.version());
        });
    }

    private Listing load(Load load) {
        long step = Math.max(1, terms.limits().batchBytes() / seen.state().blockSize())
                * seen.state().blockSize();
        boolean first = load.taken().newest().isEmpty();
        List<Piece> pieces = new ArrayList<>();
        long done = 0;
        long size = 0;
        for (TableLayout.Part part : seen.parts()) {
            Piece.Bytes left = load.left(part);
            Piece.Bytes some = new Piece.Bytes(left.offset(), Math.min(step, left.size()), left.whole());
            done += some.end();
            size += some.whole();
            if (first || some.size() > 0) {
                pieces.add(piece(part, some, seen.at()));
            }
        }
        String how = String.format(
                Locale.ROOT,
                "First load of the database: %,d of %,d MiB of its tables with this batch.",
                done / MEBIBYTE,
                size / MEBIBYTE);
        XidWindow window = new XidWindow(
                Mode.LOAD,
                seen.state().server(),
                0,
                load.to(),
                seen.state().next(),
                watermark(Optional.empty()),
                Optional.empty());
        Plan plan = new Plan(source, ArrivalBasis.ASSUMED, pieces, Optional.of(window));
        return new Listing(Optional.of(plan), Then.MORE, 0, List.of(), List.of(how), position(window));
    }

    private Listing changes(Batch last, XidWindow window) {
        long to = seen.state().oldest();
        XidWindow next = new XidWindow(
                Mode.CHANGES,
                seen.state().server(),
                window.to(),
                to,
                seen.state().next(),
                watermark(Optional.of(last)),
                Optional.empty());
        Plan plan = new Plan(source, ArrivalBasis.OBSERVED, whole(seen.parts(), seen.at()), Optional.of(next));
        boolean nothing = to == window.to();
        return new Listing(
                nothing ? Optional.empty() : Optional.of(plan),
                Then.END,
                nothing ? seen.parts().size() : 0,
                List.of(),
                held(next),
                position(next));
    }

    private Listing lookBack(XidWindow before) {
        LocalDate today = LocalDate.ofInstant(seen.at(), terms.rules().zone());
        XidWindow.Days days = new XidWindow.Days(today.minusDays(terms.limits().lookBackDays()), today.plusDays(1));
        XidWindow window = new XidWindow(
                Mode.LOOK_BACK,
                seen.state().server(),
                0,
                seen.state().oldest(),
                seen.state().next(),
                watermark(Optional.empty()),
                Optional.of(days));
        Plan plan = new Plan(source, ArrivalBasis.OBSERVED, whole(seen.parts(), seen.at()), Optional.of(window));
        String what = before.server().equals(seen.state().server())
                ? "its transactions are numbered lower than when it was last read, as after a restore"
                : "it is another server than when it was last read, or was restored or failed over";
        String remark = "The source database was set back or replaced (" + what + "): rows since " + days.first()
                + " are read again and compared by key, so that none is missed or taken twice. Rows older than that"
                + " and changed meanwhile are not; ingest --repair --date D reads a day again.";
        return new Listing(Optional.of(plan), Then.END, 0, List.of(), List.of(remark), position(window));
    }

    /** What was begun before this instant is taken: the start of the oldest open transaction, as well as it is known. */
    private Instant watermark(Optional<Batch> last) {
        if (!seen.state().held()) {
            return seen.at();
        }
        Optional<XidWindow> window = last.flatMap(batch -> batch.plan().window());
        return seen.state()
                .heldSince()
                .or(() -> window.filter(before -> before.next() <= seen.state().oldest())
                        .map(before -> last.get().plannedAt()))
                .or(() -> window.map(XidWindow::watermark))
                .filter(instant -> !instant.isAfter(seen.at()))
                .orElse(seen.at());
    }

    private Optional<SourceChecks.Position> position(XidWindow window) {
        return Optional.of(new SourceChecks.Position(source, seen.at(), window.watermark(), window.mode()));
    }

    private List<String> held(XidWindow window) {
        if (!window.held()) {
            return List.of();
        }
        Duration age = Duration.between(window.watermark(), seen.at());
        return List.of("A transaction of the source database has been open for "
                + (age.toMinutes() > 0 ? age.toMinutes() + " minutes" : age.toSeconds() + " seconds")
                + "; what it and later ones write is taken when it has ended.");
    }

    private static Piece piece(TableLayout.Part part, Piece.Bytes bytes, Instant at) {
        return new Piece(part.name(), part.table().kind(), bytes, part.version(), at, Optional.empty());
    }
}
