package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cxrwatch.notice.AlertMatcher;
import org.cxrwatch.notice.AlertMatcher.Field;
import org.cxrwatch.notice.Silence;

/** {@code silence}. */
final class SilenceTable {

    private static final Sql SQL = Sql.file("silence");

    private static final List<Field> FIELDS = List.of(
            Field.ALERT_TYPE,
            Field.METRIC,
            Field.MODEL_VERSION,
            Field.WINDOW_KIND,
            Field.SLICE_KEY,
            Field.SLICE_VALUE,
            Field.SLICE,
            Field.SEVERITY,
            Field.CASE_ID);

    private SilenceTable() {}

    static List<Silence> list(Session session) {
        return session.list(SQL.text("list"), SilenceTable::read);
    }

    static Silence add(Session session, Silence.Terms terms) {
        List<Object> values = new ArrayList<>();
        FIELDS.forEach(field -> values.add(pattern(terms.matcher(), field)));
        values.addAll(List.of(terms.from(), terms.until(), terms.by(), terms.comment()));
        return session.find(
                        SQL.text("add"),
                        row -> new Silence(row.number("silence"), terms, row.instant("created_at"), Optional.empty()),
                        values.toArray())
                .orElseThrow();
    }

    static boolean end(Session session, long silence, String by, String comment) {
        return session.update(SQL.text("end"), by, comment, silence) > 0;
    }

    /** A severity is kept as tables write it, in whichever case it was asked for. */
    private static Optional<String> pattern(AlertMatcher matcher, Field field) {
        Optional<String> pattern = Optional.ofNullable(matcher.patterns().get(field));
        return field == Field.SEVERITY ? pattern.map(text -> text.toLowerCase(Locale.ROOT)) : pattern;
    }

    private static Silence read(Columns row) throws SQLException {
        Map<Field, String> patterns = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            row.findText(field.text()).ifPresent(pattern -> patterns.put(field, pattern));
        }
        Silence.Terms terms = new Silence.Terms(
                new AlertMatcher(patterns),
                row.instant("starts_at"),
                row.instant("ends_at"),
                row.text("created_by"),
                row.text("comment"));
        Optional<Instant> ended = row.findInstant("ended_at");
        return new Silence(
                row.number("silence"),
                terms,
                row.instant("created_at"),
                ended.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Silence.End(ended.get(), row.text("ended_by"), row.text("ended_comment"))));
    }
}
