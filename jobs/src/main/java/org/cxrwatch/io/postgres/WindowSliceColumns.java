package org.cxrwatch.io.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.cxrwatch.model.Scope;
import org.cxrwatch.model.Slice;
import org.cxrwatch.window.Window;
import org.cxrwatch.window.WindowKind;
import org.cxrwatch.window.WindowSlice;

/** The columns that say what a row is about. */
final class WindowSliceColumns {

    private static final List<String> NAMES =
            List.of("scope", "model_version", "window_kind", "window_start", "slice_key", "slice_value");

    private WindowSliceColumns() {}

    /** These columns, then a table's own. */
    static List<String> and(String... own) {
        return Stream.concat(NAMES.stream(), Stream.of(own)).toList();
    }

    static CopyLine write(WindowSlice where, CopyLine line) {
        line.word(where.scope().kind()).text(where.scope().modelVersion());
        write(where.window(), line);
        return line.text(where.slice().key()).text(where.slice().value());
    }

    static CopyLine write(Window window, CopyLine line) {
        return line.name(window.kind()).instant(window.start());
    }

    static WindowSlice read(Columns columns) throws SQLException {
        return new WindowSlice(
                new Scope(columns.constant("scope", Scope.Kind.class), columns.text("model_version")),
                window(columns),
                slice(columns));
    }

    static Window window(Columns columns) throws SQLException {
        return new Window(columns.constant("window_kind", WindowKind.class), columns.instant("window_start"));
    }

    static Slice slice(Columns columns) throws SQLException {
        return new Slice(columns.text("slice_key"), columns.text("slice_value"));
    }
}
