package org.cxrwatch.io.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.port.History;
import org.cxrwatch.score.DistributionBins;
import org.cxrwatch.score.HostMetric;
import org.cxrwatch.score.MetricScore;
import org.cxrwatch.score.SubjectScore;
import org.cxrwatch.score.Verdict;

/** Reads the {@code current_…} views, or the {@code …_known_at} functions: what a role that only reads may see. */
final class PostgresHistory implements History {

    private static final Sql SQL = Sql.file("history");

    private final ResultsDatabase database;

    PostgresHistory(ResultsDatabase database) {
        this.database = database;
    }

    @Override
    public List<MetricScore> metrics(Query query) {
        return rows(RevisedTables.METRICS, query, "metric");
    }

    @Override
    public List<SubjectScore> drift(Query query) {
        return rows(RevisedTables.SUBJECTS, query, "kind, subject, comparison");
    }

    @Override
    public List<Verdict> verdicts(Query query) {
        return rows(RevisedTables.VERDICTS, query, "scope");
    }

    @Override
    public List<DistributionBins> distributions(Query query) {
        return rows(RevisedTables.DISTRIBUTIONS, query, "subject, comparison");
    }

    @Override
    public List<HostMetric> hosts(Query query) {
        List<Object> parameters = windowParameters(query);
        return read(RevisedTables.HOSTS, "host_rows", names(RevisedTables.HOSTS, query), parameters);
    }

    @Override
    public List<Instant> nights() {
        return database.transaction(session -> session.list(SQL.text("nights"), row -> row.instant("night")));
    }

    private <R> List<R> rows(RevisedTable<R> table, Query query, String order) {
        List<Object> parameters = windowParameters(query);
        Optional<String> scope =
                query.scope().map(wanted -> wanted.kind().name().toLowerCase(Locale.ROOT));
        parameters.addAll(List.of(scope, scope));
        Optional<String> version = query.scope().map(Scope::modelVersion);
        parameters.addAll(List.of(version, version));
        Optional<String> key = query.slice().map(Slice::key);
        parameters.addAll(List.of(key, key));
        Optional<String> value = query.slice().map(Slice::value);
        parameters.addAll(List.of(value, value));
        Map<String, String> names = new java.util.HashMap<>(names(table, query));
        names.put("order", order);
        return read(table, "rows", names, parameters);
    }

    private <R> List<R> read(
            RevisedTable<R> table, String statement, Map<String, String> names, List<Object> parameters) {
        return database.transaction(
                session -> session.list(SQL.text(statement, names), table::read, parameters.toArray()));
    }

    private static Map<String, String> names(RevisedTable<?> table, Query query) {
        String relation = query.asOf().isPresent() ? table.name() + "_known_at(?)" : "current_" + table.name();
        return Map.of("columns", String.join(", ", table.columns()), "relation", relation);
    }

    private static List<Object> windowParameters(Query query) {
        List<Object> parameters = new ArrayList<>();
        query.asOf().ifPresent(parameters::add);
        parameters.add(query.from());
        parameters.add(query.to());
        Session.TypedArray kinds =
                Session.TypedArray.texts(query.kinds().stream().map(Enum::name).toList());
        parameters.add(kinds);
        parameters.add(kinds);
        return parameters;
    }
}
