package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
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
        return asking(
                (state, parts) -> new NextWindow(name, terms, new NextWindow.Seen(state, parts, at)).after(taken));
    }

    /** Reads days again, whatever was taken of them; by the source's own clock. */
    public Plan repair(XidWindow.Days days, Instant at) {
        return asking((state, parts) -> new Plan(
                name,
                ArrivalBasis.OBSERVED,
                NextWindow.whole(parts, at),
                Optional.of(new XidWindow(
                        Mode.REPAIR, state.server(), 0, state.oldest(), state.next(), at, Optional.of(days)))));
    }

    private interface Question<T> {
        T answer(ServerState state, List<TableLayout.Part> parts);
    }

    private <T> T asking(Question<T> question) {
        try (Connection connection = server.connect()) {
            ServerState state = ServerState.of(server, connection);
            TableLayout layout = new TableLayout(server, terms.schema(), connection);
            List<TableLayout.Part> parts = new ArrayList<>();
            for (SourceTable table : SourceTable.ALL) {
                layout.columns(table);
                parts.addAll(layout.parts(table));
            }
            new Plausibility(server, terms, connection).check(state, parts);
            return question.answer(state, parts);
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }
}
