package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.model.ArrivalBasis;
import org.cxrwatch.port.Ledger;
import org.cxrwatch.port.Plan;
import org.cxrwatch.port.Source;
import org.cxrwatch.port.XidWindow;
import org.cxrwatch.port.XidWindow.Mode;

/**
 * The service's database. What is new is what transactions wrote that had not ended at the last window's end and have
 * ended now: neither ids nor timestamps tell, as rows commit out of order, appear late and are changed in place.
 */
public final class PostgresSource implements Source {

    private final String name;
    private final DatabaseServer server;
    private final SourceTerms terms;

    /** A database, under the name that the ledger and the tables use. */
    public PostgresSource(String name, DatabaseServer server, SourceTerms terms) {
        this.name = name;
        this.server = server;
        this.terms = terms;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Listing list(Ledger.Taken taken, Instant at) {
        return asking(state(taken), (state, tables, connection) -> {
            List<TableLayout.Part> parts = parts(tables);
            Memory memory = new Memory(new Query(connection), terms.schema(), state);
            List<String> forgotten = memory.forgotten(tables, taken);
            List<String> attached = memory.attached(parts, taken);
            NextWindow.Seen seen =
                    new NextWindow.Seen(state, memory.noting(parts), new NextWindow.Strange(forgotten, attached), at);
            return new NextWindow(name, terms, seen).after(taken);
        });
    }

    /** Reads days again, whatever was taken of them; by the source's own clock. */
    public Plan repair(XidWindow.Days days, Instant at) {
        return asking(
                ServerState::of,
                (state, tables, connection) -> new Plan(
                        name,
                        // Nobody saw when they arrived: they teach nothing of delays, and labels reach their rows.
                        ArrivalBasis.ASSUMED,
                        NextWindow.whole(parts(tables), at),
                        Optional.of(new XidWindow(
                                Mode.REPAIR, state.server(), 0, state.oldest(), state.next(), at, Optional.of(days)))));
    }

    private interface Question<T> {
        T answer(ServerState state, List<TableLayout.Described> tables, Connection connection) throws SQLException;
    }

    private static List<TableLayout.Part> parts(List<TableLayout.Described> tables) {
        return tables.stream().flatMap(table -> table.parts().stream()).toList();
    }

    private interface StateQuestion {
        ServerState answer(DatabaseServer server, Connection connection) throws SQLException;
    }

    /** The batches of a first load keep the position that its first one found. */
    private static StateQuestion state(Ledger.Taken taken) {
        boolean loading = taken.position()
                .flatMap(batch -> batch.plan().window())
                .filter(window -> window.mode() == Mode.LOAD)
                .isPresent();
        return loading ? ServerState::of : ServerState::settled;
    }

    private <T> T asking(StateQuestion first, Question<T> question) {
        try (Connection connection = server.connect();
                Statement settings = connection.createStatement()) {
            // Looking through a large table takes longer than a service's statement may.
            settings.execute("SET statement_timeout = 0");
            // What is stored is asked for after the state: what the transactions before it wrote is in it.
            ServerState state = first.answer(server, connection);
            TableLayout layout = new TableLayout(server, terms, connection);
            List<TableLayout.Described> tables = new ArrayList<>();
            for (SourceTable table : SourceTable.ALL) {
                tables.add(layout.describe(table));
            }
            new Plausibility(server, terms, connection).check(state, parts(tables));
            return question.answer(state, tables, connection);
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }
}
