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
     * @param strange what is not as it was left
     * @param at when it was asked
     */
    record Seen(ServerState state, List<TableLayout.Part> parts, Strange strange, Instant at) {}

    /**
     * Parts of tables that are not as they were left.
     *
     * @param forgotten those that do not have the row any more that was their newest when they were last looked at
     * @param attached those that are new and hold rows that are not
     */
    record Strange(List<String> forgotten, List<String> attached) {}

    /** The plan after what was taken. */
    Listing after(Ledger.Taken taken) {
        if (taken.position().isEmpty()) {
            return load(fresh());
        }
        Batch last = taken.position().get();
        XidWindow window = last.plan().window().orElseThrow();
        boolean sameHistory = window.server().equals(seen.state().server())
                && seen.state().oldest() >= window.to()
                && seen.strange().forgotten().isEmpty();
        if (window.mode() == Mode.LOAD && (!sameHistory || !loaded(taken))) {
            // What was changed since the load began is left to the window after it, wherever a table was moved to.
            return load(sameHistory ? new Load(window.to(), window.watermark(), taken) : fresh());
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
     * @param watermark what was begun before is not left to it
     * @param taken the pieces taken so far
     */
    private record Load(long to, Instant watermark, Ledger.Taken taken) {

        /**
         * What is left to read: of what the table was when the load began, as all rows of its window lie there; all of
         * a table that was written anew, which puts its rows at other places.
         */
        Piece.Bytes left(TableLayout.Part part) {
            Piece before = taken.newest().get(part.name());
            if (before == null || !part.version().isFileOf(before)) {
                return Piece.Bytes.all(part.bytes());
            }
            long whole = before.bytes().whole();
            return new Piece.Bytes(before.bytes().end(), whole - before.bytes().end(), whole);
        }
    }

    private Load fresh() {
        return new Load(seen.state().oldest(), watermark(Optional.empty()), Ledger.Taken.nothing());
    }

    private boolean loaded(Ledger.Taken taken) {
        Load load = new Load(0, Instant.EPOCH, taken);
        return seen.parts().stream().allMatch(part -> load.left(part).size() == 0);
    }

    private Listing load(Load load) {
        long room = Math.max(1, terms.limits().batchBytes() / seen.state().blockSize())
                * seen.state().blockSize();
        List<Piece> pieces = new ArrayList<>();
        // All parts at first, so that what an earlier load took of them is forgotten.
        boolean fresh = load.taken().newest().isEmpty();
        long done = 0;
        long size = 0;
        for (TableLayout.Part part : seen.parts()) {
            Piece.Bytes left = load.left(part);
            Piece.Bytes some = new Piece.Bytes(left.offset(), Math.min(room, left.size()), left.whole());
            room -= some.size();
            done += some.end();
            size += some.whole();
            if (fresh || some.size() > 0 || some.whole() == 0) {
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
                load.watermark(),
                Optional.empty());
        Plan plan = new Plan(source, ArrivalBasis.ASSUMED, pieces, Optional.of(window));
        return new Listing(Optional.of(plan), Then.MORE, 0, List.of(), List.of(how), position(window));
    }

    private Listing changes(Batch last, XidWindow window) {
        long to = seen.state().oldest();
        List<String> attached = seen.strange().attached();
        XidWindow next = new XidWindow(
                Mode.CHANGES,
                seen.state().server(),
                // What was taken before is known by its key.
                attached.isEmpty() ? window.to() : 0,
                to,
                seen.state().next(),
                watermark(Optional.of(last)),
                Optional.empty());
        ArrivalBasis basis = attached.isEmpty() ? ArrivalBasis.OBSERVED : ArrivalBasis.ASSUMED;
        Plan plan = new Plan(source, basis, whole(seen.parts(), seen.at()), Optional.of(next));
        // The first window after a load is there to end it, if only that.
        boolean nothing = to == window.to() && window.mode() != Mode.LOAD && attached.isEmpty();
        return new Listing(
                nothing ? Optional.empty() : Optional.of(plan),
                Then.END,
                nothing ? seen.parts().size() : 0,
                List.of(),
                attached.isEmpty() ? held(next) : List.of(attached(attached)),
                position(next));
    }

    private static String attached(List<String> parts) {
        return "Rows were there before their table was a part of what is read (" + String.join(", ", parts)
                + "): everything is read again and compared by key.";
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
        String what = whatChanged(before);
        String remark = "The source database was set back or replaced (" + what + "): rows since " + days.first()
                + " are read again and compared by key, so that none is missed or taken twice. Rows older than that"
                + " and changed meanwhile are not; ingest --repair --date D reads a day again.";
        return new Listing(Optional.of(plan), Then.END, 0, List.of(), List.of(remark), position(window));
    }

    private String whatChanged(XidWindow before) {
        if (!before.server().equals(seen.state().server())) {
            return "it is another server than when it was last read, or was restored or failed over";
        }
        return seen.state().oldest() < before.to()
                ? "its transactions are numbered lower than when it was last read, as after a restore"
                : "the newest row of " + String.join(", ", seen.strange().forgotten())
                        + " when it was last read is gone or older, as after a restore";
    }

    /**
     * What was begun before this instant is taken: the start of the oldest open transaction. If the server does not
     * tell it, a moment before it: when the last window was planned if the transaction had not begun by then, else that
     * window's own watermark, else the start of the server.
     */
    private Instant watermark(Optional<Batch> last) {
        if (!seen.state().held()) {
            return seen.at();
        }
        Optional<XidWindow> window = last.flatMap(batch -> batch.plan().window());
        return seen.state()
                .holder()
                .since()
                .or(() -> window.filter(before -> before.next() <= seen.state().oldest())
                        .map(before -> last.get().plannedAt()))
                .or(() -> window.map(XidWindow::watermark))
                .or(() -> Optional.of(seen.state().started()))
                .filter(instant -> !instant.isAfter(seen.at()))
                .orElse(seen.at());
    }

    private Optional<SourceChecks.Position> position(XidWindow window) {
        return Optional.of(new SourceChecks.Position(source, seen.at(), window.watermark(), window.mode()));
    }

    private List<String> held(XidWindow window) {
        ServerState.Holder holder = seen.state().holder();
        Duration age = Duration.between(window.watermark(), seen.at());
        if (!window.held() || age.toSeconds() == 0) {
            return List.of();
        }
        String which = holder.prepared()
                .map(name -> "The prepared transaction '" + name + "'")
                .orElse("A transaction");
        return List.of(which + " of the source database has been open for "
                + (holder.since().isPresent() ? "" : "up to ")
                + (age.toMinutes() > 0 ? age.toMinutes() + " minutes" : age.toSeconds() + " seconds")
                + "; what it and later ones write is taken when it has ended."
                + (holder.since().isPresent() || holder.prepared().isPresent()
                        ? ""
                        : " How long exactly is told to members of pg_read_all_stats only."));
    }

    private static Piece piece(TableLayout.Part part, Piece.Bytes bytes, Instant at) {
        return new Piece(part.name(), part.table().kind(), bytes, part.version().text(), at, Optional.empty());
    }
}
