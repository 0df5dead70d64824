package org.cxrwatch.io.postgres.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.io.postgres.DatabaseServer;
import org.cxrwatch.model.RegisteredModel;

/** The service's table {@code models}: read for what its versions are called; it may be absent or closed to us. */
public final class PostgresModels {

    private static final String TABLE = "models";
    private static final java.util.Set<String> NEEDED =
            java.util.Set.of("name", "version", "architecture", "created_at", "status");

    private final DatabaseServer server;
    private final SourceTerms terms;

    /** The models of this database. */
    public PostgresModels(DatabaseServer server, SourceTerms terms) {
        this.server = server;
        this.terms = terms;
    }

    /** All that have a name and a version; none if there is no such table, or this role may not read it. */
    public List<RegisteredModel> list() {
        try (Connection connection = server.connect()) {
            Query query = new Query(connection);
            List<String> columns = query.list("columns", row -> row.getString("name"), terms.schema(), TABLE);
            boolean readable = query.list("storage", row -> row.getBoolean("readable"), terms.schema(), TABLE).stream()
                    .allMatch(may -> may);
            return columns.containsAll(NEEDED) && readable ? read(query) : List.of();
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }

    private List<RegisteredModel> read(Query query) throws SQLException {
        return query
                .list(
                        "models",
                        Map.of("table", Query.qualified(terms.schema(), TABLE)),
                        row -> new Said(
                                row.getString("name"),
                                row.getString("version"),
                                Optional.ofNullable(row.getString("architecture")),
                                Optional.ofNullable(row.getString("status")),
                                Optional.ofNullable(row.getTimestamp("created_at"))))
                .stream()
                .filter(Said::named)
                .map(this::model)
                .toList();
    }

    private record Said(
            String name,
            String version,
            Optional<String> architecture,
            Optional<String> status,
            Optional<Timestamp> createdAt) {

        boolean named() {
            return name != null && version != null && !name.isBlank() && !version.isBlank();
        }
    }

    private RegisteredModel model(Said said) {
        return new RegisteredModel(
                said.name(),
                said.version(),
                said.architecture().filter(text -> !text.isBlank()),
                said.status().filter(text -> !text.isBlank()),
                said.createdAt()
                        .map(time -> time.toLocalDateTime()
                                .atZone(terms.rules().zone())
                                .toInstant()));
    }
}
